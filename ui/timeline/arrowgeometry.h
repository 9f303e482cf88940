// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/geometry.h"
#include "ui/timeline/tracklayout.h"
#include "ui/timeline/view.h"

#include <span>

namespace awaitscope::timeline {

/// The arrows of links (in order of time): those of a moment and of a row in view, no more of a
/// kind in one column of px than there are such rows. A task without row stands on that of the
/// ancestor that hides it. An await begins where the awaited task ended. @p rows: of all rows, in
/// px.
[[nodiscard]] std::vector<ArrowShape> arrowShapes(std::span<const TaskLink> links,
                                                  const TrackLayout &layout, const View &view,
                                                  const QRectF &rows);

/// The one under a point or next to it, the last painted first; null if there is none.
[[nodiscard]] const ArrowShape *arrowAt(const std::vector<ArrowShape> &arrows, QPointF point);

} // namespace awaitscope::timeline
