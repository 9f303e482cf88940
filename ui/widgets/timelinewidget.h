// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/selectioncontroller.h"
#include "ui/models/tracemodel.h"
#include "ui/timeline/geometry.h"
#include "ui/timeline/hittest.h"
#include "ui/timeline/steprange.h"

#include <QPointer>
#include <QWidget>

class QScrollBar;

namespace awaitscope::widgets {

/// The timeline of a run, live: paints it, and keeps what part of it is shown. What hands do to it
/// is read by TimelineInput.
class TimelineWidget final : public QWidget
{
    Q_OBJECT

public:
    explicit TimelineWidget(models::SelectionController &selection, QWidget *parent = nullptr);
    ~TimelineWidget() override;

    /// Shows this trace from its beginning, following; null: nothing. Not owned.
    void setTrace(models::TraceModel *trace);
    void setTheme(const timeline::Theme &theme);
    /// Whether the run can still be changed: live rows offer to cancel their task.
    void setCanCancel(bool canCancel);

    [[nodiscard]] models::TraceModel *trace() const { return m_trace; }

    [[nodiscard]] const timeline::View &view() const noexcept { return m_view; }

    [[nodiscard]] timeline::Hit hitAt(QPointF point) const;

    [[nodiscard]] models::SelectionController &selection() const noexcept { return m_selection; }

    // What is shown. Each of these lets go of following, but for the first.
    /// Keeps the now line and the newest rows in sight.
    void setFollowing(bool following);

    [[nodiscard]] bool isFollowing() const noexcept { return m_isFollowing; }

    void zoomAt(double x, double factor);
    void panBy(double dx);
    void showRange(trace::TimeRange range);
    void scrollRowsBy(double dy);
    /// The whole run, from its beginning to now.
    void fitRun();
    void zoomToTask(trace::TaskId task);
    /// Scrolls as little as it takes to see the row.
    void reveal(trace::TaskId task);
    /// Moves as little as it takes to see that moment.
    void revealMoment(trace::Timestamp time);
    void setFolded(trace::TaskId task, bool folded);

    /// Frames the spans in which tasks stood at these steps; none: none.
    void setPointedSteps(const std::optional<timeline::StepRange> &steps);

    void setHovered(trace::TaskId task, trace::TaskId cancelButton);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void cancelRequested(awaitscope::trace::TaskId task);
    void followingChanged(bool following);
    /// What part of time is shown has changed.
    void rangeChanged(awaitscope::trace::TimeRange range);
    /// A frame was painted.
    void painted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void onUpdated();
    void follow();
    void place();
    void updateScrollBar();
    void letGo();
    void setScale(const timeline::TimeScale &scale);
    [[nodiscard]] trace::TimeRange bounds() const;
    [[nodiscard]] QString toolTipAt(QPointF point) const;

    models::SelectionController &m_selection;
    QPointer<models::TraceModel> m_trace;
    const timeline::Theme *m_theme;
    timeline::View m_view;
    std::optional<timeline::StepRange> m_steps; // pointed at in the text
    QScrollBar *m_scrollBar;
    bool m_isFollowing = true;
    bool m_showsWholeRun = true; // while following: from the beginning, not only around now
    bool m_canCancel = true;
};

} // namespace awaitscope::widgets
