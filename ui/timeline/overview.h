// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/geometry.h"
#include "ui/timeline/timescale.h"

class QPainter;

namespace awaitscope::timeline {

/// A strip that shows the whole run, and which part of it the time line below shows.
struct OverviewView
{
    static constexpr double height = 52;

    QRectF viewport; ///< whole px
    double timeLeft = 0; ///< px: where the labels end and the time begins
    double timeRight = 0; ///< px
    trace::TimeRange window; ///< what the time line shows
    std::optional<trace::TimeRange> range; ///< selected
    trace::Timestamp now = 0; ///< the latest that is known
    std::optional<trace::Timestamp> moment; ///< of the past, that the time line shows

    /// From the beginning of the run to now, or to a while after: so that it does not change with
    /// each frame of a run that goes on.
    [[nodiscard]] TimeScale scale() const noexcept;
    /// The states, without the margins above and below.
    [[nodiscard]] QRectF plot() const noexcept;
    /// The part of the plot that stands for the window; no narrower than a hand can get hold of.
    [[nodiscard]] QRectF windowRect() const noexcept;
};

/// What a hand gets hold of.
enum class OverviewPart : quint8 {
    None,
    Window,
    LeftEdge, ///< of the window
    RightEdge,
    Outside, ///< of the window, but within the time
};

[[nodiscard]] OverviewPart overviewPartAt(const OverviewView &view, QPointF point) noexcept;

/// As many tasks in one state for some px, on top of those in other states.
struct OverviewBar
{
    QRectF rect;
    trace::TaskState state = trace::TaskState::Ready;

    friend bool operator==(const OverviewBar &, const OverviewBar &) = default;
};

/// The shapes of an overview, in the order in which they are painted.
struct OverviewGeometry
{
    QRectF viewport;
    QRectF plot;
    double timeLeft = 0;
    std::vector<OverviewBar> bars;
    std::vector<Cap> outcomes; ///< of those that did not go well, the worst where there is no room
    QRectF window;
    std::optional<RangeShape> range;
    std::optional<double> nowX; ///< of the moment, if there is one
    QRectF future; ///< what came after the moment
    std::vector<Label> labels;
};

/// Builds the shapes of an overview. The cost is that of its px, whatever the number of tasks.
[[nodiscard]] OverviewGeometry buildOverview(const trace::SpanBuilder &builder,
                                             const OverviewView &view);

/// How many tasks were in each state at about that moment, in words: `2 waiting, 4 working`.
[[nodiscard]] QString overviewText(const trace::SpanBuilder &builder, const OverviewView &view,
                                   double x);

/// Draws an overview; see paintGeometry().
void paintOverview(QPainter &painter, const OverviewGeometry &geometry, const Theme &theme);

} // namespace awaitscope::timeline
