// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rangecontroller.h"
#include "ui/models/zoomcontroller.h"
#include "ui/timeline/overview.h"

#include <QWidget>

namespace awaitscope::widgets {

/// A strip of the whole run above its timeline, with a window that stands for what the timeline
/// shows: drag it, drag its edges, click elsewhere to bring it there; the wheel zooms.
class OverviewWidget final : public QWidget
{
    Q_OBJECT

public:
    /// Shows what @p zoom shows of the run, and moves it; both outlive the widget.
    OverviewWidget(models::ZoomController &zoom, models::RangeController &range,
                   QWidget *parent = nullptr);

    void setTheme(const timeline::Theme &theme);

    /// Where everything is, in px of the widget.
    [[nodiscard]] timeline::OverviewView view() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    bool event(QEvent *event) override;

private:
    void drag(double x);
    void showCursor(QPointF point);

    models::ZoomController &m_zoom;
    models::RangeController &m_range;
    const timeline::Theme *m_theme;
    timeline::OverviewPart m_held = timeline::OverviewPart::None;
    timeline::TimeScale m_heldScale; // stays while a hand drags, though the run goes on
    trace::TimeRange m_heldWindow; // when the hand got hold of it
    double m_heldX = 0;
};

} // namespace awaitscope::widgets
