// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/trace/timerange.h"

namespace awaitscope::timeline {

/// Maps virtual time (ns) to horizontal positions (logical px) and back, linearly.
///
/// Invariant: width() > 0 and minimumNsPerPixel <= nsPerPixel() <= maximumNsPerPixel().
class TimeScale
{
public:
    /// One nanosecond is never wider than 20 px.
    static constexpr double minimumNsPerPixel = 0.05;

    /// One second over 1000 px, from time 0 at x = 0.
    TimeScale() noexcept = default;
    /// Shows `range` between x = left and x = left + width.
    TimeScale(double left, double width, trace::TimeRange range) noexcept;

    [[nodiscard]] double left() const noexcept { return m_left; }

    [[nodiscard]] double width() const noexcept { return m_width; }

    [[nodiscard]] double right() const noexcept { return m_left + m_width; }

    [[nodiscard]] double nsPerPixel() const noexcept { return m_nsPerPixel; }

    [[nodiscard]] double maximumNsPerPixel() const noexcept;
    /// What is between left() and right(), rounded outwards to whole ns.
    [[nodiscard]] trace::TimeRange visible() const noexcept;

    /// Position of a time; also outside of what is visible.
    [[nodiscard]] double xOf(trace::Timestamp time) const noexcept;
    /// The nearest time to a position; also outside of what is visible.
    [[nodiscard]] trace::Timestamp timeAt(double x) const noexcept;
    /// The first time of which the position is at `x` or to the right of it.
    [[nodiscard]] trace::Timestamp timeFrom(double x) const noexcept;

    /// Moves and resizes the place on screen; the time at its left edge and the zoom stay.
    void setPlace(double left, double width) noexcept;
    /// Shows exactly that range (or a little more, if it is too short for the closest zoom).
    void setRange(trace::TimeRange range) noexcept;
    /// Shows that range with `margin` px to its left and right.
    void fit(trace::TimeRange range, double margin) noexcept;
    /// Zooms in by `factor` (> 1: closer); the time at `x` stays at `x`.
    void zoomAt(double x, double factor) noexcept;
    /// Moves what is shown to the right by `dx` px (and so the view to the left in time).
    void panBy(double dx) noexcept;
    /// Brings the view back to `bounds` widened by `margin` px: not zoomed out beyond, not moved
    /// beyond either end.
    void clampTo(trace::TimeRange bounds, double margin) noexcept;

    friend bool operator==(const TimeScale &, const TimeScale &) noexcept = default;

private:
    void setBegin(trace::Timestamp base, double offset) noexcept;
    void setNsPerPixel(double nsPerPixel) noexcept;

    double m_left = 0;
    double m_width = 1000;
    // The time at the left edge, as a whole and a fraction in [0, 1): late in a long run a double
    // alone would lose the nanoseconds.
    trace::Timestamp m_begin = 0;
    double m_fraction = 0;
    double m_nsPerPixel = 1e6;
};

} // namespace awaitscope::timeline
