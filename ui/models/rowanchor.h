// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/view.h"

namespace awaitscope::models {

/// Keeps one row where it is while others come and go above it: the row under the cursor or, if
/// that is elsewhere, the topmost.
class RowAnchor
{
public:
    /// Where the cursor is (px); -1: not on the timeline.
    void setLane(double y) noexcept { m_lane = y; }

    /// Takes hold of a row of that view.
    void note(const timeline::View &view, const timeline::TrackLayout &layout);
    /// How far the rows have to be scrolled for the row to be where it was; none if nothing moved
    /// since the last note(). Where nothing is left to show below, that is further than hands could
    /// scroll.
    [[nodiscard]] std::optional<double> scrollY(const timeline::TrackLayout &layout) const;

private:
    double m_lane = -1;
    trace::TaskId m_task; // of the row
    double m_top = 0; // where it is, from the top of all that are seen
    double m_rowHeight = 0;
    quint64 m_revision = 0; // of the layout
};

} // namespace awaitscope::models
