// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/trace/ids.h"

#include <QObject>
#include <QPointF>

class QKeyEvent;
class QMouseEvent;
class QWheelEvent;

namespace awaitscope::widgets {

class TimelineWidget;

/// Turns what hands do to a timeline into commands: wheel, drag, click, keys.
class TimelineInput final : public QObject
{
    Q_OBJECT

public:
    /// Reads the events of @p timeline, and belongs to it.
    explicit TimelineInput(TimelineWidget &timeline);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] bool wheel(const QWheelEvent &event);
    [[nodiscard]] bool press(const QMouseEvent &event);
    [[nodiscard]] bool move(const QMouseEvent &event);
    [[nodiscard]] bool release(const QMouseEvent &event);
    [[nodiscard]] bool doubleClick(const QMouseEvent &event);
    [[nodiscard]] bool key(const QKeyEvent &event);
    [[nodiscard]] bool navigationKey(int key);
    [[nodiscard]] bool rowKey(int key);
    void hover(QPointF point);

    TimelineWidget &m_timeline;
    trace::TaskId m_pressedCancel; // whose cancel button the mouse went down on
    QPointF m_pressedAt;
    QPointF m_draggedTo;
    bool m_isPressed = false;
    bool m_isDragging = false;
};

} // namespace awaitscope::widgets
