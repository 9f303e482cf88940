// SPDX-License-Identifier: MIT
#pragma once

#include "engine/task/sleep.h"
#include "engine/task/task.h"

#include <memory>
#include <optional>
#include <vector>

namespace awaitscope::task {

enum class ReturnWhen : quint8 {
    AllCompleted,
    FirstCompleted,
    FirstException,
};

/// What wait() returns. Which of the tasks are done is seen at the tasks.
class WaitAwaiter : public Suspension
{
public:
    using Tasks = std::vector<TaskPtr<TaskBase>>;

    WaitAwaiter(loop::EventLoop &loop, Tasks tasks, std::optional<trace::Timestamp> timeout,
                ReturnWhen when);
    ~WaitAwaiter();
    Q_DISABLE_COPY_MOVE(WaitAwaiter)

    [[nodiscard]] bool await_ready() const noexcept { return refusesToWait(); }

    void await_suspend(std::coroutine_handle<> caller);

    void await_resume() { settle().raise(); }

    [[nodiscard]] Failure settle();

private:
    class Watch;

    std::shared_ptr<Watch> m_watch;
    std::vector<trace::TaskId> m_targets; // for the observer
    ObservedWait m_wait;
    std::optional<trace::Timestamp> m_timeout;
};

/// Waits until all of these distinct tasks are done, or one is, or one has failed, or @p timeout ns
/// have passed; cancels nothing (asyncio.wait). Always suspends; the caller resumes in the second
/// turn after the deciding task has ended. Throws ValueError if there is no task.
[[nodiscard]] inline WaitAwaiter wait(loop::EventLoop &loop, WaitAwaiter::Tasks tasks,
                                      std::optional<trace::Timestamp> timeout = std::nullopt,
                                      ReturnWhen when = ReturnWhen::AllCompleted)
{
    return {loop, std::move(tasks), timeout, when};
}

} // namespace awaitscope::task
