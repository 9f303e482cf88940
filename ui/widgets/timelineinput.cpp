// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/timelineinput.h"

#include "ui/widgets/timelinewidget.h"

#include <QApplication>
#include <QKeyEvent>
#include <QWheelEvent>

#include <cmath>

namespace awaitscope::widgets {

using timeline::Hit;
using trace::TaskId;

namespace {

    constexpr double zoomPerNotch = 1.25;
    constexpr double keyPan = 0.12; // of the width
    constexpr double notch = 120; // eighths of a degree

} // namespace

TimelineInput::TimelineInput(TimelineWidget &timeline) : QObject(&timeline), m_timeline(timeline)
{
    timeline.installEventFilter(this);
}

bool TimelineInput::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Wheel:
        return wheel(*static_cast<QWheelEvent *>(event));
    case QEvent::MouseButtonPress:
        return press(*static_cast<QMouseEvent *>(event));
    case QEvent::MouseMove:
        return move(*static_cast<QMouseEvent *>(event));
    case QEvent::MouseButtonRelease:
        return release(*static_cast<QMouseEvent *>(event));
    case QEvent::MouseButtonDblClick:
        return doubleClick(*static_cast<QMouseEvent *>(event));
    case QEvent::KeyPress:
        return key(*static_cast<QKeyEvent *>(event));
    case QEvent::Leave:
        m_timeline.setHovered({}, {});
        return false;
    default:
        return QObject::eventFilter(watched, event);
    }
}

bool TimelineInput::wheel(const QWheelEvent &event)
{
    const QPoint pixels = event.pixelDelta();
    const QPoint angle = event.angleDelta();
    if (event.modifiers() & Qt::ControlModifier) {
        m_timeline.zoomAt(event.position().x(), std::pow(zoomPerNotch, angle.y() / notch));
        return true;
    }
    const double dx = pixels.isNull() ? angle.x() / notch * 60 : pixels.x();
    const double dy = pixels.isNull() ? angle.y() / notch * 66 : pixels.y();
    if (event.modifiers() & Qt::ShiftModifier) {
        m_timeline.panBy(dy != 0 ? dy : dx);
        return true;
    }
    if (dx != 0) {
        m_timeline.panBy(dx);
    }
    if (dy != 0) {
        m_timeline.scrollRowsBy(-dy);
    }
    return true;
}

bool TimelineInput::press(const QMouseEvent &event)
{
    if (event.button() != Qt::LeftButton) {
        return false;
    }
    m_timeline.setFocus(Qt::MouseFocusReason);
    m_isPressed = true;
    m_isDragging = false;
    m_pressedAt = event.position();
    m_draggedTo = event.position();
    const Hit hit = m_timeline.hitAt(event.position());
    m_pressedCancel = hit.what == Hit::What::CancelButton ? hit.task : TaskId();
    return true;
}

bool TimelineInput::move(const QMouseEvent &event)
{
    if (!m_isPressed) {
        hover(event.position());
        return true;
    }
    const QPointF moved = event.position() - m_pressedAt;
    const bool isFar = moved.manhattanLength() >= QApplication::startDragDistance();
    const bool isInTime = m_pressedAt.x() > m_timeline.view().timeLeft();
    if (!m_isDragging && isFar && isInTime) {
        m_isDragging = true;
        m_timeline.setCursor(Qt::ClosedHandCursor);
    }
    if (m_isDragging) {
        const QPointF step = event.position() - m_draggedTo;
        m_draggedTo = event.position();
        if (step.x() != 0) {
            m_timeline.panBy(step.x());
        }
        m_timeline.scrollRowsBy(-step.y());
    }
    return true;
}

bool TimelineInput::release(const QMouseEvent &event)
{
    if (event.button() != Qt::LeftButton || !m_isPressed) {
        return false;
    }
    m_isPressed = false;
    const TaskId pressedCancel = std::exchange(m_pressedCancel, {});
    if (std::exchange(m_isDragging, false)) {
        m_timeline.unsetCursor();
        return true;
    }
    const Hit hit = m_timeline.hitAt(event.position());
    if (pressedCancel) {
        // Rows move while a run goes on: only a release over the same task counts.
        if (hit.what == Hit::What::CancelButton && hit.task == pressedCancel) {
            Q_EMIT m_timeline.cancelRequested(pressedCancel);
        }
        return true;
    }
    if (hit.what == Hit::What::FoldTriangle) {
        m_timeline.setFolded(hit.task, !m_timeline.trace()->layout().isFolded(hit.task));
        return true;
    }
    m_timeline.selection().select(hit.task);
    return true;
}

bool TimelineInput::doubleClick(const QMouseEvent &event)
{
    const Hit hit = m_timeline.hitAt(event.position());
    if (hit.what == Hit::What::CancelButton || hit.what == Hit::What::FoldTriangle) {
        return press(event); // two clicks in quick order
    }
    if (hit.task) {
        m_timeline.selection().select(hit.task);
        m_timeline.zoomToTask(hit.task);
    }
    return true;
}

void TimelineInput::hover(QPointF point)
{
    const Hit hit = m_timeline.hitAt(point);
    const bool isCancel = hit.what == Hit::What::CancelButton;
    m_timeline.setHovered(hit.task, isCancel ? hit.task : TaskId());
    if (isCancel || hit.what == Hit::What::FoldTriangle) {
        m_timeline.setCursor(Qt::PointingHandCursor);
    } else {
        m_timeline.unsetCursor();
    }
}

bool TimelineInput::key(const QKeyEvent &event)
{
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (modifiers != Qt::NoModifier || !m_timeline.trace()) {
        return false;
    }
    return navigationKey(event.key()) || rowKey(event.key());
}

bool TimelineInput::navigationKey(int key)
{
    const timeline::TimeScale &scale = m_timeline.view().scale;
    const double centre = scale.left() + scale.width() / 2;
    switch (key) {
    case Qt::Key_W:
        m_timeline.zoomAt(centre, zoomPerNotch);
        return true;
    case Qt::Key_S:
        m_timeline.zoomAt(centre, 1 / zoomPerNotch);
        return true;
    case Qt::Key_A:
        m_timeline.panBy(scale.width() * keyPan);
        return true;
    case Qt::Key_D:
        m_timeline.panBy(-scale.width() * keyPan);
        return true;
    case Qt::Key_Home:
        m_timeline.fitRun();
        return true;
    case Qt::Key_F:
        m_timeline.zoomToTask(m_timeline.selection().task());
        return true;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: {
        const double page = m_timeline.view().rowsRect(m_timeline.trace()->layout()).height();
        m_timeline.scrollRowsBy(key == Qt::Key_PageDown ? page : -page);
        return true;
    }
    default:
        return false;
    }
}

bool TimelineInput::rowKey(int key)
{
    auto &layout = m_timeline.trace()->layout();
    models::SelectionController &selection = m_timeline.selection();
    const TaskId selected = selection.task();
    const int row = selected ? layout.nearestRowOf(selected) : -1;
    switch (key) {
    case Qt::Key_Up:
    case Qt::Key_Down: {
        const int next = row < 0 ? 0 : row + (key == Qt::Key_Down ? 1 : -1);
        if (next >= 0 && next < layout.rowCount()) {
            selection.select(layout.taskAt(next));
        }
        return true;
    }
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (selected && layout.hasChildren(selected)) {
            m_timeline.setFolded(selected, key == Qt::Key_Left);
        }
        return true;
    case Qt::Key_Delete:
        if (selected && m_timeline.trace()->spans().life(selected).isAlive()) {
            Q_EMIT m_timeline.cancelRequested(selected);
        }
        return true;
    case Qt::Key_Escape:
        selection.select({});
        return true;
    default:
        return false;
    }
}

} // namespace awaitscope::widgets
