// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/comparison.h"
#include "ui/timeline/geometry.h"
#include "ui/timeline/timelinemodel.h"
#include "ui/timeline/view.h"

#include <span>
#include <unordered_set>

namespace awaitscope::timeline {

/// A run to be compared with the one that is shown, which is the second one of the comparison.
struct OtherRun
{
    TimelineModel &model;
    const analysis::Comparison &comparison;
    QString title{}; ///< what a person calls it
    trace::Timestamp now = 0; ///< how far it has come
    QString name{}; ///< the title without what follows from the run that is shown
    QByteArray runSpec{}; ///< text of its .run.json; empty: a trace without a run
};

/// What the pointer and the user point out in a view. Whatever is "none" is not drawn.
struct Pointed
{
    trace::TaskId selected;
    trace::TaskId hovered;
    trace::TaskId hotCancel; ///< whose cancel button is under the cursor
    std::optional<trace::Timestamp> cursor; ///< the time under the cursor
    std::optional<trace::TimeRange> range; ///< a selected range
    std::span<const TaskLink> links; ///< of the selected task, in order of time
    const std::unordered_set<trace::TaskId> *matches = nullptr; ///< of a search
    const OtherRun *other = nullptr; ///< drawn above the bars of each row
    bool hasFocus = false; ///< keys go to the selected row
};

/// Builds the overlay of a geometry that was built for the same view. The cost is that of the
/// visible rows, and of the links in the visible time.
[[nodiscard]] Overlay buildOverlay(TimelineModel &model, const TrackLayout &layout,
                                   const View &view, const Geometry &geometry,
                                   const Pointed &pointed);

} // namespace awaitscope::timeline
