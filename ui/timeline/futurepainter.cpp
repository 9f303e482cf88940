// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/painter.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace awaitscope::timeline {

void paintFuture(QPainter &painter, const Geometry &geometry, double left, const Theme &theme)
{
    constexpr double lineWidth = 1; // of the now line, right of its middle
    QRectF future = geometry.viewport;
    future.setLeft(std::max(std::round(left) + lineWidth, geometry.timeLeft));
    future.setTop(geometry.rulerRect.bottom());
    if (future.isEmpty()) {
        return;
    }
    painter.save();
    painter.setClipRect(future);
    paintGeometry(painter, geometry, theme);
    painter.fillRect(future, theme.veil);
    painter.restore();
}

} // namespace awaitscope::timeline
