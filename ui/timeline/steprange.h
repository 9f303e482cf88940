// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/trace/ids.h"

namespace awaitscope::timeline {

/// A step of a scenario and those inside of it, which are numbered one after the other.
struct StepRange
{
    trace::StepId first;
    trace::StepId last;

    [[nodiscard]] constexpr bool contains(trace::StepId step) const noexcept
    {
        return step.value >= first.value && step.value <= last.value;
    }

    friend constexpr bool operator==(const StepRange &, const StepRange &) noexcept = default;
};

} // namespace awaitscope::timeline
