// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <string>

namespace awaitscope::run {

/// Where a run is given up, so that a scenario that would never end, or would exhaust the memory,
/// meets an end. Reported as RunEnd::LimitReached with the name of the limit. A run reaches them at
/// the same place on every machine.
struct Limits
{
    /// What happens at the limit of memory.
    enum class AtMemory : quint8 {
        GiveUp,
        /// The run is held between two callbacks until the limit is raised or its oldest events are
        /// let go; it is given up where a single one goes half beyond. What a window keeps of a run
        /// is counted, too.
        Hold,
    };

    quint64 iterations = 1'000'000'000; ///< of the loop
    quint64 events = 500'000'000; ///< recorded; 32 bytes each
    quint64 steps = 5'000'000'000; ///< of the scenario
    /// Bytes of the recording and the tasks, estimated. Once it is reached, no more than one step
    /// is finished.
    quint64 memory = quint64(4) << 30;
    AtMemory atMemory = AtMemory::GiveUp;
    /// At the limit of memory the run goes on without its oldest events, and so each time again.
    /// Only where what is left of it fills the memory without them, the above happens. What a
    /// window keeps of a run is counted.
    bool letsOldestGo = false;
};

/// What a person is told when a run was given up at the limit of this name: that of a member, or
/// `time`.
[[nodiscard]] QString limitText(const Limits &limits, const std::string &name);

} // namespace awaitscope::run
