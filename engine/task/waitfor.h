// SPDX-License-Identifier: MIT
#pragma once

#include "engine/task/timeout.h"

namespace awaitscope::task {

/// Cancels a task and waits for its end: what wait_for does when no time is left. Does not suspend
/// if the task is done. Ends with TimeoutError if the task was cancelled, and otherwise as the
/// task.
class CancelAndWait : public Suspension
{
public:
    explicit CancelAndWait(TaskPtr<TaskBase> task);

    [[nodiscard]] bool await_ready() const noexcept { return m_task->isDone() || refusesToWait(); }

    void await_suspend(std::coroutine_handle<> caller);

    void await_resume() { settle().raise(); }

    [[nodiscard]] Failure settle();

private:
    class Release final : public loop::Handle
    {
    public:
        explicit Release(Future<void> &ended) noexcept : m_ended(ended) { }

    private:
        void run() override { m_ended.release(); }

        Future<void> &m_ended;
    };

    TaskPtr<TaskBase> m_task;
    Future<void> m_ended;
    Release m_release{m_ended};
    bool m_wasPending = false;
};

/// waitFor() without the value: gives what it would throw.
[[nodiscard]] Coro<Failure> waitForEnd(TaskPtr<TaskBase> task,
                                       std::optional<trace::Timestamp> delay);

/// Waits for a task, for at most @p delay ns of virtual time (none: as long as it takes); a task
/// that is late is cancelled, its end is waited for, and TimeoutError is thrown (asyncio.wait_for
/// of 3.12 and later). Cancelling the caller cancels the task. Does not suspend if the task is
/// done; otherwise the caller resumes in the turn after the one in which the task has ended.
template <typename T>
Coro<T> waitFor(TaskPtr<Task<T>> task, std::optional<trace::Timestamp> delay)
{
    const Failure failure = co_await waitForEnd(TaskPtr<TaskBase>(task.data()), delay);
    failure.raise();
    if constexpr (!std::is_void_v<T>) {
        co_return T(task->result());
    }
}

} // namespace awaitscope::task
