// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/steprange.h"
#include "ui/timeline/theme.h"
#include "ui/timeline/timelinemodel.h"
#include "ui/timeline/view.h"

class QPainter;

namespace awaitscope::timeline {

/// Frames (px) around the spans of the visible rows in which a task stood at one of these steps;
/// neighbours share one. Where spans are too short to tell apart, a frame is around all that are
/// drawn as one, and among very many only the first ones are asked. The cost is that of the pixels.
[[nodiscard]] std::vector<QRectF> stepFrames(const TimelineModel &model, const TrackLayout &layout,
                                             const View &view, const StepRange &steps);

/// Draws them over the bars.
void paintStepFrames(QPainter &painter, const std::vector<QRectF> &frames, const Theme &theme);

} // namespace awaitscope::timeline
