// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/painter.h"

#include "ui/timeline/arrowpainter.h"
#include "ui/timeline/barpainter.h"
#include "ui/timeline/glyphpainter.h"
#include "ui/timeline/otherrun.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace awaitscope::timeline {

namespace {

    constexpr double dash = 4; // px
    constexpr double dashPeriod = dash + 3;

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
            painter.fillRect(
                QRectF(line.left(), y, line.width(), std::min(dash, line.bottom() - y)), colour);
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

    void paintDeadlines(QPainter &painter, const std::vector<DeadlineShape> &lines,
                        const Theme &theme)
    {
        for (const DeadlineShape &line : lines) {
            const double width = line.isStrong ? 2 : 1;
            fillDashesDown(painter, QRectF(line.x - 1, line.top, width, line.bottom - line.top),
                           theme.deadline);
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

    // Everything below the bars.
    void paintGround(QPainter &painter, const Geometry &geometry, const Theme &theme)
    {
        const QRectF &rows = geometry.rowsRect;
        const Overlay &overlay = geometry.overlay;
        fillGround(painter, rows, theme.row, theme);
        for (const RowShape &row : overlay.rows) {
            painter.fillRect(row.rect, colourOf(row.kind, theme));
        }
        if (overlay.range) {
            const double width = overlay.range->right - overlay.range->left;
            painter.fillRect(QRectF(overlay.range->left, rows.top(), width, rows.height()),
                             theme.rangeFill);
        }
        for (const RowShape &row : geometry.rows) {
            painter.fillRect(QRectF(row.rect.left(), row.rect.bottom() - 1, row.rect.width(), 1),
                             theme.rowLine);
        }
        for (const double x : geometry.gridLines) {
            painter.fillRect(QRectF(x, rows.top(), 1, rows.height()), theme.gridLine);
        }
        if (overlay.cursorX) {
            painter.fillRect(QRectF(*overlay.cursorX, rows.top(), 1, rows.height()), theme.cursor);
        }
    }

    /// The now line from `top` to `bottom`.
    void paintNowLine(QPainter &painter, const Geometry &geometry, double top, double bottom,
                      const Theme &theme)
    {
        if (geometry.nowX) {
            painter.fillRect(QRectF(*geometry.nowX - 1, top, 2, bottom - top), theme.accent);
        }
    }

    void paintRows(QPainter &painter, const Geometry &geometry, const Theme &theme)
    {
        paintGround(painter, geometry, theme);
        paintBars(painter, geometry.bars, theme);
        paintSummary(painter, geometry.summary, theme);
        // Below how a task ended: what ends a run ends on it.
        paintNowLine(painter, geometry, geometry.rowsRect.top(), geometry.viewport.bottom(), theme);
        paintSummaryEnds(painter, geometry.summary, theme);
        paintDeadlines(painter, geometry.deadlines, theme);
        paintDeadlines(painter, geometry.overlay.deadlines, theme);
        for (const MarkShape &mark : geometry.marks) {
            paintMark(painter, mark, theme);
        }
        for (const Cap &cap : geometry.caps) {
            paintCap(painter, cap, theme);
        }
        paintOtherRun(painter, geometry.overlay.otherRun, theme);
        paintArrows(painter, geometry.overlay.arrows, theme);
    }

    void paintRowLabel(QPainter &painter, const RowLabel &label, const Theme &theme)
    {
        painter.fillRect(QRectF(label.rect.left(), label.rect.bottom() - 1, label.rect.width(), 1),
                         theme.rowLine);
        const QColor &stripe = label.outcome == trace::Outcome::None
            ? theme.forState(label.state).edge
            : theme.forOutcome(label.outcome).fill;
        painter.fillRect(
            QRectF(label.rect.left(), label.rect.top() + 2, 3, label.rect.height() - 5), stripe);
        paintFold(painter, label.foldCentre, label.fold, theme.dimText);
        if (label.cancelButton) {
            const QPointF centre = label.cancelButton->center() - QPointF(0, 0.5);
            paintGlyph(painter, centre, Glyph::Cross, theme.cancel);
        }
    }

    void paintLabelColumn(QPainter &painter, const Geometry &geometry, const Theme &theme)
    {
        const QRectF &rows = geometry.rowsRect;
        const QRectF column(rows.left(), rows.top(), geometry.timeLeft - rows.left(),
                            rows.height());
        const Overlay &overlay = geometry.overlay;
        fillGround(painter, column, theme.row, theme);
        for (const RowShape &row : overlay.rows) {
            painter.fillRect(row.rect & column, colourOf(row.kind, theme));
        }
        for (const QRectF &button : overlay.cancelButtons) {
            const QRectF rect = button.adjusted(1, 1, -1, -2) & column;
            painter.fillRect(rect, theme.cancel);
            painter.fillRect(rect.adjusted(1, 1, -1, -1),
                             button == overlay.hotCancel ? theme.cancelHover : theme.raised);
        }
        for (const MatchShape &match : overlay.matches) {
            painter.fillRect(match.rect, theme.match);
            const double frame = match.isCurrent ? 2 : 1;
            if (match.rect.height() > 2 * frame) {
                painter.fillRect(match.rect.adjusted(frame, frame, -frame, -frame),
                                 theme.matchFill);
            }
        }
        for (const RowLabel &label : geometry.rowLabels) {
            paintRowLabel(painter, label, theme);
        }
    }

    void paintTrack(QPainter &painter, const Geometry &geometry, const TrackShape &track,
                    const Theme &theme)
    {
        const QRectF plot(geometry.timeLeft, track.rect.top(),
                          track.rect.right() - geometry.timeLeft, track.rect.height());
        fillGround(painter, plot, theme.row, theme);
        if (const auto &range = geometry.overlay.range) {
            painter.fillRect(
                QRectF(range->left, plot.top(), range->right - range->left, plot.height()),
                theme.rangeFill);
        }
        for (const double x : geometry.gridLines) {
            painter.fillRect(QRectF(x, plot.top(), 1, plot.height()), theme.gridLine);
        }
        fillSteps(painter, track.waiting, track.queueBand.bottom(), theme.queueFill,
                  theme.queueEdge);
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
        if (geometry.overlay.cursorX) {
            painter.fillRect(QRectF(*geometry.overlay.cursorX, geometry.tracksRect.top(), 1,
                                    geometry.tracksRect.height()),
                             theme.cursor);
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
            painter.fillRect(QRectF(ruler.left(), ruler.bottom() - 1, ruler.width(), 1),
                             theme.border);
            painter.fillRect(QRectF(geometry.timeLeft - 1, ruler.top(), 1,
                                    geometry.viewport.bottom() - ruler.top()),
                             theme.border);
        }
    }

    // Its edges; its ground is below the bars.
    void paintRange(QPainter &painter, const Geometry &geometry, const Theme &theme)
    {
        if (!geometry.overlay.range) {
            return;
        }
        const RangeShape &range = *geometry.overlay.range;
        const double top = geometry.rulerRect.bottom();
        const double height = geometry.viewport.bottom() - top;
        if (range.beginsHere) {
            painter.fillRect(QRectF(range.left, top, 1, height), theme.accent);
        }
        if (range.endsHere) {
            painter.fillRect(QRectF(range.right - 1, top, 1, height), theme.accent);
        }
    }

    void paintFrame(QPainter &painter, const QRectF &rect, const QColor &colour)
    {
        painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 1), colour);
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), colour);
        painter.fillRect(QRectF(rect.left(), rect.top(), 1, rect.height()), colour);
        painter.fillRect(QRectF(rect.right() - 1, rect.top(), 1, rect.height()), colour);
    }

    // Above the tracks, where the now line goes on.
    void paintNowHandle(QPainter &painter, const Geometry &geometry, const Theme &theme)
    {
        if (!geometry.nowX) {
            return;
        }
        const double x = *geometry.nowX;
        const double y = geometry.rulerRect.bottom();
        paintNowLine(painter, geometry, y - 1, geometry.rowsRect.top(), theme);
        painter.setRenderHint(QPainter::Antialiasing, true);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accent);
        painter.drawPolygon(QPolygonF{QPointF(x - 6, y - 8), QPointF(x + 6, y - 8), QPointF(x, y)});
        painter.setRenderHint(QPainter::Antialiasing, false);
    }

    // Those that lie on rows: one with a backing looks as if nothing were below it.
    void paintBarLabels(QPainter &painter, const std::vector<Label> &labels, const Overlay &overlay,
                        const Theme &theme, const Fonts &fonts)
    {
        for (const Label &label : labels) {
            if (label.hasBacking) {
                const auto row = std::ranges::find_if(overlay.rows, [&](const RowShape &shape) {
                    return shape.rect.intersects(label.rect);
                });
                const auto kind = row == overlay.rows.end() ? RowShape::Kind::Normal : row->kind;
                painter.fillRect(label.rect, colourOf(kind, theme));
            }
            paintLabel(painter, label, theme, fonts);
        }
    }

} // namespace

void paintGeometry(QPainter &painter, const Geometry &geometry, const Theme &theme,
                   const Fonts &fonts)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    const Overlay &overlay = geometry.overlay;
    paintRows(painter, geometry, theme);
    paintBarLabels(painter, geometry.barLabels, overlay, theme, fonts);
    paintBarLabels(painter, overlay.barLabels, overlay, theme, fonts);
    paintLabelColumn(painter, geometry, theme);
    paintLabels(painter, geometry.sideLabels, theme, fonts);
    paintTracks(painter, geometry, theme);
    paintLabels(painter, geometry.trackLabels, theme, fonts);
    paintLabels(painter, overlay.trackUses.empty() ? geometry.trackUses : overlay.trackUses, theme,
                fonts);
    if (geometry.letGo) {
        paintLetGo(painter, *geometry.letGo, theme, fonts);
    }
    paintRange(painter, geometry, theme);
    if (overlay.focus) {
        paintFrame(painter, *overlay.focus, theme.accent);
    }
    paintRuler(painter, geometry, theme);
    paintLabels(painter, geometry.rulerLabels, theme, fonts);
    paintNowHandle(painter, geometry, theme);
    for (const Label &label : overlay.rulerLabels) {
        painter.fillRect(label.rect, theme.buttonPressed);
        paintLabel(painter, label, theme, fonts);
    }
    painter.restore();
}

} // namespace awaitscope::timeline
