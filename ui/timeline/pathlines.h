// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/criticalpath.h"
#include "ui/timeline/theme.h"
#include "ui/timeline/tracklayout.h"
#include "ui/timeline/view.h"

#include <span>

class QPainter;

namespace awaitscope::timeline {

/// A critical path (in order of time, without gaps) as lines (px): along the bars of its links, and
/// upright from row to row where it goes over to another task. A task without row stands on that of
/// the ancestor that hides it. Links within one column of px share a line; the cost is that of the
/// links in view.
[[nodiscard]] std::vector<QRectF> pathLines(std::span<const analysis::PathLink> path,
                                            const TrackLayout &layout, const View &view);

/// Draws them over the bars.
void paintPathLines(QPainter &painter, const std::vector<QRectF> &lines, const Theme &theme);

} // namespace awaitscope::timeline
