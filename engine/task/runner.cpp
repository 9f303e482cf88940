// SPDX-License-Identifier: MIT
#include "engine/task/runner.h"

#include <algorithm>
#include <utility>

namespace awaitscope::task {

/// Sees that a future is done, in the turn after.
class Runner::Watch final : public loop::Handle
{
public:
    explicit Watch(FutureBase &future) { future.addDoneCallback(*this); }

    [[nodiscard]] bool hasSeenIt() const noexcept { return m_hasSeenIt; }

private:
    void run() override { m_hasSeenIt = true; }

    bool m_hasSeenIt = false;
};

Runner::Runner(TaskPtr<TaskBase> main)
    : m_loop(main->loop()), m_main(std::move(main)), m_watch(std::make_unique<Watch>(*m_main))
{ }

Runner::~Runner() = default;

Runner::Phase Runner::afterTurn()
{
    if (m_phase == Phase::Ended || !m_watch->hasSeenIt()) {
        return m_phase;
    }
    if (m_phase == Phase::Main) {
        Q_UNUSED(m_main->failure()) // whoever runs it takes it as retrieved
        shutDown();
    } else {
        m_phase = Phase::Ended;
    }
    return m_phase;
}

void Runner::shutDown()
{
    for (TaskBase *task = m_loop.firstLiveTask(); task; task = task->nextLive()) {
        m_cancelled.emplace_back(task);
    }
    if (m_cancelled.empty()) {
        m_phase = Phase::Ended;
        return;
    }
    m_phase = Phase::Shutdown;
    if (trace::TaskObserver *const observer = m_loop.observer()) {
        std::vector<trace::TaskId> pending(m_cancelled.size());
        std::ranges::transform(m_cancelled, pending.begin(),
                               [](const auto &task) { return task->id(); });
        observer->shutdownBegan(pending);
    }
    for (const auto &task : m_cancelled) {
        task->cancel(trace::CancelCause::Shutdown);
    }
    m_shutdown = Gathering::create(m_loop, m_cancelled, ReturnExceptions::Yes);
    m_watch = std::make_unique<Watch>(*m_shutdown);
}

} // namespace awaitscope::task
