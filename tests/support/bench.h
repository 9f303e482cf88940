// SPDX-License-Identifier: MIT
#pragma once

#include "engine/task/sleep.h"
#include "engine/task/task.h"
#include "tests/support/lifecounter.h"

#include <QByteArray>
#include <QList>

#include <memory>

namespace awaitscope::tests {

/// What was noted, in order.
using Lines = QList<QByteArray>;

inline constexpr trace::Timestamp ms = trace::nanosecondsPerMillisecond;

/// What a coroutine under test is given, by value: it notes what happens, and is counted.
class Witness
{
public:
    explicit Witness(loop::EventLoop &loop) : m_loop(&loop), m_lines(std::make_shared<Lines>()) { }

    [[nodiscard]] loop::EventLoop &loop() const noexcept { return *m_loop; }

    /// Adds the line `TURN TEXT`.
    void note(const QByteArray &text) const
    {
        m_lines->push_back(QByteArray::number(m_loop->iteration()) + ' ' + text);
    }

    /// The line says in addition how a wait or task ended.
    void note(const QByteArray &text, const task::Failure &failure) const
    {
        note(text + ": " + (failure ? failure.name() : "ok").c_str());
    }

    [[nodiscard]] Lines takeLines() const { return std::exchange(*m_lines, {}); }

    [[nodiscard]] long copies() const noexcept { return m_life.others(); }

private:
    loop::EventLoop *m_loop;
    std::shared_ptr<Lines> m_lines;
    LifeCounter m_life;
};

/// A loop, and what happens in it.
class Bench
{
public:
    explicit Bench(trace::TaskObserver *observer = nullptr)
        : m_loop(std::make_unique<loop::EventLoop>(observer)), m_witness(*m_loop)
    { }

    [[nodiscard]] loop::EventLoop &loop() { return *m_loop; }

    [[nodiscard]] const Witness &witness() const { return m_witness; }

    /// Runs a coroutine function with a witness as first argument as a task.
    template <typename Function, typename... Args>
    [[nodiscard]] auto spawn(Function function, Args... args)
    {
        return task::createTask(*m_loop, "test", std::move(function), m_witness,
                                std::move(args)...);
    }

    /// Runs one turn.
    void turn() { Q_UNUSED(m_loop->runTurn()) }

    /// Runs until this many iterations are over. An iteration in which nothing but sleeps ends is
    /// run together with the one after it.
    void runIterations(quint64 count)
    {
        while (m_loop->iteration() < count) {
            turn();
        }
        Q_ASSERT(m_loop->iteration() == count);
    }

    /// Runs until nothing can happen; gives what was noted since the last call.
    Lines run()
    {
        while (m_loop->runTurn() == loop::EventLoop::Progress::TurnDone) { }
        return m_witness.takeLines();
    }

    /// Destroys the loop.
    void destroyLoop() { m_loop.reset(); }

    /// Witnesses that coroutines, or tasks that have not begun, hold.
    [[nodiscard]] long aliveFrames() const { return m_witness.copies(); }

private:
    std::unique_ptr<loop::EventLoop> m_loop;
    Witness m_witness;
};

// Coroutines that many tests need.

/// Sleeps, and returns a value.
inline task::Coro<int> sleeper(Witness witness, trace::Timestamp ns, int value)
{
    co_await task::sleep(witness.loop(), ns);
    co_return value;
}

/// Sleeps, and fails.
inline task::Coro<int> failing(Witness witness, trace::Timestamp ns)
{
    co_await task::sleep(witness.loop(), ns);
    throw task::ValueError("as told");
}

/// Runs without awaiting, and returns a value.
inline task::Coro<int> immediate(Witness, int value)
{
    co_return value;
}

/// Notes how a task ends.
template <typename T>
task::Coro<> watcher(Witness witness, const char *text, task::TaskPtr<task::Task<T>> task)
{
    task::Quiet end{task::TaskAwaiter<task::Task<T>>(*task)};
    const task::Failure failure = co_await end;
    witness.note(text, failure);
}

} // namespace awaitscope::tests
