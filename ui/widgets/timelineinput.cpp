// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/timelineinput.h"

#include "ui/widgets/timelinewidget.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QWheelEvent>

#include <algorithm>
#include <utility>

namespace awaitscope::widgets {

using timeline::Hit;
using timeline::TimeScale;
using trace::TaskId;
using trace::Timestamp;

namespace {

    constexpr double keyPan = 0.12; // of the width
    constexpr double keyRange = 0.02; // of the width

} // namespace

TimelineInput::TimelineInput(TimelineWidget &timeline) : QObject(&timeline), m_timeline(timeline)
{
    timeline.installEventFilter(this);
}

bool TimelineInput::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Wheel:
        wheel(*static_cast<QWheelEvent *>(event));
        return true;
    case QEvent::MouseButtonPress:
        return press(*static_cast<QMouseEvent *>(event));
    case QEvent::MouseMove:
        move(*static_cast<QMouseEvent *>(event));
        return true;
    case QEvent::MouseButtonRelease:
        return release(*static_cast<QMouseEvent *>(event));
    case QEvent::MouseButtonDblClick:
        doubleClick(*static_cast<QMouseEvent *>(event));
        return true;
    case QEvent::ContextMenu:
        menu(*static_cast<QContextMenuEvent *>(event));
        return true;
    case QEvent::KeyPress:
        return key(*static_cast<QKeyEvent *>(event));
    case QEvent::Leave:
        m_timeline.setHovered(std::nullopt);
        return false;
    default:
        return QObject::eventFilter(watched, event);
    }
}

bool TimelineInput::press(const QMouseEvent &event)
{
    const bool isMiddle = event.button() == Qt::MiddleButton;
    if (m_gesture != Gesture::None || (event.button() != Qt::LeftButton && !isMiddle)
        || !m_timeline.trace()) {
        return false;
    }
    m_timeline.setFocus(Qt::MouseFocusReason);
    m_pressedAt = event.position();
    m_draggedTo = event.position();
    m_pressed = m_timeline.hitAt(event.position());
    m_gesture = isMiddle ? Gesture::Pan : Gesture::Press;
    const timeline::View &view = m_timeline.view();
    if (!isMiddle && event.modifiers() & Qt::ShiftModifier && m_pressedAt.x() >= view.timeLeft()) {
        m_gesture = Gesture::SelectRange;
        m_rangeFrom = std::max<Timestamp>(view.scale.timeAt(m_pressedAt.x()), 0);
        m_timeline.range().clear();
    }
    return true;
}

void TimelineInput::move(const QMouseEvent &event)
{
    const QPointF point = event.position();
    m_timeline.setHovered(point);
    if (m_gesture == Gesture::None) {
        showCursor(point);
        return;
    }
    const bool isInTime = m_pressedAt.x() >= m_timeline.view().timeLeft();
    if (m_gesture == Gesture::Press && isInTime && isFar(point)) {
        m_gesture = Gesture::Pan;
    }
    if (m_gesture == Gesture::Pan) {
        const QPointF step = point - std::exchange(m_draggedTo, point);
        m_timeline.setCursor(Qt::ClosedHandCursor);
        if (step.x() != 0) {
            m_timeline.zoom().panBy(step.x());
        }
        m_timeline.zoom().scrollRowsBy(-step.y());
    } else if (m_gesture == Gesture::SelectRange) {
        const TimeScale &scale = m_timeline.view().scale;
        selectRangeTo(scale.timeAt(std::clamp(point.x(), scale.left(), scale.right())));
    }
}

bool TimelineInput::isFar(QPointF point) const
{
    return (point - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
}

void TimelineInput::selectRangeTo(Timestamp time)
{
    m_rangeTo = std::max<Timestamp>(time, 0);
    const auto [begin, end] = std::minmax(m_rangeFrom, m_rangeTo);
    m_timeline.range().select(trace::TimeRange{begin, end});
}

bool TimelineInput::release(const QMouseEvent &event)
{
    if (m_gesture == Gesture::None || event.buttons() != Qt::NoButton) {
        return false;
    }
    const Gesture gesture = std::exchange(m_gesture, Gesture::None);
    const Hit pressed = std::exchange(m_pressed, {});
    showCursor(event.position());
    if (gesture == Gesture::Press) {
        const Hit hit = m_timeline.hitAt(event.position());
        // Rows move while a run goes on: only a release over the same task acts on it.
        if (hit.task == pressed.task && hit.what == pressed.what) {
            click(hit);
        } else if (pressed.what != Hit::What::CancelButton
                   && pressed.what != Hit::What::FoldTriangle && !isFar(event.position())) {
            m_timeline.selection().select(pressed.task);
        }
    }
    return true;
}

void TimelineInput::click(const Hit &hit)
{
    switch (hit.what) {
    case Hit::What::CancelButton:
        Q_EMIT m_timeline.cancelRequested(hit.task);
        break;
    case Hit::What::FoldTriangle:
        m_timeline.zoom().setFolded(hit.task, !m_timeline.trace()->layout().isFolded(hit.task));
        break;
    default:
        m_timeline.selection().select(hit.task);
        break;
    }
}

void TimelineInput::doubleClick(const QMouseEvent &event)
{
    const Hit hit = m_timeline.hitAt(event.position());
    if (event.button() != Qt::LeftButton || hit.what == Hit::What::CancelButton
        || hit.what == Hit::What::FoldTriangle) {
        (void)press(event); // two clicks in quick order
    } else if (hit.task) {
        m_timeline.selection().select(hit.task);
        m_timeline.zoom().zoomToTask(hit.task);
    } else if (hit.what == Hit::What::Summary) {
        m_timeline.zoom().showRowsAround(hit.row);
    }
}

// By key: of the selected task, where it is.
void TimelineInput::menu(const QContextMenuEvent &event)
{
    if (!m_timeline.trace()) {
        return;
    }
    QPointF point = event.pos();
    if (event.reason() == QContextMenuEvent::Keyboard) {
        const timeline::TrackLayout &layout = m_timeline.trace()->layout();
        const int row = layout.rowOf(m_timeline.selection().task());
        if (row < 0) {
            return;
        }
        const timeline::View &view = m_timeline.view();
        point = QPointF(view.timeLeft() / 2, view.rowRect(layout, row).center().y());
    }
    const Hit hit = m_timeline.hitAt(point);
    if (hit.task) {
        m_timeline.selection().select(hit.task);
        Q_EMIT m_timeline.menuRequested(hit, m_timeline.mapToGlobal(point.toPoint()));
    }
}

void TimelineInput::showCursor(QPointF point)
{
    const Hit::What what = m_timeline.hitAt(point).what;
    if (what == Hit::What::CancelButton || what == Hit::What::FoldTriangle) {
        m_timeline.setCursor(Qt::PointingHandCursor);
    } else {
        m_timeline.unsetCursor();
    }
}

bool TimelineInput::key(const QKeyEvent &event)
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
void TimelineInput::moveRangeEnd(int steps)
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
    selectRangeTo(m_rangeTo + step);
    m_timeline.zoom().revealTime(m_rangeTo);
}

bool TimelineInput::timeKey(int key)
{
    models::ZoomController &zoom = m_timeline.zoom();
    const TimeScale &scale = m_timeline.view().scale;
    const double centre = scale.left() + scale.width() / 2;
    switch (key) {
    case Qt::Key_W:
        zoom.zoomAt(centre, zoomPerNotch);
        return true;
    case Qt::Key_S:
        zoom.zoomAt(centre, 1 / zoomPerNotch);
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

bool TimelineInput::rowKey(int key)
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
        } else if (isParent) {
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
