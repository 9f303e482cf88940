// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/hittest.h"
#include "ui/widgets/timelinekeys.h"

#include <QObject>

class QMouseEvent;
class QWheelEvent;

namespace awaitscope::widgets {

class TimelineWidget;

/// Turns what hands do to a timeline into commands: wheel, drag, click, and the keys that work
/// only where the timeline has the focus. Keys of the whole window are actions.
class TimelineInput final : public QObject
{
    Q_OBJECT

public:
    /// Reads the events of @p timeline, and belongs to it.
    explicit TimelineInput(TimelineWidget &timeline);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Gesture : quint8 {
        None,
        Press, // may become a click or a drag
        Pan,
        SelectRange,
        Scrub, // goes to the moment under the hand
    };

    void wheel(const QWheelEvent &event);
    void zoomRows(const QWheelEvent &event);
    [[nodiscard]] bool press(const QMouseEvent &event);
    void move(const QMouseEvent &event);
    [[nodiscard]] bool release(const QMouseEvent &event);
    void click(const timeline::Hit &hit);
    void menu(const QContextMenuEvent &event);
    void doubleClick(const QMouseEvent &event);
    [[nodiscard]] bool isFar(QPointF point) const;
    void showCursor(QPointF point);
    void selectRangeTo(trace::Timestamp time);
    void scrubTo(double x);

    TimelineWidget &m_timeline;
    TimelineKeys m_keys;
    Gesture m_gesture = Gesture::None;
    timeline::Hit m_pressed; // what the mouse went down on
    double m_rowNotches = 0; // of the wheel, less than one
    QPointF m_pressedAt;
    QPointF m_draggedTo;
    trace::Timestamp m_rangeFrom = 0; // where the selection of a range began
};

} // namespace awaitscope::widgets
