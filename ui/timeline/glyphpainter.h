// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/geometry.h"

class QPainter;

namespace awaitscope::timeline {

/// Draws the sign of an outcome as shapes, about 7 px high: the same with any font.
void paintGlyph(QPainter &painter, QPointF centre, Glyph glyph, const QColor &ink);
/// The end of a task: a disc with its sign.
void paintCap(QPainter &painter, const Cap &cap, const Theme &theme);
void paintMark(QPainter &painter, const MarkShape &mark, const Theme &theme);
/// The triangle that folds a row.
void paintFold(QPainter &painter, QPointF centre, RowLabel::Fold fold, const QColor &colour);
/// The sign of a resource.
void paintDiamond(QPainter &painter, QPointF centre, double radius, const QColor &colour);

} // namespace awaitscope::timeline
