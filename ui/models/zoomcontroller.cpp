// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/zoomcontroller.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace awaitscope::models {

using timeline::TimeScale;
using timeline::TrackLayout;
using trace::TaskId;
using trace::TimeRange;
using trace::Timestamp;

namespace {

    constexpr double timeMargin = 12; // px beside the run, for caps at its ends
    constexpr double nowPlace = 0.86; // of the width, where following keeps the now line
    constexpr Timestamp shortestRun = 2 * trace::nanosecondsPerSecond; // shown from the start

} // namespace

ZoomController::ZoomController(std::chrono::milliseconds pause, QObject *parent)
    : QObject(parent), m_history(pause)
{ }

void ZoomController::setTrace(TraceModel *trace)
{
    if (m_trace) {
        m_trace->disconnect(this);
    }
    m_trace = trace;
    m_history.clear();
    m_followedTasks = 0;
    m_view.cancelPending.clear();
    m_view.now = 0;
    Place place;
    place.scale = m_view.scale;
    place.scale.fit({0, shortestRun}, timeMargin);
    setPlace(place);
    if (trace) {
        connect(trace, &TraceModel::updated, this, &ZoomController::onUpdated);
        onUpdated();
    }
    Q_EMIT historyChanged();
    Q_EMIT viewChanged();
}

TimeRange ZoomController::bounds() const
{
    return {0, std::max(shortestRun, m_trace ? m_trace->now() : 0)};
}

void ZoomController::place(const QRectF &rect)
{
    if (m_view.viewport == rect) {
        return;
    }
    m_view.place(rect);
    Place place = m_place;
    place.scale = m_view.scale;
    if (m_trace) {
        place.scrollY = std::min(place.scrollY, m_view.maximumScrollY(m_trace->layout()));
        if (place.isFollowing) {
            m_followedTasks = 0; // there may be less room for the newest row
            place = followed(place);
        }
    }
    setPlace(place);
    Q_EMIT rangeChanged(m_view.scale.visible());
    Q_EMIT viewChanged();
}

void ZoomController::setCancelButtons(timeline::CancelButtons buttons)
{
    if (m_view.cancelButtons != buttons) {
        m_view.cancelButtons = buttons;
        Q_EMIT viewChanged();
    }
}

void ZoomController::setLane(double y)
{
    m_anchor.setLane(y);
    noteRows();
}

void ZoomController::onUpdated()
{
    m_view.now = m_trace->now();
    m_view.cancelPending = m_trace->cancelPending();
    keepRows();
    if (m_place.isFollowing) {
        setPlace(followed(m_place));
    }
    Q_EMIT viewChanged();
}

void ZoomController::noteRows()
{
    if (m_trace) {
        m_anchor.note(m_view, m_trace->layout());
    }
}

// Rows have come or gone.
void ZoomController::keepRows()
{
    if (const auto scrollY = m_anchor.scrollY(m_trace->layout())) {
        Place place = m_place;
        place.scrollY = *scrollY;
        setPlace(place);
    }
    noteRows();
}

// Where following leads to from there.
Place ZoomController::followed(Place place)
{
    if (!m_trace) {
        return place;
    }
    const TimeScale &scale = place.scale;
    const double goal = scale.left() + scale.width() * nowPlace;
    if (place.showsWholeRun) {
        const auto shown = Timestamp(double(m_view.now) / nowPlace);
        place.scale.fit({0, std::max(shown, shortestRun)}, timeMargin);
    } else if (const double x = scale.xOf(m_view.now); x > goal || x < scale.left()) {
        place.scale.panBy(goal - x);
    }
    const TrackLayout &layout = m_trace->layout();
    if (const quint32 tasks = m_trace->taskCount();
        std::exchange(m_followedTasks, tasks) != tasks) {
        const int newest = layout.rowOf(TaskId(tasks));
        const double bottom = (newest + 1) * TrackLayout::rowHeight;
        place.scrollY = std::min(place.scrollY, m_view.maximumScrollY(layout));
        place.scrollY =
            std::max(place.scrollY, std::ceil(bottom - m_view.rowsRect(layout).height()));
    }
    return place;
}

void ZoomController::setPlace(const Place &place)
{
    const Place before = std::exchange(m_place, place);
    m_view.scale = place.scale;
    m_view.scrollY = place.scrollY;
    noteRows();
    if (before.scale != place.scale) {
        Q_EMIT rangeChanged(place.scale.visible());
    }
    if (before.isFollowing != place.isFollowing) {
        Q_EMIT followingChanged(place.isFollowing);
    }
}

void ZoomController::moveTo(const Place &place, Move move)
{
    if (place == m_place) {
        return;
    }
    m_history.leave(m_place, move);
    setPlace(place);
    Q_EMIT historyChanged();
    Q_EMIT viewChanged();
}

void ZoomController::undo()
{
    if (const auto place = m_history.undo(m_place)) {
        restore(*place);
    }
}

void ZoomController::redo()
{
    if (const auto place = m_history.redo(m_place)) {
        restore(*place);
    }
}

// The view may have another size than it had then.
void ZoomController::restore(Place place)
{
    const TimeRange range = place.scale.visible();
    place.scale.setPlace(m_view.timeLeft(), m_view.viewport.right() - m_view.timeLeft());
    if (place.scale.visible() != range) {
        place.scale.setRange(range);
    }
    place.scrollY = std::min(place.scrollY, m_view.maximumScrollY(m_trace->layout()));
    setPlace(place.isFollowing ? followed(place) : place);
    Q_EMIT historyChanged();
    Q_EMIT viewChanged();
}

void ZoomController::setFollowing(bool following)
{
    if (m_place.isFollowing == following) {
        return;
    }
    Place place = m_place;
    place.isFollowing = following;
    if (following) {
        place.showsWholeRun = place.scale.xOf(0) >= place.scale.left();
        m_followedTasks = 0;
        place = followed(place);
    }
    moveTo(place, Move::Jump);
}

void ZoomController::zoomAt(double x, double factor)
{
    Place place = m_place;
    TimeScale &scale = place.scale;
    scale.zoomAt(std::max(x, scale.left()), factor);
    scale.clampTo(bounds(), scale.width() / 2);
    place.showsWholeRun = scale.xOf(0) >= scale.left() && scale.xOf(bounds().end) <= scale.right();
    moveTo(place.isFollowing ? followed(place) : place, Move::Zoom);
}

void ZoomController::panBy(double dx)
{
    Place place = m_place;
    place.isFollowing = false;
    place.scale.panBy(dx);
    place.scale.clampTo(bounds(), place.scale.width() / 2);
    moveTo(place, Move::Drag);
}

void ZoomController::showRange(TimeRange range)
{
    Place place = m_place;
    place.isFollowing = false;
    place.scale.fit(range, timeMargin);
    moveTo(place, Move::Jump);
}

void ZoomController::dragRange(TimeRange range)
{
    Place place = m_place;
    place.isFollowing = false;
    place.scale.setRange(range);
    place.scale.clampTo(bounds(), place.scale.width() / 2);
    moveTo(place, Move::Drag);
}

void ZoomController::fitRun()
{
    Place place = m_place;
    place.showsWholeRun = true;
    place.scale.fit(bounds(), timeMargin);
    moveTo(place.isFollowing ? followed(place) : place, Move::Jump);
}

void ZoomController::scrollRowsBy(double dy)
{
    if (!m_trace) {
        return;
    }
    Place place = m_place;
    const double goal = std::round(place.scrollY + dy);
    // Where a fold left less to show than fits, hands may bring the rows back, but no further up.
    const double most =
        std::max(m_view.maximumScrollY(m_trace->layout()), std::min(goal, place.scrollY));
    place.scrollY = std::clamp(goal, 0.0, most);
    place.isFollowing = place.isFollowing && place.scrollY == m_place.scrollY;
    moveTo(place, Move::Drag);
}

void ZoomController::zoomToTask(TaskId task)
{
    if (!m_trace || !m_trace->timeline().isKnown(task)) {
        return;
    }
    const trace::TaskLife &life = m_trace->spans().life(task);
    const Timestamp end = life.isAlive() ? m_trace->now() : life.ended;
    const Timestamp margin = std::max<Timestamp>((end - life.created) / 12, 1);
    TrackLayout &layout = m_trace->layout();
    layout.reveal(task);
    keepRows();
    Place place = m_place;
    place.isFollowing = false;
    place.scale.fit({std::max<Timestamp>(0, life.created - margin), end + margin}, timeMargin);
    place.scrollY = m_view.scrollYToShow(layout, layout.rowOf(task));
    moveTo(place, Move::Jump);
}

void ZoomController::reveal(TaskId task)
{
    if (!m_trace) {
        return;
    }
    TrackLayout &layout = m_trace->layout();
    layout.reveal(task);
    keepRows();
    Place place = m_place;
    place.scrollY = m_view.scrollYToShow(layout, layout.rowOf(task)); // where it is, without row
    place.isFollowing = place.isFollowing && place.scrollY == m_place.scrollY;
    moveTo(place, Move::Drag);
    Q_EMIT viewChanged();
}

void ZoomController::revealTime(Timestamp time)
{
    constexpr double clearance = 60;
    const TimeScale &scale = m_place.scale;
    const double x = scale.xOf(time);
    if (x < scale.left()) {
        panBy(scale.left() + clearance - x);
    } else if (x > scale.right()) {
        panBy(scale.right() - clearance - x);
    }
}

void ZoomController::setFolded(TaskId task, bool isFolded)
{
    if (m_trace) {
        m_trace->layout().setFolded(task, isFolded);
        onFolded();
    }
}

void ZoomController::foldAll()
{
    if (m_trace) {
        m_trace->layout().foldAll();
        onFolded();
    }
}

void ZoomController::unfoldAll()
{
    if (m_trace) {
        m_trace->layout().unfoldAll();
        onFolded();
    }
}

void ZoomController::onFolded()
{
    keepRows();
    Q_EMIT viewChanged();
}

} // namespace awaitscope::models
