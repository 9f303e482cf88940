// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/timelinekeys.h"

#include "ui/widgets/timelinewidget.h"

#include <QKeyEvent>

#include <algorithm>

namespace awaitscope::widgets {

using timeline::TimeScale;
using trace::TaskId;
using trace::Timestamp;

namespace {

    constexpr double zoomPerKey = 1.25;
    constexpr double keyPan = 0.12; // of the width
    constexpr double keyRange = 0.02; // of the width

} // namespace

bool TimelineKeys::press(const QKeyEvent &event)
{
    if (!m_timeline.trace()) {
        return false;
    }
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (modifiers == Qt::ShiftModifier
        && (event.key() == Qt::Key_Left || event.key() == Qt::Key_Right)) {
        moveRangeEnd(event.key() == Qt::Key_Right ? 1 : -1);
        return true;
    }
    return modifiers == Qt::NoModifier && (timeKey(event.key()) || rowKey(event.key()));
}

// Begins where the selected task does or, without one, in the middle of what is shown.
void TimelineKeys::moveRangeEnd(int steps)
{
    const TimeScale &scale = m_timeline.view().scale;
    const auto step = Timestamp(double(steps) * keyRange * scale.width() * scale.nsPerPixel());
    const auto &range = m_timeline.range().range();
    if (!range) {
        const TaskId selected = m_timeline.selection().task();
        const bool isKnown = m_timeline.trace()->timeline().isKnown(selected);
        m_rangeFrom = isKnown ? m_timeline.trace()->spans().life(selected).created
                              : scale.timeAt(scale.left() + scale.width() / 2);
        m_rangeTo = m_rangeFrom;
    } else if (std::min(m_rangeFrom, m_rangeTo) != range->begin
               || std::max(m_rangeFrom, m_rangeTo) != range->end) {
        m_rangeFrom = range->begin; // somebody else has selected it
        m_rangeTo = range->end;
    }
    m_rangeTo = std::max<Timestamp>(m_rangeTo + step, 0);
    const auto [begin, end] = std::minmax(m_rangeFrom, m_rangeTo);
    m_timeline.range().select(trace::TimeRange{begin, end});
    m_timeline.zoom().revealTime(m_rangeTo);
}

bool TimelineKeys::timeKey(int key)
{
    models::ZoomController &zoom = m_timeline.zoom();
    const TimeScale &scale = m_timeline.view().scale;
    const double centre = scale.left() + scale.width() / 2;
    switch (key) {
    case Qt::Key_W:
        zoom.zoomAt(centre, zoomPerKey);
        return true;
    case Qt::Key_S:
        zoom.zoomAt(centre, 1 / zoomPerKey);
        return true;
    case Qt::Key_A:
        zoom.panBy(scale.width() * keyPan);
        return true;
    case Qt::Key_D:
        zoom.panBy(-scale.width() * keyPan);
        return true;
    default:
        return false;
    }
}

bool TimelineKeys::rowKey(int key)
{
    const timeline::TrackLayout &layout = m_timeline.trace()->layout();
    models::SelectionController &selection = m_timeline.selection();
    const TaskId selected = selection.task();
    const int row = selected ? layout.nearestRowOf(selected) : -1;
    const bool isParent = row >= 0 && layout.hasChildren(selected);
    const double page = m_timeline.view().rowsRect(layout).height();
    switch (key) {
    case Qt::Key_Up:
    case Qt::Key_Down: {
        const int next = row < 0 ? 0 : row + (key == Qt::Key_Down ? 1 : -1);
        if (next >= 0 && next < layout.rowCount()) {
            selection.select(layout.taskAt(next));
        }
        return true;
    }
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        m_timeline.zoom().scrollRowsBy(key == Qt::Key_PageDown ? page : -page);
        return true;
    // As in every tree: first the fold, then the way to the parent or to the first child.
    case Qt::Key_Left:
        if (isParent && !layout.isFolded(selected)) {
            m_timeline.zoom().setFolded(selected, true);
        } else if (selected) {
            if (const TaskId parent = m_timeline.trace()->store().task(selected).parent) {
                selection.select(parent);
            }
        }
        return true;
    case Qt::Key_Right:
        if (isParent && layout.isFolded(selected)) {
            m_timeline.zoom().setFolded(selected, false);
        } else if (isParent && row + 1 < layout.rowCount()) { // a filter may hide its children
            selection.select(layout.taskAt(row + 1));
        }
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        m_timeline.zoomToSelection();
        return true;
    default:
        return false;
    }
}

} // namespace awaitscope::widgets
