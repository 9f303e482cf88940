// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/timelinemodel.h"
#include "ui/timeline/view.h"

#include <QPointF>

#include <optional>

namespace awaitscope::timeline {

/// What is under a point of the view.
struct Hit
{
    enum class What : quint8 {
        Nothing,
        Ruler, ///< time
        Track, ///< resource; time, unless on its label
        TrackNote, ///< how many resources are not shown
        Row, ///< task, row, time: no span there
        Span, ///< task, row, time, span
        Mark, ///< task, row, time of the mark, mark
        Summary, ///< row, time: of a band of rows that are summed up
        OutcomeCap, ///< task, row, time of the end
        Label, ///< task, row
        FoldTriangle, ///< task, row
        CancelButton, ///< task, row
    };
    What what = What::Nothing;
    trace::TaskId task;
    int row = -1;
    trace::ResourceId resource;
    std::optional<trace::Timestamp> time;
    std::optional<std::size_t> span; ///< index into the spans of the task
    std::optional<std::size_t> mark; ///< index into the marks of the task

    friend bool operator==(const Hit &, const Hit &) = default;
};

/// Finds what buildGeometry() put there for the same view. A span thinner than 5 px is found from
/// 2 px beside it.
[[nodiscard]] Hit hitTest(const TimelineModel &model, const TrackLayout &layout, const View &view,
                          QPointF point);

} // namespace awaitscope::timeline
