// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timescale.h"

#include <algorithm>
#include <cmath>

namespace awaitscope::timeline {

using trace::TimeRange;
using trace::Timestamp;

namespace {

// Far outside of every view, and yet sums of a few of them do not overflow.
constexpr double farAway = double(trace::endOfTime);

[[nodiscard]] Timestamp toWhole(double ns) noexcept
{
    return Timestamp(std::clamp(ns, -farAway, farAway));
}

} // namespace

TimeScale::TimeScale(double left, double width, TimeRange range) noexcept
{
    setPlace(left, width);
    setRange(range);
}

double TimeScale::maximumNsPerPixel() const noexcept
{
    return farAway / m_width;
}

TimeRange TimeScale::visible() const noexcept
{
    const double end = m_fraction + m_width * m_nsPerPixel;
    return {m_begin, m_begin + toWhole(std::ceil(end))};
}

double TimeScale::xOf(Timestamp time) const noexcept
{
    return m_left + (double(time - m_begin) - m_fraction) / m_nsPerPixel;
}

Timestamp TimeScale::timeAt(double x) const noexcept
{
    return m_begin + toWhole(std::round(m_fraction + (x - m_left) * m_nsPerPixel));
}

Timestamp TimeScale::timeFrom(double x) const noexcept
{
    return m_begin + toWhole(std::ceil(m_fraction + (x - m_left) * m_nsPerPixel));
}

void TimeScale::setPlace(double left, double width) noexcept
{
    m_left = left;
    m_width = std::max(width, 1.0);
    setNsPerPixel(m_nsPerPixel);
}

void TimeScale::setRange(TimeRange range) noexcept
{
    setNsPerPixel(double(range.duration()) / m_width);
    setBegin(range.begin, 0);
}

void TimeScale::fit(TimeRange range, double margin) noexcept
{
    const double inner = std::max(m_width - 2 * margin, 1.0);
    setNsPerPixel(double(range.duration()) / inner);
    setBegin(range.begin, -margin * m_nsPerPixel);
}

void TimeScale::zoomAt(double x, double factor) noexcept
{
    const double before = (x - m_left) * m_nsPerPixel;
    setNsPerPixel(m_nsPerPixel / factor);
    setBegin(m_begin, m_fraction + before - (x - m_left) * m_nsPerPixel);
}

void TimeScale::panBy(double dx) noexcept
{
    setBegin(m_begin, m_fraction - dx * m_nsPerPixel);
}

void TimeScale::clampTo(TimeRange bounds, double margin) noexcept
{
    const double inner = std::max(m_width - 2 * margin, 1.0);
    if (m_nsPerPixel * inner >= double(bounds.duration())) {
        fit(bounds, margin);
        return;
    }
    const double slack = margin * m_nsPerPixel;
    const double earliest = double(bounds.begin - m_begin) - slack;
    const double latest = double(bounds.end - m_begin) + slack - m_width * m_nsPerPixel;
    if (m_fraction < earliest) {
        setBegin(m_begin, earliest);
    } else if (m_fraction > latest) {
        setBegin(m_begin, latest);
    }
}

void TimeScale::setBegin(Timestamp base, double offset) noexcept
{
    const double whole = std::floor(offset);
    m_begin = std::clamp(base + toWhole(whole), -trace::endOfTime, trace::endOfTime);
    m_fraction = offset - whole;
}

void TimeScale::setNsPerPixel(double nsPerPixel) noexcept
{
    m_nsPerPixel = std::clamp(nsPerPixel, minimumNsPerPixel, maximumNsPerPixel());
}

} // namespace awaitscope::timeline
