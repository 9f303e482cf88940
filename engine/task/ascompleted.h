// SPDX-License-Identifier: MIT
#pragma once

#include "engine/task/sleep.h"
#include "engine/task/task.h"

#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace awaitscope::task {

/// Tasks in the order in which they end (asyncio.as_completed): call next() once for each of them.
/// Tasks that are left when it goes are not cancelled.
class AsCompleted
{
public:
    using Tasks = std::vector<TaskPtr<TaskBase>>;
    class NextAwaiter;

    /// The tasks are distinct. @p timeout: ns from now until which all must have ended.
    AsCompleted(loop::EventLoop &loop, Tasks tasks, std::optional<trace::Timestamp> timeout);
    ~AsCompleted();
    Q_DISABLE_COPY_MOVE(AsCompleted)

    /// How many have not been taken yet.
    [[nodiscard]] quint32 left() const noexcept { return m_left; }

    /// The next task that has ended. Does not suspend if there is one; otherwise the caller resumes
    /// in the second turn after its end. Throws TimeoutError if time is up. Precondition: left() >
    /// 0.
    [[nodiscard]] NextAwaiter next();

private:
    class Box;

    std::shared_ptr<Box> m_box;
    quint32 m_left;
};

class AsCompleted::NextAwaiter final : public Suspension
{
public:
    NextAwaiter(loop::EventLoop &loop, std::shared_ptr<Box> box, quint32 left);

    [[nodiscard]] bool await_ready() const noexcept;
    void await_suspend(std::coroutine_handle<> caller);

    [[nodiscard]] TaskPtr<TaskBase> await_resume()
    {
        settle().raise();
        return std::move(m_task);
    }

    [[nodiscard]] Failure settle();

    /// After settle() without failure.
    [[nodiscard]] TaskPtr<TaskBase> takeTask() noexcept { return std::move(m_task); }

private:
    std::shared_ptr<Box> m_box;
    Future<void> m_arrival;
    ObservedWait m_wait;
    TaskPtr<TaskBase> m_task;
};

} // namespace awaitscope::task
