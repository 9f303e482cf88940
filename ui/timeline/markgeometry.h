// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/rowgeometry.h"

#include <optional>
#include <span>

namespace awaitscope::timeline {

/// Marks closer together than this (px) share one shape.
inline constexpr double markWidth = 6;

/// The shape for a mark of a SpanBuilder.
[[nodiscard]] MarkShape::Kind markKind(trace::TaskEventKind kind) noexcept;

/// The mark that a shape for all of them should show: a swallowed cancellation before an expired
/// scope, before a request to cancel, before a marker, before what was caught; of equals the first.
/// Looks at no more than the first 64. Precondition: not empty.
[[nodiscard]] const trace::Mark &mostTelling(std::span<const trace::Mark> marks) noexcept;

/// Where the cap of a task is (px), if it ended within the view.
[[nodiscard]] std::optional<double> capX(const View &view, const trace::TaskLife &life) noexcept;

/// Whether a task was asked to cancel and has not begun to: by the trace, or by a hand a moment
/// ago.
[[nodiscard]] bool isCancelPending(const View &view, trace::TaskId task,
                                   const trace::TaskLife &life) noexcept;

/// Builds what is not a bar: marks, deadline, cap, and the words `cancel pending`. The parts of a
/// geometry that it adds to must outlive it.
class RowMarks
{
public:
    RowMarks(const TimelineModel &model, const View &view, Geometry &geometry);

    /// Precondition: the bars of the row are there, and its life is known.
    void add(const RowPlace &row);

private:
    void addMarks(const RowPlace &row, double end);
    void addMarkerText(const RowPlace &row, const trace::Mark &mark, double x, double room);
    void addDeadline(const RowPlace &row);
    void addCap(const RowPlace &row);
    /// Returns where it begins (px).
    double addBadge(const RowPlace &row);

    const TimelineModel &m_model;
    const View &m_view;
    Geometry &m_geometry;
    double m_left; // of the time, px
    double m_right;
};

} // namespace awaitscope::timeline
