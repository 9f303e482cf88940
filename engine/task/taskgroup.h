// SPDX-License-Identifier: MIT
#pragma once

#include "engine/task/task.h"

#include <list>
#include <vector>

namespace awaitscope::task {

/// Tasks that live no longer than a block of their parent (asyncio.TaskGroup, semantics.md 1.5).
/// The first child that fails cancels the others and the parent; leaving waits for all and throws
/// an ExceptionGroup. Most callers want withTaskGroup().
class TaskGroup
{
public:
    /// Belongs to the running task. Throws RuntimeError if none runs.
    explicit TaskGroup(loop::EventLoop &loop);
    Q_DISABLE_COPY_MOVE(TaskGroup)

    /// Starts a child, as createTask(). Throws RuntimeError if the group has ended or aborts; then
    /// there is no task.
    template <typename Function, typename... Args>
    auto createTask(std::string_view name, Function &&function, Args &&...args)
    {
        requireOpen();
        auto task = task::createTask(m_loop, name, std::forward<Function>(function),
                                     std::forward<Args>(args)...);
        adopt(TaskPtr<TaskBase>(task.data()));
        return task;
    }

    /// Throws RuntimeError if no task can be started any more.
    void requireOpen() const;
    /// Makes a task that was just created a child.
    void adopt(TaskPtr<TaskBase> child);

    /// Children that have not ended, or whose end has not been heard of, in order of creation.
    [[nodiscard]] std::vector<trace::TaskId> openChildren() const;
    /// The body has ended with @p failure (or none): waits for the children; returns what the whole
    /// ends with. Suspends if children are left.
    [[nodiscard]] Coro<Failure> leave(Failure failure);

    /// Whether Cancelled arrived while leave() waited: from outside, or because a child failed.
    [[nodiscard]] bool wasInterrupted() const noexcept { return m_wasInterrupted; }

private:
    struct Child final : loop::Handle
    {
        Child(TaskGroup &owner, TaskPtr<TaskBase> child) : group(owner), task(std::move(child)) { }

        void run() override { group.childDone(*this); }

        TaskGroup &group;
        TaskPtr<TaskBase> task;
        std::list<Child>::iterator self;
    };

    void abort();
    void childDone(Child &child);
    [[nodiscard]] Failure outcome(Failure bodyFailure, bool isCancelled);

    loop::EventLoop &m_loop;
    TaskBase &m_parent;
    std::list<Child> m_children;
    std::vector<Failure> m_errors;
    Future<void> *m_childrenGone = nullptr; // while leave() waits
    bool m_isLeaving = false;
    bool m_wasInterrupted = false;
    bool m_isAborting = false;
    bool m_hasPokedParent = false; // cancelled it because a child failed
};

/// Calls a coroutine function with a new group as first argument, as part of this task, and leaves
/// the group with it (`async with asyncio.TaskGroup()`).
template <typename Function, typename... Args>
Coro<> withTaskGroup(loop::EventLoop &loop, Function function, Args... args)
{
    TaskGroup group(loop);
    Failure failure;
    auto body = std::invoke(std::move(function), group, std::move(args)...);
    try {
        co_await body;
    } catch (...) {
        failure = Failure::current();
    }
    failure = co_await group.leave(std::move(failure));
    failure.raise();
}

} // namespace awaitscope::task
