// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/geometry.h"
#include "ui/timeline/timelinemodel.h"
#include "ui/timeline/view.h"

namespace awaitscope::timeline {

/// Widths that texts are assumed to have (px a character), so that geometry does not depend on the
/// fonts that are there.
inline constexpr double monoCharacterWidth = 6.7; // 11 px
inline constexpr double sansCharacterWidth = 6.4; // 12 px

/// Builds the shapes of a view. The cost is that of what is visible: O(rows shown * pixels a row),
/// whatever the number of tasks and of spans. `model` and `layout` are up to date with the same
/// store; tasks that the model's builder has not seen have a row without bars.
[[nodiscard]] Geometry buildGeometry(TimelineModel &model, const TrackLayout &layout,
                                     const View &view);

/// Shapes that explain the states and outcomes, in rows of at most `rect.width()`, from the top
/// left of `rect` on: bars, caps and labels, nothing else.
[[nodiscard]] Geometry buildLegend(const QRectF &rect);

} // namespace awaitscope::timeline
