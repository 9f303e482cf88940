// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace awaitscope::run {

/// Where a run is given up, so that a scenario that would never end meets an end. Reported as
/// RunEnd::LimitReached with the name of the limit.
struct Limits
{
    quint64 iterations = 1'000'000'000; ///< of the loop
    quint64 events = 500'000'000; ///< recorded; 32 bytes each
    quint64 steps = 5'000'000'000; ///< of the scenario
};

} // namespace awaitscope::run
