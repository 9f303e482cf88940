// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bridge/await.h"
#include "engine/bridge/liveloop.h"
#include "tests/support/bench.h"

#include <QTest>

namespace awaitscope::tests {

/// A loop that runs in real time, and what happens in it.
class LiveBench
{
public:
    explicit LiveBench(trace::TaskObserver *observer = nullptr)
        : m_live(std::make_unique<bridge::LiveLoop>(observer)), m_witness(m_live->loop())
    { }

    [[nodiscard]] bridge::LiveLoop &live() { return *m_live; }

    [[nodiscard]] loop::EventLoop &loop() { return m_live->loop(); }

    /// Runs a coroutine function with a witness as first argument as a task.
    template <typename Function, typename... Args>
    [[nodiscard]] auto spawn(Function function, Args... args)
    {
        return task::createTask(loop(), "test", std::move(function), m_witness, std::move(args)...);
    }

    /// What was noted since the last call, without the numbers of the turns.
    [[nodiscard]] Lines takeLines()
    {
        Lines lines = m_witness.takeLines();
        for (QByteArray &line : lines) {
            line = line.mid(line.indexOf(' ') + 1);
        }
        return lines;
    }

    void destroyLoop() { m_live.reset(); }

    [[nodiscard]] long aliveFrames() const { return m_witness.copies(); }

private:
    std::unique_ptr<bridge::LiveLoop> m_live;
    Witness m_witness;
};

/// Lets Qt's event loop run until the task is done; false if that takes too long.
template <typename T>
[[nodiscard]] bool finishes(const task::TaskPtr<task::Task<T>> &task)
{
    return QTest::qWaitFor([&] { return task->isDone(); }, 30'000);
}

/// Lets Qt's event loop run until the task has begun to wait.
template <typename T>
[[nodiscard]] bool begins(const task::TaskPtr<task::Task<T>> &task)
{
    return QTest::qWaitFor([&] { return task->isStarted(); }, 30'000);
}

} // namespace awaitscope::tests
