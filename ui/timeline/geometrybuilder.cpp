// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/geometrybuilder.h"

#include "ui/timeline/rowgeometry.h"
#include "ui/timeline/statenames.h"
#include "ui/timeline/summarygeometry.h"
#include "ui/timeline/trackgeometry.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace awaitscope::timeline {

using trace::Outcome;
using trace::TaskState;

namespace {

    constexpr double rulerGap = 18; // px between two labels of the ruler
    constexpr double rulerTextHeight = 19; // px; below are the ticks and the head of the now line

    void addRuler(const View &view, Geometry &geometry)
    {
        const double right = view.viewport.right();
        for (RulerTick &tick : rulerTicks(view.scale, monoCharacterWidth, rulerGap)) {
            tick.x = std::round(tick.x);
            if (tick.x < view.timeLeft() || tick.x >= right) {
                continue;
            }
            if (tick.isMajor) {
                const double width = double(tick.label.size()) * monoCharacterWidth;
                const QRectF rect(tick.x + 5, geometry.rulerRect.top(), width + 2, rulerTextHeight);
                geometry.gridLines.push_back(tick.x);
                if (rect.right() <= right) {
                    geometry.rulerLabels.push_back(
                        {.rect = rect, .text = tick.label, .role = TextRole::Number});
                }
            }
            geometry.ticks.push_back(std::move(tick));
        }
        const double now = std::round(view.scale.xOf(view.now));
        if (view.hasNowLine && now >= view.timeLeft() && now <= right) {
            geometry.nowX = now;
        }
    }

    struct LegendItem
    {
        QString name;
        std::optional<TaskState> state;
        Outcome outcome = Outcome::None;
    };

    [[nodiscard]] std::vector<LegendItem> legendItems()
    {
        std::vector<LegendItem> items;
        for (const TaskState state :
             {TaskState::Waiting, TaskState::Working, TaskState::Awaiting, TaskState::BackingOff,
              TaskState::Blocking, TaskState::Cleanup, TaskState::Ready}) {
            items.push_back({stateName(state), state});
        }
        for (const Outcome outcome :
             {Outcome::Finished, Outcome::TimedOut, Outcome::Cancelled, Outcome::Failed}) {
            items.push_back({outcomeName(outcome), std::nullopt, outcome});
        }
        return items;
    }

} // namespace

Geometry buildGeometry(TimelineModel &model, const TrackLayout &layout, const View &view)
{
    Geometry geometry;
    geometry.viewport = view.viewport;
    geometry.rowsRect = view.rowsRect(layout);
    geometry.rulerRect = view.rulerRect();
    geometry.tracksRect = view.tracksRect(layout);
    geometry.timeLeft = view.timeLeft();
    addRuler(view, geometry);
    addTracks(model, layout, view, geometry);
    if (view.isSummary()) {
        addSummary(model, layout, view, geometry);
        return geometry;
    }
    RowGeometry rows(model, layout, view, geometry);
    const auto [first, last] = view.visibleRows(layout);
    for (int row = first; row < last; ++row) {
        rows.add(row);
    }
    const int group = view.groupSize();
    for (int row = first - first % group; row < last && !view.isRoomy(); row += group) {
        addGroupLabel(model, layout, view, row, std::min(row + group, layout.rowCount()), geometry);
    }
    return geometry;
}

Geometry buildLegend(const QRectF &rect)
{
    constexpr double swatchWidth = 30;
    constexpr double gap = 22;
    constexpr double lineHeight = TrackLayout::rowHeight;
    Geometry geometry;
    geometry.viewport = rect;
    double x = rect.left();
    double y = rect.top();
    for (const LegendItem &item : legendItems()) {
        const double swatch = item.state ? swatchWidth : 2 * Cap::radius;
        const double text = std::ceil(double(item.name.size()) * sansCharacterWidth) + 4;
        if (x + swatch + 7 + text > rect.right() && x > rect.left()) {
            x = rect.left();
            y += lineHeight;
        }
        if (item.state) {
            const auto [top, height] = barExtent(*item.state);
            Bar bar;
            bar.rect = QRectF(x, y + top, swatch, height);
            bar.state = *item.state;
            bar.origin = x;
            geometry.bars.push_back(bar);
        } else {
            geometry.caps.push_back({QPointF(x + Cap::radius, y + lineHeight / 2), item.outcome});
        }
        geometry.sideLabels.push_back(
            {.rect = QRectF(x + swatch + 7, y, text, lineHeight), .text = item.name});
        x += swatch + 7 + text + gap;
    }
    geometry.viewport.setBottom(y + lineHeight);
    return geometry;
}

} // namespace awaitscope::timeline
