// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/hittest.h"

#include "ui/timeline/geometry.h"
#include "ui/timeline/markgeometry.h"

#include <algorithm>
#include <cmath>

namespace awaitscope::timeline {

using trace::TaskId;
using trace::TaskLife;
using trace::Timestamp;

namespace {

    constexpr double slack = 2; // px beside a thin span

    [[nodiscard]] bool isOnCap(const View &view, const TaskLife &life, QPointF point, double middle)
    {
        const auto x = capX(view, life);
        return x && std::hypot(point.x() - *x, point.y() - middle) <= Cap::radius + 1;
    }

    [[nodiscard]] std::optional<std::size_t> markAt(const View &view, const TaskLife &life,
                                                    double x)
    {
        const auto from = std::ranges::lower_bound(
            life.marks, view.scale.timeFrom(x - markWidth / 2 - 1), {}, &trace::Mark::time);
        const auto to = std::ranges::lower_bound(from, life.marks.end(),
                                                 view.scale.timeFrom(x + markWidth / 2 + 1), {},
                                                 &trace::Mark::time);
        if (from == to) {
            return std::nullopt;
        }
        return std::size_t(&mostTelling(std::span(from, to)) - life.marks.data());
    }

    // The span at x or, if there is none, one that ends or begins within the slack.
    [[nodiscard]] std::optional<std::size_t> spanAt(const TimelineModel &model, const View &view,
                                                    TaskId task, double x)
    {
        const auto &spans = model.life(task).spans;
        const TimeScale &scale = view.scale;
        const Timestamp time = scale.timeAt(x);
        const auto near = model.spansIn(
            task, {scale.timeFrom(x - slack), std::max(scale.timeFrom(x + slack), time + 1)});
        std::optional<std::size_t> best;
        double bestDistance = slack;
        for (std::size_t at = near.first; at < std::min(near.last, near.first + 64); ++at) {
            const Timestamp end =
                spans[at].isOpen() ? std::max(view.now, spans[at].begin) : spans[at].end;
            const double distance =
                std::max({scale.xOf(spans[at].begin) - x, x - scale.xOf(end), 0.0});
            if (distance < bestDistance || (distance == bestDistance && !best)) {
                best = at;
                bestDistance = distance;
            }
        }
        return best;
    }

    [[nodiscard]] Hit hitLabel(const TimelineModel &model, const TrackLayout &layout,
                               const View &view, QPointF point, Hit hit)
    {
        hit.what = Hit::What::Label;
        if (!view.isRoomy()) {
            return hit;
        }
        if (layout.hasChildren(hit.task) && view.foldRect(layout, hit.row).contains(point)) {
            hit.what = Hit::What::FoldTriangle;
        } else if (model.isKnown(hit.task) && model.life(hit.task).isAlive()
                   && view.cancelButtons == CancelButtons::AllLive
                   && view.cancelRect(layout, hit.row).contains(point)) {
            hit.what = Hit::What::CancelButton;
        }
        return hit;
    }

    [[nodiscard]] Hit hitRow(const TimelineModel &model, const TrackLayout &layout,
                             const View &view, QPointF point)
    {
        Hit hit;
        hit.row = view.rowAt(layout, point.y());
        if (hit.row < 0) {
            return hit;
        }
        if (view.isSummary()) {
            hit.what = Hit::What::Summary;
            if (point.x() >= view.timeLeft()) {
                hit.time = view.scale.timeAt(point.x());
            }
            return hit;
        }
        hit.task = layout.taskAt(hit.row);
        if (point.x() < view.timeLeft()) {
            return hitLabel(model, layout, view, point, hit);
        }
        hit.what = Hit::What::Row;
        hit.time = view.scale.timeAt(point.x());
        if (!model.isKnown(hit.task)) {
            return hit;
        }
        const TaskLife &life = model.life(hit.task);
        if (view.isRoomy()
            && isOnCap(view, life, point, view.rowRect(layout, hit.row).center().y())) {
            hit.what = Hit::What::OutcomeCap;
            hit.time = life.ended;
            return hit;
        }
        if (view.isRoomy()) {
            hit.mark = markAt(view, life, point.x());
        }
        if (hit.mark) {
            hit.what = Hit::What::Mark;
            hit.time = life.marks[*hit.mark].time;
            return hit;
        }
        hit.span = spanAt(model, view, hit.task, point.x());
        if (hit.span) {
            hit.what = Hit::What::Span;
        }
        return hit;
    }

    [[nodiscard]] Hit hitTrack(const TrackLayout &layout, const View &view, QPointF point)
    {
        Hit hit;
        hit.what = Hit::What::TrackNote;
        for (int at = 0; at < layout.shownTracks(); ++at) {
            const QRectF rect = view.trackRect(layout, at);
            if (point.y() >= rect.top() && point.y() < rect.bottom()) {
                hit.what = Hit::What::Track;
                hit.resource = trace::ResourceId(quint16(at + 1));
                if (point.x() >= view.timeLeft()) {
                    hit.time = view.scale.timeAt(point.x());
                }
            }
        }
        return hit;
    }

} // namespace

Hit hitTest(const TimelineModel &model, const TrackLayout &layout, const View &view, QPointF point)
{
    const QRectF &viewport = view.viewport;
    if (point.x() < viewport.left() || point.x() >= viewport.right() || point.y() < viewport.top()
        || point.y() >= viewport.bottom()) {
        return {};
    }
    if (point.y() < view.rulerRect().bottom()) {
        Hit hit;
        if (point.x() >= view.timeLeft()) {
            hit.what = Hit::What::Ruler;
            hit.time = view.scale.timeAt(point.x());
        }
        return hit;
    }
    if (point.y() < view.tracksRect(layout).bottom()) {
        return hitTrack(layout, view, point);
    }
    return hitRow(model, layout, view, point);
}

} // namespace awaitscope::timeline
