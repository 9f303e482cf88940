// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/arrowpainter.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace awaitscope::timeline {

namespace {

    using Kind = ArrowShape::Kind;

    constexpr double halo = 1; // px around a line
    constexpr double headWidth = 4.5; // px, half of it
    constexpr double headHeight = 7;

    /// A line: solid if there is no gap.
    struct Line
    {
        double width = 2; // px
        double dash = 0;
        double gap = 0;
    };

    [[nodiscard]] Line lineOf(Kind kind)
    {
        switch (kind) {
        case Kind::HandOver:
            return {2};
        case Kind::Spawn:
            return {1};
        case Kind::Await:
            return {2, 2, 3};
        case Kind::Cancel:
        case Kind::StoppedCancel:
            return {2, 6, 3};
        }
        Q_UNREACHABLE();
    }

    [[nodiscard]] const QColor &inkOf(Kind kind, const Theme &theme)
    {
        switch (kind) {
        case Kind::HandOver:
            return theme.text;
        case Kind::Spawn:
        case Kind::Await:
            return theme.dimText;
        case Kind::Cancel:
        case Kind::StoppedCancel:
            return theme.forOutcome(trace::Outcome::Cancelled).fill;
        }
        Q_UNREACHABLE();
    }

    // Upright or level. Dashes begin at the second point, where several lines meet.
    void fillLine(QPainter &painter, QPointF from, QPointF to, const Line &line, const QColor &ink)
    {
        const bool isUpright = from.x() == to.x();
        const double length = isUpright ? from.y() - to.y() : from.x() - to.x();
        const double period = line.gap > 0 ? line.dash + line.gap : std::abs(length);
        for (double at = 0; at < std::abs(length); at += period) {
            const double dash = std::min(line.gap > 0 ? line.dash : period, std::abs(length) - at);
            const double begin = length > 0 ? at : -at - dash;
            painter.fillRect(isUpright ? QRectF(to.x() - 1, to.y() + begin, line.width, dash)
                                       : QRectF(to.x() + begin, to.y() - 1, dash, line.width),
                             ink);
        }
    }

    void fillHalo(QPainter &painter, QPointF from, QPointF to, double width, const QColor &ground)
    {
        const QRectF line = QRectF(from, to).normalized();
        painter.fillRect(
            from.x() == to.x()
                ? QRectF(line.left() - 1 - halo, line.top(), width + 2 * halo, line.height())
                : QRectF(line.left(), line.top() - 1 - halo, line.width(), width + 2 * halo),
            ground);
    }

    void paintTail(QPainter &painter, const ArrowShape &arrow, const QColor &ink,
                   const Theme &theme)
    {
        const QPointF &at = arrow.from;
        switch (arrow.kind) {
        case Kind::HandOver:
            painter.setBrush(ink);
            painter.drawEllipse(at, 3, 3);
            break;
        case Kind::Spawn:
            painter.setBrush(theme.row);
            painter.setPen(QPen(ink, 1.2));
            painter.drawEllipse(at, 2.8, 2.8);
            break;
        case Kind::Await:
            painter.fillRect(QRectF(at.x() - 2, at.y() - 3, 3, 6), ink);
            break;
        case Kind::Cancel:
        case Kind::StoppedCancel:
            painter.setPen(QPen(ink, 1.8, Qt::SolidLine, Qt::RoundCap));
            painter.drawLine(at + QPointF(-3, -3), at + QPointF(3, 3));
            painter.drawLine(at + QPointF(-3, 3), at + QPointF(3, -3));
            break;
        }
        painter.setPen(Qt::NoPen);
    }

    void paintHead(QPainter &painter, const ArrowShape &arrow, const QColor &ink)
    {
        const QPointF &tip = arrow.to;
        const double sign = arrow.to.y() > arrow.from.y() ? 1 : -1;
        const QPolygonF head{tip + QPointF(-headWidth, -headHeight * sign), tip,
                             tip + QPointF(headWidth, -headHeight * sign)};
        if (arrow.kind == Kind::StoppedCancel) {
            painter.fillRect(QRectF(tip.x() - 6, tip.y() - (sign > 0 ? 3 : 0), 12, 3), ink);
        } else if (arrow.kind == Kind::Await) {
            painter.setPen(QPen(ink, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter.setBrush(Qt::NoBrush);
            painter.drawPolyline(head);
            painter.setPen(Qt::NoPen);
        } else {
            painter.setBrush(ink);
            painter.drawPolygon(head);
        }
    }

} // namespace

void paintArrow(QPainter &painter, const ArrowShape &arrow, const Theme &theme)
{
    using Part = ArrowShape::Part;
    const Line line = lineOf(arrow.kind);
    const QColor &ink = inkOf(arrow.kind, theme);
    const QPointF corner(arrow.to.x(), arrow.from.y());
    if (arrow.part == Part::Whole) {
        fillHalo(painter, corner, arrow.to, line.width, theme.row);
        fillLine(painter, corner, arrow.to, line, ink);
    }
    if (arrow.part != Part::Head && corner != arrow.from) {
        fillLine(painter, arrow.from, corner, line, ink);
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    if (arrow.part != Part::Tail) {
        paintHead(painter, arrow, ink);
    }
    if (arrow.part != Part::Head) {
        paintTail(painter, arrow, ink, theme);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace awaitscope::timeline
