// SPDX-License-Identifier: MIT
#pragma once

#include "engine/task/task.h"

#include <memory>

namespace awaitscope::task {

/// What shield() returns.
class ShieldAwaiter : public Suspension
{
public:
    explicit ShieldAwaiter(TaskPtr<TaskBase> inner);
    ~ShieldAwaiter();
    Q_DISABLE_COPY_MOVE(ShieldAwaiter)

    [[nodiscard]] bool await_ready() const noexcept { return !m_shield || refusesToWait(); }

    void await_suspend(std::coroutine_handle<> caller);

    void await_resume() { settle().raise(); }

    [[nodiscard]] Failure settle();

protected:
    [[nodiscard]] TaskBase &inner() const { return *m_inner; }

private:
    class Shield;

    TaskPtr<TaskBase> m_inner;
    std::shared_ptr<Shield> m_shield; // null if the task was done
    ObservedWait m_wait;
};

template <typename T>
class ShieldValueAwaiter final : public ShieldAwaiter
{
public:
    using ShieldAwaiter::ShieldAwaiter;

    decltype(auto) await_resume()
    {
        settle().raise();
        return static_cast<Task<T> &>(inner()).result();
    }
};

/// Waits for a task without passing a cancellation on to it (asyncio.shield): if the caller is
/// cancelled, the task runs on. Does not suspend if it is done; otherwise the caller resumes in the
/// second turn after the task has ended.
template <typename T>
[[nodiscard]] auto shield(const TaskPtr<Task<T>> &task)
{
    return ShieldValueAwaiter<T>(TaskPtr<TaskBase>(task.data()));
}

} // namespace awaitscope::task
