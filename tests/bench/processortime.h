// SPDX-License-Identifier: MIT
#pragma once

#include <ctime>

namespace awaitscope::bench {

/// Used by this process so far, also by the system for it: others who run meanwhile change it
/// little.
[[nodiscard]] inline double processorSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

} // namespace awaitscope::bench
