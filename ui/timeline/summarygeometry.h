// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/geometry.h"
#include "ui/timeline/timelinemodel.h"
#include "ui/timeline/view.h"

#include <QString>

#include <optional>

namespace awaitscope::timeline {

/// Adds rows that are summed up in bands: how many of the tasks of a band were in each state,
/// stacked, over time, and whether one of them failed, timed out or was cancelled. The cost is that
/// of the px, and of one look at each row. Precondition: view.isSummary().
void addSummary(const TimelineModel &model, const TrackLayout &layout, const View &view,
                Geometry &geometry);

/// The name of the first row of a group, and how many there are besides. Precondition:
/// first < last.
void addGroupLabel(const TimelineModel &model, const TrackLayout &layout, const View &view,
                   int first, int last, Geometry &geometry);

/// The tasks of the band with that row and, of a moment, how many of them were in which state at
/// about that time, and who did not end well; in words.
[[nodiscard]] QString summaryText(const TimelineModel &model, const TrackLayout &layout,
                                  const View &view, int row, std::optional<trace::Timestamp> time);

} // namespace awaitscope::timeline
