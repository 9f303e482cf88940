// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/geometry.h"
#include "ui/timeline/timelinemodel.h"
#include "ui/timeline/view.h"

namespace awaitscope::timeline {

/// How a resource is used at a moment, or that it is not known any more.
[[nodiscard]] QString useText(const TimelineModel &model, trace::ResourceId resource,
                              trace::Timestamp time);

/// What each track that is shown says of the use of its resource at a moment.
[[nodiscard]] std::vector<Label> trackUses(const TimelineModel &model, const TrackLayout &layout,
                                           const View &view, trace::Timestamp time, TextRole role);

/// Adds the shapes and labels of the tracks that are shown to a geometry.
void addTracks(TimelineModel &model, const TrackLayout &layout, const View &view,
               Geometry &geometry);

} // namespace awaitscope::timeline
