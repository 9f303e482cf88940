// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/glyphpainter.h"

#include "ui/timeline/tracklayout.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace awaitscope::timeline {

namespace {

    using Kind = MarkShape::Kind;

    constexpr double rowHeight = TrackLayout::rowHeight;

    /// Smooth edges, and no outline unless asked for, as long as it lives.
    class Smooth
    {
    public:
        explicit Smooth(QPainter &painter) : m_painter(painter)
        {
            m_painter.setRenderHint(QPainter::Antialiasing, true);
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(Qt::NoBrush);
        }

        ~Smooth() { m_painter.setRenderHint(QPainter::Antialiasing, false); }
        Q_DISABLE_COPY_MOVE(Smooth)

    private:
        QPainter &m_painter;
    };

    [[nodiscard]] QPen roundPen(const QColor &colour, double width)
    {
        return {colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
    }

    void drawCross(QPainter &painter, QPointF centre, double radius, const QPen &pen)
    {
        painter.setPen(pen);
        painter.drawLine(centre - QPointF(radius, radius), centre + QPointF(radius, radius));
        painter.drawLine(centre - QPointF(radius, -radius), centre + QPointF(radius, -radius));
    }

    // An upright line with a halo, so that it is seen on every bar.
    void fillTick(QPainter &painter, QPointF top, double height, const QColor &ink,
                  const QColor &halo)
    {
        painter.fillRect(QRectF(top.x() - 2, top.y(), 4, height), halo);
        painter.fillRect(QRectF(top.x() - 1, top.y(), 2, height), ink);
    }

    void paintT(QPainter &painter, QPointF top, const QColor &ink, const QColor &halo)
    {
        painter.fillRect(QRectF(top.x() - 5, top.y() + 1, 10, 4), halo);
        fillTick(painter, top + QPointF(0, 2), rowHeight - 4, ink, halo);
        painter.fillRect(QRectF(top.x() - 4, top.y() + 2, 8, 2), ink);
    }

} // namespace

void paintGlyph(QPainter &painter, QPointF centre, Glyph glyph, const QColor &ink)
{
    const Smooth smooth(painter);
    const auto fill = [&](double x, double y, double width, double height) {
        painter.fillRect(QRectF(centre.x() + x, centre.y() + y, width, height), ink);
    };
    switch (glyph) {
    case Glyph::None:
        break;
    case Glyph::Check:
        painter.setPen(roundPen(ink, 1.8));
        painter.drawPolyline(QPolygonF{centre + QPointF(-3, 0.3), centre + QPointF(-0.9, 2.4),
                                       centre + QPointF(3.1, -2.2)});
        break;
    case Glyph::LetterT:
        fill(-3.5, -4, 7, 2);
        fill(-1, -4, 2, 8);
        break;
    case Glyph::Cross:
        drawCross(painter, centre, 2.4, roundPen(ink, 1.8));
        break;
    case Glyph::Exclamation:
        fill(-1, -4.5, 2, 5.5);
        fill(-1, 2, 2, 2);
        break;
    case Glyph::Dash:
        fill(-3, -1, 6, 2);
        break;
    }
}

void paintCap(QPainter &painter, const Cap &cap, const Theme &theme)
{
    const OutcomeStyle &style = theme.forOutcome(cap.outcome);
    {
        const Smooth smooth(painter);
        painter.setBrush(theme.row);
        painter.drawEllipse(cap.centre, Cap::radius + 1, Cap::radius + 1);
        painter.setBrush(style.fill);
        painter.drawEllipse(cap.centre, Cap::radius, Cap::radius);
    }
    paintGlyph(painter, cap.centre, style.glyph, style.ink);
}

void paintMark(QPainter &painter, const MarkShape &mark, const Theme &theme)
{
    const QColor &cancelled = theme.forOutcome(trace::Outcome::Cancelled).fill;
    const QPointF middle = mark.top + QPointF(0, rowHeight / 2);
    switch (mark.kind) {
    case Kind::Expired:
        paintT(painter, mark.top, theme.deadline, theme.row);
        break;
    case Kind::CaughtTimeout:
        paintT(painter, mark.top, theme.dimText, theme.row);
        break;
    case Kind::CancelRequested: {
        fillTick(painter, mark.top + QPointF(0, 6), rowHeight - 8, cancelled, theme.row);
        const Smooth smooth(painter);
        drawCross(painter, mark.top + QPointF(0, 4), 2.6, roundPen(theme.row, 4));
        drawCross(painter, mark.top + QPointF(0, 4), 2.6, roundPen(cancelled, 1.8));
        break;
    }
    case Kind::Caught:
        fillTick(painter, mark.top + QPointF(0, rowHeight - 8), 6, theme.dimText, theme.row);
        break;
    case Kind::Swallowed: {
        const Smooth smooth(painter);
        painter.setBrush(theme.row);
        painter.drawEllipse(middle, 7, 7);
        painter.setPen(roundPen(cancelled, 1.6));
        painter.drawEllipse(middle, 5.4, 5.4);
        drawCross(painter, middle, 2, roundPen(cancelled, 1.6));
        break;
    }
    case Kind::Marker:
        paintDiamond(painter, middle, 6, theme.row);
        paintDiamond(painter, middle, 4.5, theme.marker);
        break;
    }
}

void paintFold(QPainter &painter, QPointF centre, RowLabel::Fold fold, const QColor &colour)
{
    if (fold == RowLabel::Fold::None) {
        return;
    }
    const Smooth smooth(painter);
    painter.setBrush(colour);
    if (fold == RowLabel::Fold::Open) {
        painter.drawPolygon(
            QPolygonF{centre + QPointF(-4, -2), centre + QPointF(4, -2), centre + QPointF(0, 3.5)});
    } else {
        painter.drawPolygon(
            QPolygonF{centre + QPointF(-2, -4), centre + QPointF(3.5, 0), centre + QPointF(-2, 4)});
    }
}

void paintDiamond(QPainter &painter, QPointF centre, double radius, const QColor &colour)
{
    const Smooth smooth(painter);
    painter.setBrush(colour);
    painter.drawPolygon(QPolygonF{centre + QPointF(0, -radius), centre + QPointF(radius, 0),
                                  centre + QPointF(0, radius), centre + QPointF(-radius, 0)});
}

} // namespace awaitscope::timeline
