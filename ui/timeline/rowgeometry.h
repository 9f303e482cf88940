// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/geometry.h"
#include "ui/timeline/timelinemodel.h"
#include "ui/timeline/view.h"

namespace awaitscope::timeline {

/// Where bars are within a row, in px from its top.
inline constexpr double barTop = 4;
inline constexpr double barHeight = 16;

/// Top and height of a bar of that state, in px from the top of its row; whole px.
[[nodiscard]] std::pair<double, double>
barExtent(trace::TaskState state, double rowHeight = TrackLayout::rowHeight) noexcept;

/// One row while its shapes are built.
struct RowPlace
{
    trace::TaskId task;
    double top = 0; ///< px
    const trace::TaskLife *life = nullptr; ///< null: not known yet
    std::size_t firstBar = 0; ///< of this row, in the geometry
    std::size_t firstMark = 0; ///< likewise
};

/// Builds the bars, marks and caps of one row at a time. The parts of a geometry that it adds to
/// must outlive it.
class RowGeometry
{
public:
    RowGeometry(TimelineModel &model, const TrackLayout &layout, const View &view,
                Geometry &geometry);

    /// Everything of a row: background, what happened, and its label.
    void add(int row);
    /// The bars of a task alone, in a row at @p top (px).
    void addBars(trace::TaskId task, double top);

private:
    /// Where a span is, on whole px.
    struct Stretch
    {
        double begin = 0;
        double end = 0;
        double left = 0; ///< of what is to be seen of it
        double right = 0;
    };

    /// Of what a row has in that state from `left` to `right`, as much as the view has room for.
    [[nodiscard]] QRectF barRect(const RowPlace &row, trace::TaskState state, double left,
                                 double right) const;
    void addLabel(const RowPlace &row, int index);
    void addBars(const RowPlace &row);
    void addBar(const RowPlace &row, const trace::Span &span, const Stretch &stretch);
    [[nodiscard]] std::size_t addFolded(const RowPlace &row, std::size_t first, double left);
    void addDurations(const RowPlace &row);
    void addDuration(const RowPlace &row, const Bar &bar);
    void addThinEnd(const RowPlace &row);

    TimelineModel &m_model;
    const TrackLayout &m_layout;
    const View &m_view;
    Geometry &m_geometry;
    double m_left; // of the time, px
    double m_right;
    std::array<std::pair<double, double>, trace::stateCount> m_extents; // barExtent(), by state
    double m_column; // px that short spans are folded to: as many cells, however thin the rows are
};

} // namespace awaitscope::timeline
