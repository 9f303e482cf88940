// SPDX-License-Identifier: GPL-3.0-or-later
// What a TimelineInput makes of the wheel.
#include "ui/widgets/timelineinput.h"
#include "ui/widgets/timelinewidget.h"

#include <QWheelEvent>

#include <cmath>

namespace awaitscope::widgets {

namespace {

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

} // namespace awaitscope::widgets
