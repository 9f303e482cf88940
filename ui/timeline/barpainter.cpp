// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/barpainter.h"

#include "ui/timeline/rowgeometry.h"

#include <QPainter>
#include <QPointF>

#include <array>
#include <cmath>

namespace awaitscope::timeline {

namespace {

    constexpr double hatchPeriod = 7; // px along the bar
    constexpr double hatchWidth = 3; // px along the bar: 2.1 px across the stripe
    constexpr double thinnestPattern = 4; // px; what is narrower is filled
    constexpr double thinnestEdges = 3; // px of the height of a tube

    enum class Side : quint8 {
        Left,
        Right,
    };

    enum class Slope : quint8 {
        Up, // from the lower left to the upper right
        Down,
    };

    // The first position at or before `x` where a pattern of that period begins.
    [[nodiscard]] double firstPeriod(double x, double origin, double period)
    {
        return origin + std::floor((x - origin) / period) * period;
    }

    // How many periods begin in [from, to).
    [[nodiscard]] int periods(double from, double to, double period)
    {
        return int(std::ceil((to - from) / period));
    }

    // A convex polygon of few corners, without the cost of a heap.
    struct Corners
    {
        std::array<QPointF, 8> points; // four, and one more a clip
        int count = 0;

        void add(QPointF point) { points[std::size_t(count++)] = point; }
    };

    // What is left of it on one side of an upright line.
    [[nodiscard]] Corners clipped(const Corners &corners, double x, Side side)
    {
        Corners result;
        const auto isInside = [&](QPointF point) {
            return side == Side::Right ? point.x() >= x : point.x() <= x;
        };
        for (int at = 0; at < corners.count; ++at) {
            const QPointF from = corners.points[std::size_t(at)];
            const QPointF to = corners.points[std::size_t((at + 1) % corners.count)];
            if (isInside(from)) {
                result.add(from);
            }
            if (isInside(from) != isInside(to)) {
                const double share = (x - from.x()) / (to.x() - from.x());
                result.add(QPointF(x, from.y() + share * (to.y() - from.y())));
            }
        }
        return result;
    }

    // Stripes at 45 degrees that fill the bar and end at its edges. Without smooth edges, which
    // cost four times as much: on whole px the steps of such a slope are even anyway.
    void fillHatching(QPainter &painter, const Bar &bar, Slope slope, const QColor &ink)
    {
        const QRectF &rect = bar.rect;
        const double height = rect.height();
        const double footY = slope == Slope::Up ? rect.bottom() : rect.top();
        const double headY = slope == Slope::Up ? rect.top() : rect.bottom();
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        // Where the view cuts the foot off, the stripes begin further along.
        const double cut = slope == Slope::Up ? bar.cutBottom : barHeight - height - bar.cutBottom;
        const double first =
            firstPeriod(rect.left() - height - hatchWidth, bar.origin + cut, hatchPeriod);
        const int count = periods(first, rect.right(), hatchPeriod);
        for (int at = 0; at < count; ++at) {
            const double x = first + at * hatchPeriod;
            const double headX = x + height;
            Corners stripe{{QPointF(x, footY), QPointF(x + hatchWidth, footY),
                            QPointF(headX + hatchWidth, headY), QPointF(headX, headY)},
                           4};
            if (x < rect.left()) {
                stripe = clipped(stripe, rect.left(), Side::Right);
            }
            if (headX + hatchWidth > rect.right()) {
                stripe = clipped(stripe, rect.right(), Side::Left);
            }
            if (stripe.count > 2) {
                painter.drawConvexPolygon(stripe.points.data(), stripe.count);
            }
        }
    }

    // Upright stripes, or dots on a thin line.
    void fillStripes(QPainter &painter, const Bar &bar, double period, double width,
                     const QColor &ink)
    {
        const QRectF &rect = bar.rect;
        const double first = firstPeriod(rect.left(), bar.origin, period);
        const int count = periods(first, rect.right(), period);
        for (int at = 0; at < count; ++at) {
            const QRectF stripe(first + at * period, rect.top(), width, rect.height());
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
        painter.fillRect(
            QRectF(rect.left() + left, rect.bottom() - 1, rect.width() + right - left, 1), colour);
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
        if (rect.height() >= thinnestEdges) {
            painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 1), style.edge);
            painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), style.edge);
        }
        constexpr double foot = 3; // px above and below the tube
        if (bar.isBracket && bar.beginsHere) {
            painter.fillRect(QRectF(rect.left(), rect.top() - foot, 2, rect.height() + 2 * foot),
                             style.edge);
        }
        if (bar.isBracket && bar.endsHere) {
            painter.fillRect(
                QRectF(rect.right() - 2, rect.top() - foot, 2, rect.height() + 2 * foot),
                style.edge);
        }
    }

    void fillAll(QPainter &painter, const std::vector<QRect> &rects, const QColor &colour)
    {
        if (!rects.empty()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(colour);
            painter.drawRects(rects.data(), int(rects.size()));
        }
    }

    // Whether it is a rectangle of one colour and no more.
    [[nodiscard]] bool isPlain(const Bar &bar, Pattern pattern)
    {
        switch (pattern) {
        case Pattern::Thin:
            return bar.rect.height() < thinnestEdges && !bar.isBracket;
        case Pattern::Dotted:
            return false;
        default:
            return bar.isFolded || bar.rect.width() < thinnestPattern;
        }
    }

    // Of a rectangle that lies on them.
    [[nodiscard]] QRect onWholePixels(const QRectF &rect)
    {
        return {int(rect.left()), int(rect.top()), int(rect.width()), int(rect.height())};
    }

    // One that is not plain.
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
            painter.fillRect(
                QRectF(bar.rect.left(), bar.rect.center().y() - 2, bar.rect.width(), 1), style.ink);
            painter.fillRect(
                QRectF(bar.rect.left(), bar.rect.center().y() + 1, bar.rect.width(), 1), style.ink);
            break;
        case Pattern::Solid:
        case Pattern::Thin:
        case Pattern::Dotted:
            break;
        }
    }

} // namespace

void paintSummary(QPainter &painter, const SummaryShapes &summary, const Theme &theme)
{
    for (std::size_t state = 0; state < summary.states.size(); ++state) {
        fillAll(painter, summary.states[state], theme.forState(trace::TaskState(state)).edge);
    }
}

void paintSummaryEnds(QPainter &painter, const SummaryShapes &summary, const Theme &theme)
{
    for (std::size_t outcome = 0; outcome < summary.outcomes.size(); ++outcome) {
        fillAll(painter, summary.outcomes[outcome], theme.forOutcome(trace::Outcome(outcome)).fill);
    }
}

void paintBars(QPainter &painter, const std::vector<Bar> &bars, const Theme &theme)
{
    // What is one colour, all of it at once: to begin a rectangle costs more than to fill it.
    std::array<std::vector<QRect>, trace::stateCount> plain;
    const auto fillPlain = [&] {
        for (std::size_t state = 0; state < plain.size(); ++state) {
            const BarStyle &style = theme.forState(trace::TaskState(state));
            fillAll(painter, plain[state],
                    style.pattern == Pattern::Thin ? style.base : style.edge);
            plain[state].clear();
        }
    };
    for (const Bar &bar : bars) {
        if (isPlain(bar, theme.forState(bar.state).pattern)) {
            plain[std::size_t(bar.state)].push_back(onWholePixels(bar.rect));
            continue;
        }
        if (bar.isBracket) {
            fillPlain(); // its feet may stand on the bar before it
        }
        paintBar(painter, bar, theme);
    }
    fillPlain();
}

} // namespace awaitscope::timeline
