// SPDX-License-Identifier: MIT
#include "engine/task/taskgroup.h"

#include <algorithm>

namespace awaitscope::task {

TaskGroup::TaskGroup(loop::EventLoop &loop) : m_loop(loop), m_parent(TaskBase::running(loop)) { }

void TaskGroup::requireOpen() const
{
    if (m_isLeaving && m_children.empty()) {
        throw RuntimeError("the task group has ended");
    }
    if (m_isAborting) {
        throw RuntimeError("the task group is shutting down");
    }
}

void TaskGroup::adopt(TaskPtr<TaskBase> child)
{
    Child &added = m_children.emplace_back(*this, std::move(child));
    added.self = std::prev(m_children.end());
    added.task->addDoneCallback(added);
}

std::vector<trace::TaskId> TaskGroup::openChildren() const
{
    std::vector<trace::TaskId> ids;
    std::ranges::transform(m_children, std::back_inserter(ids),
                           [](const Child &child) { return child.task->id(); });
    return ids;
}

void TaskGroup::abort()
{
    m_isAborting = true;
    for (const Child &child : m_children) {
        if (!child.task->isDone()) {
            child.task->cancel(trace::CancelCause::Group);
        }
    }
}

void TaskGroup::childDone(Child &child)
{
    const TaskPtr<TaskBase> task = child.task;
    m_children.erase(child.self);
    if (m_childrenGone && m_children.empty()) {
        m_childrenGone->release();
    }
    if (task->isCancelled()) {
        return;
    }
    Failure failure = task->failure();
    if (!failure) {
        return;
    }
    m_errors.push_back(std::move(failure));
    if (!m_parent.isDone() && !m_isAborting && !m_hasPokedParent) {
        abort();
        m_hasPokedParent = true;
        m_parent.cancel(trace::CancelCause::Group);
    }
}

Coro<Failure> TaskGroup::leave(Failure failure)
{
    if (failure.isClosed()) {
        co_return failure;
    }
    const std::vector<trace::TaskId> targets = openChildren();
    ObservedWait wait(m_loop, {.kind = trace::WaitKind::TaskGroup, .targets = targets});
    if (!targets.empty()) {
        wait.begin();
    }
    m_isLeaving = true;
    bool isCancelled = failure.isCancelled();
    if (failure && !m_isAborting) {
        abort();
    }
    while (!m_children.empty()) {
        Future<void> gone(m_loop);
        m_childrenGone = &gone;
        Quiet end{FutureAwaiter<Future<void>>(gone)};
        const Failure interrupted = co_await end;
        m_childrenGone = nullptr;
        if (interrupted.isClosed()) {
            co_return interrupted;
        }
        m_wasInterrupted |= interrupted.isCancelled();
        if (interrupted && !m_isAborting) {
            isCancelled = true;
            abort();
        }
    }
    Failure end = outcome(std::move(failure), isCancelled);
    wait.end(end);
    co_return end;
}

Failure TaskGroup::outcome(Failure bodyFailure, bool isCancelled)
{
    if (m_hasPokedParent && m_parent.uncancel() == 0) {
        isCancelled = false;
    }
    if (isCancelled && m_errors.empty()) {
        return Failure::cancelled();
    }
    if (bodyFailure && !bodyFailure.isCancelled()) {
        m_errors.push_back(std::move(bodyFailure));
    }
    if (m_errors.empty()) {
        return {};
    }
    if (m_parent.cancelling() > 0) {
        m_parent.uncancel();
        m_parent.cancel(trace::CancelCause::Group);
    }
    return Failure::make(ExceptionGroup(std::exchange(m_errors, {})));
}

} // namespace awaitscope::task
