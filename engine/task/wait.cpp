// SPDX-License-Identifier: MIT
#include "engine/task/wait.h"

#include <algorithm>

namespace awaitscope::task {

/// Lives on after its awaiter as long as a callback of it stands in the ready queue.
class WaitAwaiter::Watch final : public std::enable_shared_from_this<Watch>
{
public:
    Watch(loop::EventLoop &loop, Tasks tasks, ReturnWhen when)
        : m_loop(loop)
        , m_decided(loop)
        , m_tasks(std::move(tasks))
        , m_callbacks(std::make_unique<TaskDone[]>(m_tasks.size()))
        , m_left(m_tasks.size())
        , m_when(when)
    { }

    void begin(std::optional<trace::Timestamp> timeout)
    {
        if (timeout) {
            m_loop.callLater(*timeout, m_timer);
        }
        for (std::size_t i = 0; i < m_tasks.size(); ++i) {
            m_callbacks[i].watch(*this, *m_tasks[i]);
        }
    }

    void finish()
    {
        m_timer.cancel();
        for (std::size_t i = 0; i < m_tasks.size(); ++i) {
            if (m_callbacks[i].isReady()) {
                ++m_stale;
            } else {
                m_callbacks[i].cancel();
            }
        }
        if (m_stale > 0) {
            m_loop.keep(shared_from_this());
        }
    }

    [[nodiscard]] Future<void> &decided() noexcept { return m_decided; }

    [[nodiscard]] const Tasks &tasks() const noexcept { return m_tasks; }

private:
    class TaskDone final : public loop::Handle
    {
    public:
        void watch(Watch &watch, TaskBase &task)
        {
            m_watch = &watch;
            m_task = &task;
            task.addDoneCallback(*this);
        }

    private:
        void run() override { m_watch->taskDone(*m_task); }

        Watch *m_watch = nullptr;
        TaskBase *m_task = nullptr;
    };

    class Timer final : public loop::Handle
    {
    public:
        explicit Timer(Future<void> &decided) noexcept : m_decided(decided) { }

    private:
        void run() override { m_decided.release(); }

        Future<void> &m_decided;
    };

    void taskDone(TaskBase &task)
    {
        --m_left;
        // Asking for the error counts as retrieving it: only the last mode does.
        if (m_left == 0 || m_when == ReturnWhen::FirstCompleted
            || (m_when == ReturnWhen::FirstException && !task.isCancelled() && task.failure())) {
            m_timer.cancel();
            m_decided.release();
        }
        if (m_stale > 0 && --m_stale == 0) {
            m_loop.drop(this);
        }
    }

    loop::EventLoop &m_loop;
    Future<void> m_decided;
    Timer m_timer{m_decided};
    Tasks m_tasks;
    std::unique_ptr<TaskDone[]> m_callbacks;
    std::size_t m_left;
    std::size_t m_stale = 0;
    ReturnWhen m_when;
};

namespace {

    [[nodiscard]] std::vector<trace::TaskId> idsOf(const WaitAwaiter::Tasks &tasks)
    {
        std::vector<trace::TaskId> ids(tasks.size());
        std::ranges::transform(tasks, ids.begin(), [](const auto &task) { return task->id(); });
        return ids;
    }

} // namespace

WaitAwaiter::WaitAwaiter(loop::EventLoop &loop, Tasks tasks,
                         std::optional<trace::Timestamp> timeout, ReturnWhen when)
    : Suspension(loop)
    , m_targets(idsOf(tasks))
    , m_wait(loop, {.kind = trace::WaitKind::Wait, .targets = m_targets})
    , m_timeout(timeout)
{
    if (tasks.empty()) {
        throw ValueError("wait() for no task");
    }
    m_watch = std::make_shared<Watch>(loop, std::move(tasks), when);
}

WaitAwaiter::~WaitAwaiter() = default;

void WaitAwaiter::await_suspend(std::coroutine_handle<> caller)
{
    m_wait.begin();
    m_watch->begin(m_timeout);
    suspendUntil(caller, m_watch->decided());
}

Failure WaitAwaiter::settle()
{
    Failure failure = takeFailure();
    m_watch->finish();
    m_wait.end(failure);
    return failure;
}

} // namespace awaitscope::task
