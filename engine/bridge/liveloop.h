// SPDX-License-Identifier: MIT
#pragma once

#include "engine/loop/eventloop.h"
#include "engine/task/runner.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace awaitscope::bridge {

/// Runs an EventLoop in real time, as a guest of the Qt event loop of its thread: a turn begins as
/// soon as something is ready or a timer is due. The loop's now() is the time since construction,
/// taken at the beginning of each turn, and whenever Qt wakes the loop.
///
/// It may stop in the middle of a turn and let Qt go on, so that a window stays alive. A task that
/// runs a nested Qt event loop holds all tasks until that returns.
class LiveLoop final : public QObject, private loop::EventLoop::Waker
{
    Q_OBJECT

public:
    /// @p observer: as of EventLoop.
    explicit LiveLoop(trace::TaskObserver *observer = nullptr, QObject *parent = nullptr);
    /// Closes the loop: tasks that are alive receive LoopClosed at their await.
    ~LiveLoop() override;

    [[nodiscard]] loop::EventLoop &loop() noexcept { return m_loop; }

    /// As asyncio.run(): when @p main has ended, every task that is left is cancelled. To be called
    /// once, when main has just been created.
    void setMain(task::TaskPtr<task::TaskBase> main) { m_runner.emplace(std::move(main)); }

Q_SIGNALS:
    /// No task is alive any more. Follows the turn in which the last one ended.
    void drained();

private:
    void wake() override;
    void runDue();
    void runTurns();
    void readClock();
    void sleepUntilDue();

    QElapsedTimer m_clock;
    QTimer m_timer;
    loop::EventLoop m_loop;
    std::optional<task::Runner> m_runner;
    bool m_isRunning = false;
    bool m_hadTasks = false;
};

} // namespace awaitscope::bridge
