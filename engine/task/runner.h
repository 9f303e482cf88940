// SPDX-License-Identifier: MIT
#pragma once

#include "engine/task/gather.h"

#include <memory>
#include <vector>

namespace awaitscope::task {

/// asyncio.run(): a main task, then the shutdown of what is left (semantics.md, 1.6). It runs no
/// turn by itself: whoever does tells it after each.
class Runner
{
public:
    enum class Phase : quint8 {
        Main,
        Shutdown, ///< what is left has been cancelled, and comes to its end
        Ended,
    };

    /// @p main has just been created.
    explicit Runner(TaskPtr<TaskBase> main);
    ~Runner();
    Q_DISABLE_COPY_MOVE(Runner)

    [[nodiscard]] Phase phase() const noexcept { return m_phase; }

    /// A turn of the loop is done: goes on to the next phase if it was the one after the end of
    /// main, or of all that was cancelled. Tasks that are created in the shutdown are not waited
    /// for.
    Phase afterTurn();

    /// What the shutdown cancelled, in order of creation.
    [[nodiscard]] const std::vector<TaskPtr<TaskBase>> &cancelled() const noexcept
    {
        return m_cancelled;
    }

private:
    class Watch;

    void shutDown();

    loop::EventLoop &m_loop;
    TaskPtr<TaskBase> m_main;
    std::unique_ptr<Watch> m_watch; // of what the present phase waits for
    std::vector<TaskPtr<TaskBase>> m_cancelled;
    std::shared_ptr<Gathering> m_shutdown;
    Phase m_phase = Phase::Main;
};

} // namespace awaitscope::task
