// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bridge/outside.h"

#include <QProcess>
#include <QTimer>

#include <concepts>

namespace awaitscope::bridge {

/// What await() returns for a QTimer.
class TimerAwaiter final : public Outside<void>
{
public:
    TimerAwaiter(loop::EventLoop &loop, QTimer *timer);
};

/// Waits for the next timeout. Does not suspend if the timer is not active. The timer goes on when
/// the wait is cancelled. Throws RuntimeError if it is destroyed.
[[nodiscard]] inline TimerAwaiter await(loop::EventLoop &loop, QTimer *timer)
{
    return {loop, timer};
}

/// What await() returns for a QProcess.
class ProcessAwaiter final : public Outside<int>
{
public:
    ProcessAwaiter(loop::EventLoop &loop, QProcess *process);
};

/// Waits for the end of a process that is starting or runs; gives its exit code. Does not suspend
/// if it does not run. As in asyncio, a process goes on when the wait is cancelled. Throws
/// RuntimeError if it cannot be started, or is destroyed.
[[nodiscard]] inline ProcessAwaiter await(loop::EventLoop &loop, QProcess *process)
{
    return {loop, process};
}

/// A QNetworkReply, or what is used as one: it tells once that it is finished.
template <typename T>
concept Finishing = std::derived_from<T, QObject> && requires(const T &object)
{
    {
        object.isFinished()
        } -> std::convertible_to<bool>;
    &T::finished;
};

/// What await() returns for a QNetworkReply.
template <Finishing T>
class FinishAwaiter final : public Outside<void>
{
public:
    FinishAwaiter(loop::EventLoop &loop, T *object) : Outside(loop), m_object(object)
    {
        if (object->isFinished()) {
            happened();
            return;
        }
        QObject::connect(object, &T::finished, listener(), [this] { happened(); });
        QObject::connect(object, &QObject::destroyed, listener(), [this] { senderGone(); });
    }

private:
    void giveUp() override
    {
        if constexpr (requires { m_object->abort(); }) {
            m_object->abort();
        }
    }

    T *m_object;
};

/// Waits until a reply is finished, well or not. Does not suspend if it is. A reply is aborted when
/// the wait is cancelled. Throws RuntimeError if it is destroyed.
template <Finishing T>
[[nodiscard]] FinishAwaiter<T> await(loop::EventLoop &loop, T *object)
{
    return {loop, object};
}

} // namespace awaitscope::bridge
