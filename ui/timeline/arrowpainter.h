// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/geometry.h"

class QPainter;

namespace awaitscope::timeline {

/// Draws arrows between rows. Line, tail and head tell the kind, whatever the colours. Where one task
/// spawns many, only the ends of those arrows are drawn.
void paintArrows(QPainter &painter, const std::vector<ArrowShape> &arrows, const Theme &theme);

} // namespace awaitscope::timeline
