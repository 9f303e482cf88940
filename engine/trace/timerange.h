// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <compare>

namespace awaitscope::trace {

/// Virtual time in integer nanoseconds since the start of a run.
using Timestamp = qint64;

/// The end of time, 2^62 ns: a run is given up there (semantics.md, P-12).
inline constexpr Timestamp endOfTime = Timestamp(1) << 62;

inline constexpr Timestamp nanosecondsPerMicrosecond = 1'000;
inline constexpr Timestamp nanosecondsPerMillisecond = 1'000'000;
inline constexpr Timestamp nanosecondsPerSecond = 1'000'000'000;

/// The half-open interval [begin, end) of virtual time. Invariant: begin <= end.
struct TimeRange
{
    Timestamp begin = 0;
    Timestamp end = 0;

    [[nodiscard]] constexpr Timestamp duration() const noexcept { return end - begin; }

    [[nodiscard]] constexpr bool isEmpty() const noexcept { return begin == end; }

    [[nodiscard]] constexpr bool contains(Timestamp time) const noexcept
    {
        return begin <= time && time < end;
    }

    /// Whether the two have a positive duration in common.
    [[nodiscard]] constexpr bool overlaps(TimeRange other) const noexcept
    {
        return std::max(begin, other.begin) < std::min(end, other.end);
    }

    friend constexpr auto operator<=>(const TimeRange &, const TimeRange &) noexcept = default;
};

} // namespace awaitscope::trace
