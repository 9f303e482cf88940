// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/geometry.h"

class QPainter;

namespace awaitscope::timeline {

/// Paints bars that do not overlap, each with its pattern. Patterns are shapes that begin at the
/// bar's origin: they look the same on every device, and stay put while the view is panned.
void paintBars(QPainter &painter, const std::vector<Bar> &bars, const Theme &theme);

/// The states of rows that are summed up.
void paintSummary(QPainter &painter, const SummaryShapes &summary, const Theme &theme);

/// How their tasks ended.
void paintSummaryEnds(QPainter &painter, const SummaryShapes &summary, const Theme &theme);

} // namespace awaitscope::timeline
