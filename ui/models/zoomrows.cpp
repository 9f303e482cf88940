// SPDX-License-Identifier: GPL-3.0-or-later
// What a ZoomController does to rows.
#include "ui/models/zoomcontroller.h"

#include <algorithm>
#include <cmath>

namespace awaitscope::models {

using timeline::TrackLayout;
using timeline::View;
using trace::TaskId;

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

int ZoomController::densityOfAllRows() const
{
    View view = m_view;
    const TrackLayout &layout = m_trace->layout();
    const double room = view.rowsRect(layout).height();
    for (view.density = 0; view.density < View::thinnest; ++view.density) {
        if (view.rowsHeight(layout.rowCount()) <= room) {
            break;
        }
    }
    return view.density;
}

void ZoomController::zoomRowsAt(double y, int steps)
{
    if (!m_trace) {
        return;
    }
    const TrackLayout &layout = m_trace->layout();
    const QRectF rows = m_view.rowsRect(layout);
    const double place = std::clamp(y, rows.top(), std::max(rows.top(), rows.bottom()));
    const double row = (place - rows.top() + m_place.scrollY) / m_view.rowHeight();
    const int most = std::max(densityOfAllRows(), View::thinnestBars);
    showRows(std::clamp(m_place.density + steps, 0, std::max(most, m_place.density)), row,
             place - rows.top());
}

void ZoomController::showAllRows()
{
    if (m_trace) {
        showRows(densityOfAllRows(), 0, 0);
    }
}

void ZoomController::showRowsAround(int row)
{
    if (m_trace) {
        showRows(0, row + 0.5, m_view.rowsRect(m_trace->layout()).height() / 2);
    }
}

// At a density, with a row (and a part of one) so many px below the top. Lets go of following where
// the newest row is not in sight.
void ZoomController::showRows(int density, double row, double below)
{
    View view = m_view;
    view.density = density;
    Place place = m_place;
    place.density = density;
    const double goal = std::round(row * view.rowHeight() - below);
    const TrackLayout &layout = m_trace->layout();
    place.scrollY = std::clamp(goal, 0.0, std::floor(view.maximumScrollY(layout)));
    const int newest = layout.rowOf(TaskId(m_trace->taskCount()));
    place.isFollowing = place.isFollowing
        && view.rowsHeight(newest + 1) <= place.scrollY + view.rowsRect(layout).height();
    moveTo(place, Move::Zoom);
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
