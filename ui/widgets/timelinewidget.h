// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/criticalpath.h"
#include "ui/models/comparisonmodel.h"
#include "ui/models/handovertrail.h"
#include "ui/models/rangecontroller.h"
#include "ui/models/tasksearch.h"
#include "ui/timeline/geometrycache.h"
#include "ui/timeline/hittest.h"
#include "ui/timeline/labelpainter.h"
#include "ui/timeline/steprange.h"

#include <QWidget>

class QScrollBar;
class QToolButton;

namespace awaitscope::widgets {

/// The timeline of a run, live: paints what a ZoomController shows, and what is pointed out. What
/// hands do to it is read by TimelineInput and TimelineKeys.
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

    [[nodiscard]] models::TraceModel *trace() const { return m_zoom.trace(); }

    [[nodiscard]] const timeline::View &view() const noexcept { return m_zoom.view(); }

    [[nodiscard]] models::ZoomController &zoom() noexcept { return m_zoom; }

    [[nodiscard]] models::RangeController &range() noexcept { return m_range; }

    [[nodiscard]] models::HandOverTrail &handOvers() noexcept { return m_handOvers; }

    [[nodiscard]] models::TaskSearch &search() noexcept { return m_search; }

    [[nodiscard]] models::SelectionController &selection() const noexcept { return m_selection; }

    [[nodiscard]] timeline::Hit hitAt(QPointF point) const;

    /// What is pointed out, by hands and by a search. Valid until something else is.
    [[nodiscard]] timeline::Pointed pointed();

    /// What is under the cursor; none: it is elsewhere.
    void setHovered(const std::optional<QPointF> &point);

    /// How often the shapes were built; for tests.
    [[nodiscard]] quint64 builds() const noexcept { return m_cache.builds(); }

    /// Frames the spans in which tasks stood at these steps; none: none.
    void setPointedSteps(const std::optional<timeline::StepRange> &steps);

    /// Draws a critical path over the bars; empty: none.
    void setPath(std::vector<analysis::PathLink> path);

    /// Draws another run above the bars; null: none. Not owned.
    void setComparison(models::ComparisonModel *comparison);

    [[nodiscard]] const std::vector<analysis::PathLink> &path() const noexcept { return m_path; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

public Q_SLOTS:
    /// To the selected task; without one, to the selected range of time.
    void zoomToSelection();
    /// The selected range or, if there is none, the selected task.
    void clearSelection();
    /// To the task that handed its slot to the selected one; says so if there is none.
    void followSlotBack();
    /// To the task that took the slot of the selected one; says so if there is none.
    void followSlotForth();

Q_SIGNALS:
    void cancelRequested(awaitscope::trace::TaskId task);
    /// Look at that moment. The latest, or one after it: out of the past.
    void momentRequested(awaitscope::trace::Timestamp time);
    /// The user asks what can be done with what is there; a task there has been selected. @p place:
    /// on the display.
    void menuRequested(const awaitscope::timeline::Hit &hit, QPoint place);
    /// A frame was painted.
    void painted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    void onViewChanged();
    [[nodiscard]] double trackSpace() const;
    void place();
    void updateScrollBar();
    void updateNotice();
    void updateHovered();
    void paintFuture(QPainter &painter);
    void say(const QString &text);
    [[nodiscard]] QString textAt(QPointF point);

    models::SelectionController &m_selection;
    models::ZoomController m_zoom;
    models::RangeController m_range;
    models::HandOverTrail m_handOvers;
    models::TaskSearch m_search;
    const timeline::Theme *m_theme;
    timeline::GeometryCache m_cache;
    const timeline::Fonts m_fonts;
    timeline::GeometryCache m_futureCache; // of all that is known, while the past is shown
    timeline::Pointed m_hovered; // by the mouse
    std::optional<QPointF> m_cursor;
    std::optional<timeline::StepRange> m_steps; // pointed at in the text
    std::vector<analysis::PathLink> m_path;
    QPointer<models::ComparisonModel> m_comparison;
    QScrollBar *m_scrollBar;
    QToolButton *m_notice; // that it does not follow any more
    bool m_canCancel = true;
};

} // namespace awaitscope::widgets
