// SPDX-License-Identifier: MIT
#pragma once

#include <ctime>

namespace awaitscope::bench {

[[nodiscard]] inline double secondsOf(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

/// Used by this process so far, also by the system for it: others who run meanwhile change it
/// little.
[[nodiscard]] inline double processorSeconds()
{
    return secondsOf(CLOCK_PROCESS_CPUTIME_ID);
}

/// The same of this thread alone.
[[nodiscard]] inline double threadSeconds()
{
    return secondsOf(CLOCK_THREAD_CPUTIME_ID);
}

} // namespace awaitscope::bench
