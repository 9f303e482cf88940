// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/painter.h"

#include "ui/timeline/barpainter.h"
#include "ui/timeline/glyphpainter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace awaitscope::timeline {

namespace {

constexpr double dash = 4; // px
constexpr double dashPeriod = dash + 3;

[[nodiscard]] QFont font(const QStringList &families, int pixelSize, QFont::Weight weight)
{
    QFont font;
    font.setFamilies(families);
    font.setPixelSize(pixelSize);
    font.setWeight(weight);
    return font;
}

[[nodiscard]] const QColor &colourOf(const Label &label, const Theme &theme)
{
    switch (label.role) {
    case TextRole::Normal:
    case TextRole::Strong:
    case TextRole::Title:
        return theme.text;
    case TextRole::Dim:
    case TextRole::Number:
        return theme.dimText;
    case TextRole::OnBar:
        return theme.forState(label.state).text;
    case TextRole::Deadline:
    case TextRole::TimedOut:
        return theme.deadlineText;
    case TextRole::Cancel:
        return theme.cancel;
    }
    Q_UNREACHABLE();
}

[[nodiscard]] const QColor &colourOf(RowShape::Kind kind, const Theme &theme)
{
    switch (kind) {
    case RowShape::Kind::Normal:
        return theme.row;
    case RowShape::Kind::Hovered:
        return theme.rowHovered;
    case RowShape::Kind::Selected:
        return theme.rowSelected;
    }
    Q_UNREACHABLE();
}

// What is behind everything.
void fillGround(QPainter &painter, const QRectF &rect, const QColor &colour, const Theme &theme)
{
    if (theme.hasGround && !rect.isEmpty()) {
        painter.fillRect(rect, colour);
    }
}

void fillDashesDown(QPainter &painter, const QRectF &line, const QColor &colour)
{
    const int count = int(std::ceil(line.height() / dashPeriod));
    for (int at = 0; at < count; ++at) {
        const double y = line.top() + at * dashPeriod;
        painter.fillRect(QRectF(line.left(), y, line.width(), std::min(dash, line.bottom() - y)),
                         colour);
    }
}

// Dashes that go on from one stretch to the next.
void fillDashesAlong(QPainter &painter, const StepShape &line, const QColor &colour)
{
    const double first = std::floor(line.left / dashPeriod) * dashPeriod;
    const int count = int(std::ceil((line.right - first) / dashPeriod));
    for (int at = 0; at < count; ++at) {
        const double x = first + at * dashPeriod;
        const double left = std::max(x, line.left);
        const double right = std::min(x + dash, line.right);
        painter.fillRect(QRectF(left, line.y, std::max(right - left, 0.0), 1), colour);
    }
}

void fillSteps(QPainter &painter, const std::vector<StepShape> &steps, double bottom,
               const QColor &fill, const QColor &edge)
{
    double before = bottom; // y of the former step
    double right = 0;
    for (const StepShape &step : steps) {
        if (step.y < bottom) {
            painter.fillRect(QRectF(step.left, step.y, step.right - step.left, bottom - step.y),
                             fill);
            painter.fillRect(QRectF(step.left, step.y, step.right - step.left, 1), edge);
        }
        const double from = right == step.left ? before : bottom;
        const double top = std::min(from, step.y);
        if (from != step.y) {
            painter.fillRect(QRectF(step.left, top, 1, std::abs(from - step.y)), edge);
        }
        before = step.y;
        right = step.right;
    }
}

void paintRows(QPainter &painter, const Geometry &geometry, const Theme &theme)
{
    fillGround(painter, geometry.rowsRect, theme.row, theme);
    for (const RowShape &row : geometry.rows) {
        if (row.kind != RowShape::Kind::Normal) {
            painter.fillRect(row.rect, colourOf(row.kind, theme));
        }
        painter.fillRect(QRectF(row.rect.left(), row.rect.bottom() - 1, row.rect.width(), 1),
                         theme.rowLine);
    }
    for (const double x : geometry.gridLines) {
        painter.fillRect(QRectF(x, geometry.rowsRect.top(), 1, geometry.rowsRect.height()),
                         theme.gridLine);
    }
    for (const Bar &bar : geometry.bars) {
        paintBar(painter, bar, theme);
    }
    for (const DeadlineShape &line : geometry.deadlines) {
        const double width = line.isStrong ? 2 : 1;
        fillDashesDown(painter, QRectF(line.x - 1, line.top, width, line.bottom - line.top),
                       theme.deadline);
    }
    for (const MarkShape &mark : geometry.marks) {
        paintMark(painter, mark, theme);
    }
    for (const Cap &cap : geometry.caps) {
        paintCap(painter, cap, theme);
    }
    for (const ArrowShape &arrow : geometry.arrows) {
        paintArrow(painter, arrow, theme);
    }
}

void paintRowLabel(QPainter &painter, const RowLabel &label, const Theme &theme)
{
    if (label.kind == RowShape::Kind::Normal) {
        fillGround(painter, label.rect, theme.row, theme);
    } else {
        painter.fillRect(label.rect, colourOf(label.kind, theme));
    }
    painter.fillRect(QRectF(label.rect.left(), label.rect.bottom() - 1, label.rect.width(), 1),
                     theme.rowLine);
    const QColor &stripe = label.outcome == trace::Outcome::None
        ? theme.forState(label.state).edge
        : theme.forOutcome(label.outcome).fill;
    painter.fillRect(QRectF(label.rect.left(), label.rect.top() + 2, 3, label.rect.height() - 5),
                     stripe);
    paintFold(painter, label.foldCentre, label.fold, theme.dimText);
    if (label.cancelButton) {
        if (label.isCancelHot) {
            painter.fillRect(label.cancelButton->adjusted(1, 1, -1, -2), theme.cancelHover);
        }
        const QPointF centre = label.cancelButton->center() - QPointF(0, 0.5);
        paintGlyph(painter, centre, Glyph::Cross, theme.cancel);
    }
}

void paintLabelColumn(QPainter &painter, const Geometry &geometry, const Theme &theme)
{
    const QRectF &rows = geometry.rowsRect;
    const double width = geometry.timeLeft - rows.left();
    fillGround(painter, QRectF(rows.left(), rows.top(), width, rows.height()), theme.row, theme);
    for (const RowLabel &label : geometry.rowLabels) {
        paintRowLabel(painter, label, theme);
    }
}

void paintTrack(QPainter &painter, const Geometry &geometry, const TrackShape &track,
                const Theme &theme)
{
    const QRectF plot(geometry.timeLeft, track.rect.top(), track.rect.right() - geometry.timeLeft,
                      track.rect.height());
    fillGround(painter, plot, theme.row, theme);
    for (const double x : geometry.gridLines) {
        painter.fillRect(QRectF(x, plot.top(), 1, plot.height()), theme.gridLine);
    }
    fillSteps(painter, track.waiting, track.queueBand.bottom(), theme.queueFill, theme.queueEdge);
    fillSteps(painter, track.inUse, track.slotsBand.bottom(), theme.slotsFill, theme.slotsEdge);
    for (const StepShape &line : track.limit) {
        fillDashesAlong(painter, line, theme.limit);
    }
    paintDiamond(painter, track.sign, 5, theme.text);
    painter.fillRect(QRectF(track.rect.left(), track.rect.bottom() - 1, track.rect.width(), 1),
                     theme.border);
}

void paintTracks(QPainter &painter, const Geometry &geometry, const Theme &theme)
{
    fillGround(painter, geometry.tracksRect, theme.panel, theme);
    for (const TrackShape &track : geometry.tracks) {
        paintTrack(painter, geometry, track, theme);
    }
}

void paintRuler(QPainter &painter, const Geometry &geometry, const Theme &theme)
{
    const QRectF &ruler = geometry.rulerRect;
    fillGround(painter, ruler, theme.raised, theme);
    for (const RulerTick &tick : geometry.ticks) {
        const double height = tick.isMajor ? 8 : 4;
        painter.fillRect(QRectF(tick.x, ruler.bottom() - height, 1, height), theme.dimText);
    }
    if (!ruler.isEmpty()) {
        painter.fillRect(QRectF(ruler.left(), ruler.bottom() - 1, ruler.width(), 1), theme.border);
        painter.fillRect(
            QRectF(geometry.timeLeft - 1, ruler.top(), 1, geometry.viewport.bottom() - ruler.top()),
            theme.border);
    }
}

void paintNow(QPainter &painter, const Geometry &geometry, const Theme &theme)
{
    if (!geometry.nowX) {
        return;
    }
    const double x = *geometry.nowX;
    const double y = geometry.rulerRect.bottom();
    painter.fillRect(QRectF(x - 1, y - 1, 2, geometry.viewport.bottom() - y + 1), theme.accent);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent);
    painter.drawPolygon(QPolygonF {QPointF(x - 6, y - 8), QPointF(x + 6, y - 8), QPointF(x, y)});
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void paintLabels(QPainter &painter, const std::vector<Label> &labels, const Theme &theme,
                 const Fonts &fonts)
{
    for (const Label &label : labels) {
        paintLabel(painter, label, theme, fonts);
    }
}

} // namespace

Fonts::Fonts()
{
    const QStringList sans {QStringLiteral("Inter"), QStringLiteral("DejaVu Sans"),
                            QStringLiteral("sans-serif")};
    const QStringList mono {QStringLiteral("DejaVu Sans Mono"), QStringLiteral("Liberation Mono"),
                            QStringLiteral("monospace")};
    normal = font(sans, 12, QFont::Normal);
    strong = font(sans, 12, QFont::DemiBold);
    title = font(sans, 17, QFont::DemiBold);
    number = font(mono, 11, QFont::Normal);
    number.setStyleHint(QFont::Monospace);
}

const QFont &Fonts::forRole(TextRole role) const
{
    switch (role) {
    case TextRole::Normal:
    case TextRole::Dim:
    case TextRole::Deadline:
    case TextRole::Cancel:
        return normal;
    case TextRole::Strong:
        return strong;
    case TextRole::Title:
        return title;
    case TextRole::Number:
    case TextRole::OnBar:
    case TextRole::TimedOut:
        return number;
    }
    Q_UNREACHABLE();
}

void paintLabel(QPainter &painter, const Label &label, const Theme &theme, const Fonts &fonts)
{
    const QFont &font = fonts.forRole(label.role);
    const QFontMetricsF metrics(font);
    if (label.backing) {
        painter.fillRect(label.rect, colourOf(*label.backing, theme));
    }
    const double suffixWidth = label.suffix.isEmpty() ? 0 : metrics.horizontalAdvance(label.suffix);
    const double room = label.rect.width() - suffixWidth;
    // No character is wider than the font is high; to measure takes as long as to draw.
    const bool fits = double(label.text.size() * font.pixelSize()) <= room;
    const QString text =
        fits ? label.text : metrics.elidedText(label.text, Qt::ElideRight, std::max(room, 0.0));
    double x = label.rect.left() + (label.backing && label.alignment == Qt::AlignLeft ? 5 : 0);
    if (label.alignment != Qt::AlignLeft || suffixWidth > 0) {
        const double width = metrics.horizontalAdvance(text);
        if (label.alignment & Qt::AlignHCenter) {
            x += std::floor((room - width) / 2);
        } else if (label.alignment & Qt::AlignRight) {
            x += room - width;
        }
        if (suffixWidth > 0) {
            const double middle = label.rect.center().y();
            const double base = std::round(middle + metrics.capHeight() / 2);
            painter.setFont(font);
            painter.setPen(theme.dimText);
            painter.drawText(QPointF(x + width, base), label.suffix);
        }
    }
    // Upright in the middle by the height of its capitals, on a whole px.
    const double base = std::round(label.rect.center().y() + metrics.capHeight() / 2);
    painter.setFont(font);
    painter.setPen(colourOf(label, theme));
    painter.drawText(QPointF(x, base), text);
}

void paintGeometry(QPainter &painter, const Geometry &geometry, const Theme &theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    const Fonts fonts;
    paintRows(painter, geometry, theme);
    paintLabels(painter, geometry.barLabels, theme, fonts);
    paintLabelColumn(painter, geometry, theme);
    paintLabels(painter, geometry.sideLabels, theme, fonts);
    paintTracks(painter, geometry, theme);
    paintLabels(painter, geometry.trackLabels, theme, fonts);
    paintRuler(painter, geometry, theme);
    paintLabels(painter, geometry.rulerLabels, theme, fonts);
    paintNow(painter, geometry, theme);
    painter.restore();
}

} // namespace awaitscope::timeline
