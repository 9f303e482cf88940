// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/geometry.h"

class QPainter;

namespace awaitscope::timeline {

/// Draws an arrow between rows. Line, tail and head tell its kind, whatever the colours.
void paintArrow(QPainter &painter, const ArrowShape &arrow, const Theme &theme);

} // namespace awaitscope::timeline
