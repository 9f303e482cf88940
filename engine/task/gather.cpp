// SPDX-License-Identifier: MIT
#include "engine/task/gather.h"

#include <algorithm>
#include <memory>
#include <unordered_set>

namespace awaitscope::task {

class Gathering::ChildDone final : public loop::Handle
{
public:
    ChildDone(Gathering &gathering, TaskBase &child) : m_gathering(gathering), m_child(child)
    {
        child.addDoneCallback(*this);
    }

private:
    void run() override { m_gathering.taskEnded(m_child); }

    Gathering &m_gathering;
    TaskBase &m_child;
};

std::shared_ptr<Gathering> Gathering::create(loop::EventLoop &loop, Children children,
                                             ReturnExceptions returnExceptions)
{
    std::shared_ptr<Gathering> gathering(
        new Gathering(loop, std::move(children), returnExceptions));
    gathering->watch();
    return gathering;
}

Gathering::Gathering(loop::EventLoop &loop, Children children, ReturnExceptions returnExceptions)
    : FutureBase(loop), m_children(std::move(children)), m_returnExceptions(returnExceptions)
{ }

Gathering::~Gathering()
{
    if (m_left > 0) {
        for (const auto &child : m_children) {
            child->unwatch(*this);
        }
    }
}

/// In one pass: there may be a million of them.
void Gathering::watch()
{
    if (loop().observer()) {
        m_targets.reserve(m_children.size());
    }
    std::unordered_set<const TaskBase *> seen; // from where they are not in order: one may repeat
    std::vector<TaskBase *> done;
    trace::TaskId last;
    for (auto place = m_children.begin(); place != m_children.end(); ++place) {
        TaskBase &child = **place;
        if (loop().observer()) {
            m_targets.push_back(child.id());
        }
        if (child.id() <= std::exchange(last, child.id()) && seen.empty()) [[unlikely]] {
            std::for_each(m_children.begin(), place,
                          [&](const auto &earlier) { seen.insert(earlier.data()); });
        }
        if (!seen.empty() && !seen.insert(&child).second) {
            continue;
        }
        ++m_left;
        if (child.isDone()) {
            done.push_back(&child);
        } else if (!child.watch(*this)) [[unlikely]] {
            m_callbacks.emplace_front(*this, child);
        }
    }
    if (m_left == 0) {
        completeWithValue();
    }
    for (TaskBase *const child : done) {
        taskEnded(*child);
    }
}

Gathering::CancelStep Gathering::beginCancel(trace::CancelCause)
{
    return isDone() ? CancelStep::Refused : CancelStep::PassedOn;
}

Gathering::Inner Gathering::innerToCancel(std::size_t index)
{
    return index < m_children.size() ? Inner{m_children[index].data(), trace::CancelCause::Gather}
                                     : Inner{};
}

bool Gathering::endCancel(bool isInnerAccepted)
{
    m_isCancelRequested |= isInnerAccepted;
    return isInnerAccepted;
}

/// The callback that calls this may be gone when it returns.
void Gathering::taskEnded(TaskBase &child)
{
    --m_left;
    if (isDone()) {
        Q_UNUSED(child.failure()) // counts as retrieved
    } else if (Failure failure =
                   m_returnExceptions == ReturnExceptions::No ? child.failure() : Failure()) {
        completeWithError(std::move(failure));
    } else if (m_left == 0) {
        if (m_returnExceptions == ReturnExceptions::Yes) { // otherwise none has failed
            for (const auto &each : m_children) {
                Q_UNUSED(each->failure())
            }
        }
        if (m_isCancelRequested) {
            completeWithError(Failure::cancelled());
        } else {
            completeWithValue();
        }
    }
    if (m_left == 0 && m_isDetached) {
        loop().drop(this);
    }
}

void Gathering::detach()
{
    if (m_left > 0 && !std::exchange(m_isDetached, true)) {
        loop().keep(shared_from_this());
    }
}

GatherAwaiter::GatherAwaiter(loop::EventLoop &loop, Gathering::Children children,
                             ReturnExceptions mode)
    : Suspension(loop), m_gathering(Gathering::create(loop, std::move(children), mode))
{ }

void GatherAwaiter::await_suspend(std::coroutine_handle<> caller)
{
    reportWaiting(loop(), [this] { return wait(); });
    suspendUntil(caller, *m_gathering);
}

Failure GatherAwaiter::settle()
{
    Failure failure = takeFailure();
    if (!failure && m_gathering->isDone()) {
        failure = m_gathering->failure();
    }
    if (isSuspended()) {
        reportResumed(
            loop(), [this] { return wait(); }, failure);
    }
    return failure;
}

} // namespace awaitscope::task
