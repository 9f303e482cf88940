// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/trace/timerange.h"

#include <QString>

namespace awaitscope::timeline {

/// How the times of one ruler are written, so that all of them look alike.
struct TimeFormat
{
    enum class Unit : quint8 {
        Nanoseconds, ///< `250 ns`
        Microseconds, ///< `2.5 µs`
        Milliseconds, ///< `437 ms`
        Seconds, ///< `1.06 s`
        Minutes, ///< `2:30 min`
        Hours, ///< `1:02:30 h`
    };
    Unit unit = Unit::Seconds;
    int decimals = 0; ///< of the unit; of the seconds for Minutes and Hours

    /// For times up to `largest` (ns) that lie `step` (ns, > 0) apart: the unit suits the largest,
    /// the decimals tell two neighbours apart.
    [[nodiscard]] static TimeFormat forStep(trace::Timestamp largest, trace::Timestamp step);

    /// The text of a time, rounded half away from zero: `0.25 s`, `-3 ms`.
    [[nodiscard]] QString text(trace::Timestamp time) const;

    friend bool operator==(const TimeFormat &, const TimeFormat &) noexcept = default;
};

/// A duration (ns) to three digits: `0 ns`, `437 ms`, `1.06 s`, `2:30 min`, `1:02:30 h`.
[[nodiscard]] QString formatDuration(trace::Timestamp duration);

/// A moment (ns) to the millisecond or, where that says nothing, closer: `2.360 s`.
[[nodiscard]] QString formatMoment(trace::Timestamp time);

} // namespace awaitscope::timeline
