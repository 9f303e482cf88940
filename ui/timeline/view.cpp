// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/view.h"

#include <algorithm>
#include <cmath>

namespace awaitscope::timeline {

void View::place(const QRectF &rect)
{
    viewport = rect;
    scale.setPlace(timeLeft(), rect.right() - timeLeft());
}

QRectF View::rulerRect() const noexcept
{
    return {viewport.left(), viewport.top(), viewport.width(), rulerHeight};
}

bool View::isOnNow(QPointF point) const noexcept
{
    constexpr double reach = 8; // px on both sides
    return rulerRect().contains(point) && point.x() >= timeLeft()
        && std::abs(point.x() - scale.xOf(now)) <= reach;
}

QRectF View::tracksRect(const TrackLayout &layout) const noexcept
{
    const double top = viewport.top() + rulerHeight;
    const double height = std::min(layout.tracksHeight(), std::max(viewport.bottom() - top, 0.0));
    return {viewport.left(), top, viewport.width(), height};
}

QRectF View::trackRect(const TrackLayout &layout, int track) const
{
    return {viewport.left(), viewport.top() + rulerHeight + layout.trackTop(track),
            viewport.width(), layout.heightOfTrack(track)};
}

QRectF View::rowsRect(const TrackLayout &layout) const noexcept
{
    const double top = tracksRect(layout).bottom();
    return {viewport.left(), top, viewport.width(), std::max(viewport.bottom() - top, 0.0)};
}

QRectF View::rowRect(const TrackLayout &layout, int row) const noexcept
{
    const double top = rowsRect(layout).top() + row * rowHeight() - scrollY;
    return {viewport.left(), top, viewport.width(), rowHeight()};
}

double View::rowsHeight(int rows) const noexcept
{
    return isSummary() ? std::ceil(double(rows) / groupSize()) * TrackLayout::rowHeight
                       : rows * rowHeight();
}

std::pair<int, int> View::visibleRows(const TrackLayout &layout) const noexcept
{
    const double height = rowsRect(layout).height();
    const int unit = isSummary() ? groupSize() : 1;
    const double first = std::floor(scrollY / (unit * rowHeight())) * unit;
    const double last = std::ceil((scrollY + height) / (unit * rowHeight())) * unit;
    const double count = layout.rowCount();
    return {int(std::clamp(first, 0.0, count)), int(std::clamp(last, 0.0, count))};
}

int View::rowAt(const TrackLayout &layout, double y) const noexcept
{
    const QRectF rows = rowsRect(layout);
    if (y < rows.top() || y >= rows.bottom()) {
        return -1;
    }
    const double row = std::floor((y - rows.top() + scrollY) / rowHeight());
    return row >= 0 && row < layout.rowCount() ? int(row) : -1;
}

QRectF View::foldRect(const TrackLayout &layout, int row) const
{
    const int level = std::min(layout.depth(layout.taskAt(row)), deepestIndent);
    const QRectF rect = rowRect(layout, row);
    return {rect.left() + 6 + level * indent, rect.top(), 16, rect.height()};
}

QRectF View::cancelRect(const TrackLayout &layout, int row) const noexcept
{
    const QRectF rect = rowRect(layout, row);
    return {timeLeft() - cancelWidth - 1, rect.top(), cancelWidth, rect.height()};
}

double View::scrollYToShow(const TrackLayout &layout, int row) const noexcept
{
    if (row < 0) {
        return scrollY; // hidden
    }
    const double last = std::floor(row * rowHeight());
    const double first = std::ceil((row + 1) * rowHeight() - rowsRect(layout).height());
    return std::round(std::min(std::max(scrollY, first), last));
}

double View::maximumScrollY(const TrackLayout &layout) const noexcept
{
    return std::max(rowsHeight(layout.rowCount()) - rowsRect(layout).height(), 0.0);
}

} // namespace awaitscope::timeline
