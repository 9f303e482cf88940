// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/geometry.h"
#include "ui/timeline/timelinemodel.h"
#include "ui/timeline/view.h"

namespace awaitscope::timeline {

/// Where bars are within a row, in px from its top.
inline constexpr double barTop = 4;
inline constexpr double barHeight = 14;

/// Top and height of a bar of that state, in px from the top of its row.
[[nodiscard]] std::pair<double, double> barExtent(trace::TaskState state) noexcept;

/// Whether a task was asked to cancel and has not begun to: by the trace, or by a hand a moment
/// ago.
[[nodiscard]] bool isCancelPending(const View &view, trace::TaskId task,
                                   const trace::TaskLife &life) noexcept;

/// Builds the bars, marks and caps of one row at a time. The parts of a geometry that it adds to
/// must outlive it.
class RowGeometry
{
public:
    RowGeometry(TimelineModel &model, const TrackLayout &layout, const View &view,
                Geometry &geometry);

    /// Everything of a row: background, what happened, and its label.
    void add(int row);

private:
    struct Row
    {
        trace::TaskId task;
        double top = 0;
        RowShape::Kind kind = RowShape::Kind::Normal;
        const trace::TaskLife *life = nullptr;
        std::size_t firstBar = 0; // of this row, in the geometry
    };

    void addLabel(const Row &row, int index);
    void addBars(const Row &row);
    void addBar(const Row &row, const trace::Span &span, double left, double right);
    [[nodiscard]] std::size_t addFolded(const Row &row, std::size_t first, double left);
    void addDurations(const Row &row);
    void addCap(const Row &row);
    void addMarks(const Row &row);
    void addMark(const Row &row, const trace::Mark &mark, double x, double room);
    void addMarkerText(const Row &row, const trace::Mark &mark, double x, double room);
    void addDeadline(const Row &row);
    void addBadge(const Row &row);
    [[nodiscard]] double capX(const Row &row) const;

    TimelineModel &m_model;
    const TrackLayout &m_layout;
    const View &m_view;
    Geometry &m_geometry;
    double m_left; // of the time, px
    double m_right;
};

} // namespace awaitscope::timeline
