// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QColor>
#include <QRectF>
#include <QString>

#include <vector>

namespace awaitscope::tests {

struct SvgRect
{
    QRectF rect;
    QColor fill;
};

struct SvgText
{
    QPointF base; ///< left end of the base line
    QString text;
    QColor fill;
    QString fontFamily;
};

struct SvgCircle
{
    QPointF centre;
    double radius = 0;
    QColor fill; ///< invalid if there is none
};

/// The shapes of an SVG in the order of painting. Transformations are not followed: QSvgGenerator
/// writes none but for those of the painter.
struct SvgShapes
{
    QSizeF size; ///< of the whole, in px; empty if it has another unit
    QSizeF viewBox;
    QString title;
    QString description;
    std::vector<SvgRect> rects;
    std::vector<SvgText> texts;
    std::vector<SvgCircle> circles;
    std::vector<QPointF> corners; ///< of all paths
    bool isTransformed = false; ///< whether anything is moved or scaled
    QString error; ///< empty if the XML is well formed
};

[[nodiscard]] SvgShapes readSvg(const QByteArray &svg);

} // namespace awaitscope::tests
