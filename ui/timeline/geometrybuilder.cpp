// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/geometrybuilder.h"

#include "ui/timeline/partialtext.h"
#include "ui/timeline/rowgeometry.h"
#include "ui/timeline/statenames.h"
#include "ui/timeline/summarygeometry.h"
#include "ui/timeline/trackgeometry.h"

#include <algorithm>
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

    // Of the time before, rows show at most how it ended, and tracks nothing.
    void addLetGo(const TimelineModel &model, const View &view, Geometry &geometry)
    {
        if (model.store().firstEvent() == 0) {
            return;
        }
        const double end = std::round(view.scale.xOf(model.builder().knownFrom()));
        QRectF rect = view.viewport;
        rect.setTop(geometry.rulerRect.bottom());
        rect.setLeft(geometry.timeLeft);
        rect.setRight(std::min(end, rect.right()));
        if (!rect.isEmpty()) {
            geometry.letGo = Label{.rect = rect,
                                   .text = partialText(model.store()),
                                   .role = TextRole::Strong,
                                   .alignment = Qt::AlignRight};
        }
    }

    struct LegendItem
    {
        QString name;
        std::optional<TaskState> state;
        Outcome outcome = Outcome::None;
        std::optional<ArrowShape::Kind> arrow = {};
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
        for (const auto arrow :
             {ArrowShape::Kind::HandOver, ArrowShape::Kind::Spawn, ArrowShape::Kind::Await,
              ArrowShape::Kind::Cancel, ArrowShape::Kind::StoppedCancel}) {
            items.push_back({linkName(arrow), std::nullopt, Outcome::None, arrow});
        }
        return items;
    }

    [[nodiscard]] double swatchWidth(const LegendItem &item)
    {
        return item.state ? 26 : 2 * Cap::radius;
    }

    void addSwatch(const LegendItem &item, double x, double y, Geometry &geometry)
    {
        const QPointF middle(x + Cap::radius, y + TrackLayout::rowHeight / 2);
        if (item.state) {
            const auto [top, height] = barExtent(*item.state);
            Bar bar;
            bar.rect = QRectF(x, y + top, swatchWidth(item), height);
            bar.state = *item.state;
            bar.origin = x;
            geometry.bars.push_back(bar);
        } else if (item.arrow) {
            constexpr QPointF half(0, 8);
            geometry.overlay.arrows.push_back(
                {.from = middle - half, .to = middle + half, .kind = *item.arrow});
        } else {
            geometry.caps.push_back({middle, item.outcome});
        }
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
    addLetGo(model, view, geometry);
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
    constexpr double lineHeight = TrackLayout::rowHeight;
    constexpr double labelGap = 7;
    constexpr double itemGap = 24;
    const auto items = legendItems();
    const auto widthOf = [](const LegendItem &item) {
        return swatchWidth(item) + labelGap
            + std::ceil(double(item.name.size()) * sansCharacterWidth);
    };
    double widest = 0;
    double line = 0;
    for (const LegendItem &item : items) {
        widest = std::max(widest, widthOf(item));
        line += widthOf(item) + itemGap;
    }
    // One after the other on a line, or in columns.
    const bool isLine = line <= rect.width();
    const double columns = std::max(1.0, std::floor(rect.width() / widest));
    const double pitch = std::floor(rect.width() / columns);

    Geometry geometry;
    geometry.viewport = rect;
    double x = rect.left();
    double y = rect.top();
    for (const LegendItem &item : items) {
        const double room = isLine ? widthOf(item) + itemGap : pitch;
        if (x + room > rect.right()) {
            x = rect.left();
            y += lineHeight;
        }
        addSwatch(item, x, y, geometry);
        const double label = swatchWidth(item) + labelGap;
        geometry.sideLabels.push_back(
            {.rect = QRectF(x + label, y, room - label, lineHeight), .text = item.name});
        x += room;
    }
    geometry.viewport.setBottom(y + lineHeight);
    return geometry;
}

} // namespace awaitscope::timeline
