// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/timelineinput.h"

#include "ui/widgets/timelinewidget.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace awaitscope::widgets {

using timeline::Hit;
using timeline::TimeScale;
using trace::Timestamp;

namespace {

    constexpr double zoomPerNotch = 1.25;
    constexpr double notch = 120; // eighths of a degree
    constexpr double panPerNotch = 60; // px
    constexpr double scrollPerNotch = 3 * timeline::TrackLayout::rowHeight; // px

    /// The wheel, in px.
    [[nodiscard]] QPointF wheelPixels(const QWheelEvent &event)
    {
        if (!event.pixelDelta().isNull()) {
            return event.pixelDelta();
        }
        const QPointF notches = QPointF(event.angleDelta()) / notch;
        return {notches.x() * panPerNotch, notches.y() * scrollPerNotch};
    }

} // namespace

TimelineInput::TimelineInput(TimelineWidget &timeline)
    : QObject(&timeline), m_timeline(timeline), m_keys(timeline)
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
        return m_keys.press(*static_cast<QKeyEvent *>(event));
    case QEvent::Leave:
        m_timeline.setHovered(std::nullopt);
        return false;
    default:
        return QObject::eventFilter(watched, event);
    }
}

void TimelineInput::wheel(const QWheelEvent &event)
{
    models::ZoomController &zoom = m_timeline.zoom();
    const bool isWithShift = event.modifiers() & Qt::ShiftModifier;
    const bool isWithControl = event.modifiers() & Qt::ControlModifier;
    if (event.modifiers() & Qt::AltModifier || (isWithControl && isWithShift)) {
        zoomRows(event);
        return;
    }
    if (isWithControl) {
        const double notches = event.angleDelta().y() / notch;
        zoom.zoomAt(event.position().x(), std::pow(zoomPerNotch, notches));
        return;
    }
    const QPointF moved = wheelPixels(event);
    if (isWithShift) {
        // Some systems turn the wheel by themselves.
        zoom.panBy(moved.y() != 0 ? moved.y() : moved.x());
        return;
    }
    if (moved.x() != 0) {
        zoom.panBy(moved.x());
    }
    if (moved.y() != 0) {
        zoom.scrollRowsBy(-moved.y());
    }
}

// A touch pad sends parts of notches.
void TimelineInput::zoomRows(const QWheelEvent &event)
{
    // With Alt, some systems turn the wheel by themselves.
    const QPoint angle = event.angleDelta();
    m_rowNotches += (angle.y() != 0 ? angle.y() : angle.x()) / notch;
    const double whole = std::trunc(m_rowNotches);
    if (whole != 0) {
        m_rowNotches -= whole;
        m_timeline.zoom().zoomRowsAt(event.position().y(), -int(whole));
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
    } else if (!isMiddle && m_pressed.what == Hit::What::Ruler) {
        m_gesture = Gesture::Scrub;
        if (!m_timeline.view().isOnNow(m_pressedAt)) {
            scrubTo(m_pressedAt.x());
        }
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
    } else if (m_gesture == Gesture::Scrub) {
        scrubTo(point.x());
    }
}

void TimelineInput::scrubTo(double x)
{
    const TimeScale &scale = m_timeline.view().scale;
    const Timestamp time = scale.timeAt(std::clamp(x, scale.left(), scale.right()));
    Q_EMIT m_timeline.momentRequested(std::max<Timestamp>(time, 0));
}

bool TimelineInput::isFar(QPointF point) const
{
    return (point - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
}

void TimelineInput::selectRangeTo(Timestamp time)
{
    const Timestamp to = std::max<Timestamp>(time, 0);
    const auto [begin, end] = std::minmax(m_rangeFrom, to);
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
        // Another run may have come in between.
        const models::TraceModel *const trace = m_timeline.trace();
        const bool isThere =
            !pressed.task || (trace != nullptr && pressed.task.value <= trace->taskCount());
        // Rows move while a run goes on: only a release over the same task acts on it.
        if (hit.task == pressed.task && hit.what == pressed.what) {
            click(hit);
        } else if (isThere && pressed.what != Hit::What::CancelButton
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
    } else if (what == Hit::What::Ruler) {
        m_timeline.setCursor(m_timeline.view().isOnNow(point) ? Qt::SizeHorCursor
                                                              : Qt::PointingHandCursor);
    } else {
        m_timeline.unsetCursor();
    }
}

} // namespace awaitscope::widgets
