// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <array>

namespace awaitscope::trace {

/// What a task does at a moment, told apart everywhere by colour and pattern.
enum class TaskState : quint8 {
    Ready, ///< created or woken, has not run yet
    Working, ///< a sleep step: an inference, a query, a call
    BackingOff, ///< the sleep of a retry
    Waiting, ///< for a resource: acquire, put, get, join, event, condition, barrier
    Awaiting, ///< for tasks: task, gather, wait, group, shield, as_completed
    Blocking, ///< holds the whole loop
    Cleanup, ///< a cancellation was delivered and has not come to its end
};

/// How a task ended, if it did.
enum class Outcome : quint8 {
    None, ///< still alive
    Finished,
    Failed,
    TimedOut, ///< failed with Timeout
    Cancelled,
    Destroyed, ///< still pending when the run ended
};

inline constexpr std::size_t stateCount = std::size_t(TaskState::Cleanup) + 1;
inline constexpr std::size_t outcomeCount = std::size_t(Outcome::Destroyed) + 1;

/// How many tasks are in each state, by TaskState.
using StateCounts = std::array<quint32, stateCount>;

} // namespace awaitscope::trace
