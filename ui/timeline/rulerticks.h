// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/timeformat.h"
#include "ui/timeline/timescale.h"

#include <vector>

namespace awaitscope::timeline {

/// Where a ruler has its lines and what it says there.
struct RulerTick
{
    trace::Timestamp time = 0;
    double x = 0; ///< logical px
    bool isMajor = false;
    QString label; ///< of a major tick

    friend bool operator==(const RulerTick &, const RulerTick &) = default;
};

/// Distances of ticks, in ns.
struct TickSteps
{
    trace::Timestamp major = 1;
    trace::Timestamp minor = 1; ///< a divisor of `major`

    friend bool operator==(const TickSteps &, const TickSteps &) noexcept = default;
};

/// The smallest nice steps with major ones of at least `shortest` ns: 1, 2 or 5 times a power of
/// ten; from ten seconds on those of a clock (30 s, 1, 2, 5, 10, 30 min, 1, 2, 6, 12, 24 h).
[[nodiscard]] TickSteps niceSteps(double shortest);

/// The ticks of what `scale` shows, in order, and also one to the left of it, of which the label
/// may still reach in. Two labels have at least `gap` px between them, if a character is at most
/// `characterWidth` px wide.
[[nodiscard]] std::vector<RulerTick> rulerTicks(const TimeScale &scale, double characterWidth,
                                                double gap);

} // namespace awaitscope::timeline
