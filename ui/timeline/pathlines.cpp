// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/pathlines.h"

#include "ui/timeline/rowgeometry.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace awaitscope::timeline {

using analysis::PathLink;
using trace::Timestamp;

namespace {

    constexpr double lineWidth = 3; // px

} // namespace

std::vector<QRectF> pathLines(std::span<const PathLink> path, const TrackLayout &layout,
                              const View &view)
{
    std::vector<QRectF> lines;
    const QRectF rows = view.rowsRect(layout);
    const auto add = [&](const QRectF &line) {
        const QRectF clipped = line & rows
            & QRectF(view.timeLeft(), rows.top(), view.viewport.right() - view.timeLeft(),
                     rows.height());
        if (!clipped.isEmpty()) {
            lines.push_back(clipped);
        }
    };
    const trace::TimeRange visible = view.scale.visible();
    auto link = std::ranges::upper_bound(path, visible.begin, {},
                                         [](const PathLink &each) { return each.range.end; });
    double before = -1; // y of the former link
    double drawn = -1; // x up to which the former line goes
    for (; link != path.end() && link->range.begin <= visible.end; ++link) {
        const int row = layout.nearestRowOf(link->task);
        if (row < 0) {
            before = -1;
            continue;
        }
        const double y = view.rowRect(layout, row).center().y() + barHeight / 2 + 1;
        const double left = std::round(view.scale.xOf(link->range.begin));
        const double right = std::max(left + 1, std::round(view.scale.xOf(link->range.end)));
        if (right <= drawn && y == before) {
            continue;
        }
        if (before >= 0 && y != before) {
            add(QRectF(left - 1, std::min(y, before), 2, std::abs(y - before) + lineWidth));
        }
        add(QRectF(left, y, right - left, lineWidth));
        before = y;
        drawn = right;
    }
    return lines;
}

void paintPathLines(QPainter &painter, const std::vector<QRectF> &lines, const Theme &theme)
{
    for (const QRectF &line : lines) {
        painter.fillRect(line, theme.text);
    }
}

} // namespace awaitscope::timeline
