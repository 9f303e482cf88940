// SPDX-License-Identifier: MIT
#pragma once

#include "engine/loop/pacing.h"

namespace awaitscope::tests {

/// A wall clock that stands still unless it is told, or looked at.
struct FakeWall
{
    qint64 now = 0; ///< ns
    qint64 perLook = 0; ///< ns that pass with each look: how slow the machine is

    void wait(qint64 milliseconds) { now += milliseconds * 1'000'000; }

    /// Outlived by this.
    [[nodiscard]] loop::Pacing pacing(quint64 slice = 128)
    {
        return {[this] { return now += perLook; }, slice};
    }
};

} // namespace awaitscope::tests
