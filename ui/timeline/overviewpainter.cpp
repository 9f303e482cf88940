// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/glyphpainter.h"
#include "ui/timeline/labelpainter.h"
#include "ui/timeline/overview.h"

#include <QPainter>

#include <algorithm>

namespace awaitscope::timeline {

namespace {

    constexpr double capScale = 0.8; // of the size on a row
    constexpr double edgeWidth = 3;

    // What the time line does not show is paler.
    void paintBars(QPainter &painter, const OverviewGeometry &geometry, const Theme &theme)
    {
        const QRectF &window = geometry.window;
        for (const OverviewBar &bar : geometry.bars) {
            const BarStyle &style = theme.forState(bar.state);
            const QRectF inside = bar.rect & window;
            if (inside.width() < bar.rect.width()) {
                painter.fillRect(bar.rect, style.pale);
            }
            if (!inside.isEmpty()) {
                painter.fillRect(
                    QRectF(inside.left(), bar.rect.top(), inside.width(), bar.rect.height()),
                    style.edge);
            }
        }
    }

    void paintWindow(QPainter &painter, const QRectF &window, const Theme &theme)
    {
        painter.fillRect(QRectF(window.left(), window.top(), window.width(), 1), theme.accent);
        painter.fillRect(QRectF(window.left(), window.bottom() - 1, window.width(), 1),
                         theme.accent);
        for (const double x : {window.left(), window.right() - edgeWidth}) {
            painter.fillRect(QRectF(x, window.top(), edgeWidth, window.height()), theme.accent);
        }
    }

} // namespace

void paintOverview(QPainter &painter, const OverviewGeometry &geometry, const Theme &theme)
{
    const QRectF &plot = geometry.plot;
    const QRectF &all = geometry.viewport;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(all, theme.panel);
    painter.fillRect(QRectF(geometry.timeLeft, all.top(), plot.width(), all.height()), theme.row);
    if (geometry.range) {
        painter.fillRect(QRectF(geometry.range->left, all.top(),
                                geometry.range->right - geometry.range->left, all.height()),
                         theme.rangeFill);
    }
    paintBars(painter, geometry, theme);
    for (const Cap &cap : geometry.outcomes) {
        painter.save();
        painter.translate(cap.centre);
        painter.scale(capScale, capScale);
        paintCap(painter, {QPointF(), cap.outcome}, theme);
        painter.restore();
    }
    if (!geometry.future.isEmpty()) {
        painter.fillRect(geometry.future, theme.veil);
    }
    if (geometry.nowX) {
        painter.fillRect(QRectF(*geometry.nowX - 1, all.top(), 2, all.height()), theme.accent);
    }
    paintWindow(painter, geometry.window, theme);
    const Fonts fonts;
    for (const Label &label : geometry.labels) {
        paintLabel(painter, label, theme, fonts);
    }
    painter.fillRect(QRectF(all.left(), all.bottom() - 1, all.width(), 1), theme.border);
    painter.restore();
}

} // namespace awaitscope::timeline
