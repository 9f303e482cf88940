// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace awaitscope::run {

class Program;

enum class RunEnd : quint8 {
    None, ///< has not ended
    Finished,
    MainFailed, ///< main failed or was cancelled
    Deadlock, ///< nothing could happen any more, and the run was concluded
    LimitReached,
    Stopped, ///< by stop()
    Invalid, ///< the scenario did something meaningless
};

[[nodiscard]] RunEnd endOf(const Program &program);

/// Why it ended before its time, in words for a person; empty if it did not.
[[nodiscard]] QString endMessageOf(const Program &program);

} // namespace awaitscope::run
