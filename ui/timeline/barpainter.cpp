// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/barpainter.h"

#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>

#include <cmath>

namespace awaitscope::timeline {

namespace {

constexpr double hatchPeriod = 7; // px along the bar
constexpr double hatchWidth = 3.2; // px along the bar: 2.3 px across the stripe
constexpr double thinnestPattern = 4; // px; what is narrower is filled

enum class Slope {
    Up, // from the lower left to the upper right
    Down,
};

// The first position at or before `x` where a pattern of that period begins.
[[nodiscard]] double firstPeriod(double x, double origin, double period)
{
    return origin + std::floor((x - origin) / period) * period;
}

// What is left of a convex polygon on one side of an upright line.
[[nodiscard]] QPolygonF clipped(const QPolygonF &polygon, double x, bool keepsRight)
{
    QPolygonF result;
    const auto isInside = [&](const QPointF &point) {
        return keepsRight ? point.x() >= x : point.x() <= x;
    };
    for (qsizetype at = 0; at < polygon.size(); ++at) {
        const QPointF &from = polygon[at];
        const QPointF &to = polygon[(at + 1) % polygon.size()];
        if (isInside(from)) {
            result << from;
        }
        if (isInside(from) != isInside(to)) {
            const double share = (x - from.x()) / (to.x() - from.x());
            result << QPointF(x, from.y() + share * (to.y() - from.y()));
        }
    }
    return result;
}

// Stripes at 45 degrees that fill `rect` and end at its edges.
[[nodiscard]] QPainterPath hatching(const QRectF &rect, double origin, Slope slope)
{
    const double height = rect.height();
    const double footY = slope == Slope::Up ? rect.bottom() : rect.top();
    const double headY = slope == Slope::Up ? rect.top() : rect.bottom();
    QPainterPath path;
    for (double x = firstPeriod(rect.left() - height - hatchWidth, origin, hatchPeriod);
         x < rect.right(); x += hatchPeriod) {
        QPolygonF stripe {QPointF(x, footY), QPointF(x + hatchWidth, footY),
                          QPointF(x + height + hatchWidth, headY), QPointF(x + height, headY)};
        if (x < rect.left()) {
            stripe = clipped(stripe, rect.left(), true);
        }
        if (x + height + hatchWidth > rect.right()) {
            stripe = clipped(stripe, rect.right(), false);
        }
        if (stripe.size() > 2) {
            path.addPolygon(stripe);
            path.closeSubpath();
        }
    }
    return path;
}

void fillHatching(QPainter &painter, const Bar &bar, Slope slope, const QColor &ink)
{
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.fillPath(hatching(bar.rect, bar.origin, slope), ink);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

// Upright stripes, or dots on a thin line.
void fillStripes(QPainter &painter, const Bar &bar, double period, double width, const QColor &ink)
{
    const QRectF &rect = bar.rect;
    for (double x = firstPeriod(rect.left(), bar.origin, period); x < rect.right(); x += period) {
        const QRectF stripe(x, rect.top(), width, rect.height());
        painter.fillRect(stripe & rect, ink);
    }
}

// One px off each corner where the bar really ends.
void fillNotched(QPainter &painter, const Bar &bar, const QColor &colour)
{
    const QRectF &rect = bar.rect;
    if (rect.width() < 4 || rect.height() < 4) {
        painter.fillRect(rect, colour);
        return;
    }
    const double left = bar.beginsHere ? 1 : 0;
    const double right = bar.endsHere ? -1 : 0;
    painter.fillRect(rect.adjusted(0, 1, 0, -1), colour);
    painter.fillRect(QRectF(rect.left() + left, rect.top(), rect.width() + right - left, 1),
                     colour);
    painter.fillRect(QRectF(rect.left() + left, rect.bottom() - 1, rect.width() + right - left, 1),
                     colour);
}

// A frame of one px, open where the bar goes on.
void fillFrame(QPainter &painter, const Bar &bar, const QColor &colour)
{
    const QRectF &rect = bar.rect;
    const double left = bar.beginsHere ? 1 : 0;
    const double right = bar.endsHere ? 1 : 0;
    const double width = rect.width() - left - right;
    painter.fillRect(QRectF(rect.left() + left, rect.top(), width, 1), colour);
    painter.fillRect(QRectF(rect.left() + left, rect.bottom() - 1, width, 1), colour);
    painter.fillRect(QRectF(rect.left(), rect.top() + 1, left, rect.height() - 2), colour);
    painter.fillRect(QRectF(rect.right() - right, rect.top() + 1, right, rect.height() - 2),
                     colour);
}

// A tube, with feet if it holds a set of tasks together.
void fillThin(QPainter &painter, const Bar &bar, const BarStyle &style)
{
    const QRectF &rect = bar.rect;
    painter.fillRect(rect, style.base);
    if (rect.height() >= 3) {
        painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 1), style.edge);
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), style.edge);
    }
    constexpr double foot = 3; // px above and below the tube
    if (bar.isBracket && bar.beginsHere) {
        painter.fillRect(QRectF(rect.left(), rect.top() - foot, 2, rect.height() + 2 * foot),
                         style.edge);
    }
    if (bar.isBracket && bar.endsHere) {
        painter.fillRect(QRectF(rect.right() - 2, rect.top() - foot, 2, rect.height() + 2 * foot),
                         style.edge);
    }
}

} // namespace

void paintBar(QPainter &painter, const Bar &bar, const Theme &theme)
{
    const BarStyle &style = theme.forState(bar.state);
    if (style.pattern == Pattern::Thin) {
        fillThin(painter, bar, style);
        return;
    }
    if (style.pattern == Pattern::Dotted) {
        fillStripes(painter, bar, 4, 2, style.ink);
        return;
    }
    if (bar.isFolded || bar.rect.width() < thinnestPattern) {
        painter.fillRect(bar.rect, style.edge);
        return;
    }
    fillNotched(painter, bar, style.base);
    switch (style.pattern) {
    case Pattern::Hatched:
        fillHatching(painter, bar, Slope::Up, style.ink);
        fillFrame(painter, bar, style.edge);
        break;
    case Pattern::Striped:
        fillStripes(painter, bar, 5, 2, style.ink);
        fillFrame(painter, bar, style.edge);
        break;
    case Pattern::Crossed:
        fillHatching(painter, bar, Slope::Up, style.ink);
        fillHatching(painter, bar, Slope::Down, style.ink);
        fillFrame(painter, bar, style.edge);
        break;
    case Pattern::Banded:
        painter.fillRect(QRectF(bar.rect.left(), bar.rect.center().y() - 2, bar.rect.width(), 1),
                         style.ink);
        painter.fillRect(QRectF(bar.rect.left(), bar.rect.center().y() + 1, bar.rect.width(), 1),
                         style.ink);
        break;
    case Pattern::Solid:
    case Pattern::Thin:
    case Pattern::Dotted:
        break;
    }
}

} // namespace awaitscope::timeline
