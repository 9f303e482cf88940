// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/labelpainter.h"

class QPainter;

namespace awaitscope::timeline {

/// Draws geometry: the only code that does, for the widget, the PNG, the SVG and the PDF alike.
/// Asks nothing of the device, sets no clip, and uses opaque colours alone. The painter's state is
/// the same afterwards. Who paints one frame after another keeps the fonts.
void paintGeometry(QPainter &painter, const Geometry &geometry, const Theme &theme,
                   const Fonts &fonts = Fonts());

/// Draws what is right of `left` (px) of a timeline, and lays a veil over it: what came after a
/// moment of the past. On a display alone, since it clips.
void paintFuture(QPainter &painter, const Geometry &geometry, double left, const Theme &theme);

} // namespace awaitscope::timeline
