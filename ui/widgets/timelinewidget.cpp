// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/timelinewidget.h"

#include "ui/timeline/geometrybuilder.h"
#include "ui/timeline/painter.h"
#include "ui/timeline/statenames.h"
#include "ui/timeline/stepframes.h"
#include "ui/timeline/timeformat.h"

#include <QHelpEvent>
#include <QPainter>
#include <QResizeEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace awaitscope::widgets {

using timeline::Hit;
using timeline::TimeScale;
using trace::TaskId;
using trace::TimeRange;
using trace::Timestamp;

namespace {

    constexpr double timeMargin = 12; // px beside the run, for caps at its ends
    constexpr double nowPlace = 0.86; // of the width, where following keeps the now line
    constexpr Timestamp shortestRun = 2 * trace::nanosecondsPerSecond; // shown from the start

} // namespace

TimelineWidget::TimelineWidget(models::SelectionController &selection, QWidget *parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_theme(&timeline::Theme::dark())
    , m_scrollBar(new QScrollBar(Qt::Vertical, this))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Timeline"));
    m_view.cancelButtons = timeline::CancelButtons::AllLive;
    connect(&selection, &models::SelectionController::changed, this, [this](TaskId task) {
        m_view.selected = task;
        reveal(task);
        update();
    });
    connect(m_scrollBar, &QScrollBar::valueChanged, this, [this](int value) {
        if (value != int(m_view.scrollY)) {
            letGo();
            m_view.scrollY = value;
            update();
        }
    });
}

TimelineWidget::~TimelineWidget() = default;

void TimelineWidget::setTrace(models::TraceModel *trace)
{
    if (m_trace) {
        m_trace->disconnect(this);
    }
    m_trace = trace;
    m_view.scrollY = 0;
    m_view.selected = {};
    m_view.hovered = {};
    m_view.hotCancel = {};
    if (trace) {
        connect(trace, &models::TraceModel::updated, this, &TimelineWidget::onUpdated);
        setFollowing(true);
        m_showsWholeRun = true;
        place();
        m_view.scale.fit({0, shortestRun}, timeMargin);
        onUpdated();
    }
    update();
}

void TimelineWidget::setTheme(const timeline::Theme &theme)
{
    m_theme = &theme;
    update();
}

void TimelineWidget::setCanCancel(bool canCancel)
{
    if (m_canCancel == canCancel) {
        return;
    }
    m_canCancel = canCancel;
    m_view.cancelButtons =
        canCancel ? timeline::CancelButtons::AllLive : timeline::CancelButtons::None;
    update();
}

Hit TimelineWidget::hitAt(QPointF point) const
{
    if (!m_trace) {
        return {};
    }
    return timeline::hitTest(m_trace->timeline(), m_trace->layout(), m_view, point);
}

void TimelineWidget::onUpdated()
{
    m_view.now = m_trace->now();
    m_view.cancelPending = m_trace->cancelPending();
    follow();
    updateScrollBar();
    update();
}

TimeRange TimelineWidget::bounds() const
{
    return {0, std::max(shortestRun, m_trace ? m_trace->now() : 0)};
}

void TimelineWidget::follow()
{
    if (!m_isFollowing || !m_trace) {
        return;
    }
    TimeScale scale = m_view.scale;
    const double place = scale.left() + scale.width() * nowPlace;
    const double x = scale.xOf(m_view.now);
    if (m_showsWholeRun) {
        if (x > place) {
            const double shown = double(m_view.now) / nowPlace;
            scale.fit({0, Timestamp(shown)}, timeMargin);
        }
    } else if (x > place || x < scale.left()) {
        scale.panBy(place - x);
    }
    setScale(scale);
    const auto &layout = m_trace->layout();
    m_view.scrollY = std::min(m_view.maximumScrollY(layout), m_view.scrollY);
    if (const int newest = layout.rowOf(TaskId(m_trace->taskCount())); newest >= 0) {
        const QRectF rows = m_view.rowsRect(layout);
        const double bottom = (newest + 1) * timeline::TrackLayout::rowHeight;
        m_view.scrollY = std::max(m_view.scrollY, std::ceil(bottom - rows.height()));
    }
}

void TimelineWidget::setScale(const TimeScale &scale)
{
    if (scale != m_view.scale) {
        m_view.scale = scale;
        Q_EMIT rangeChanged(scale.visible());
        update();
    }
}

void TimelineWidget::letGo()
{
    setFollowing(false);
}

void TimelineWidget::setFollowing(bool following)
{
    if (m_isFollowing == following) {
        return;
    }
    m_isFollowing = following;
    if (following) {
        m_showsWholeRun = m_view.scale.xOf(0) >= m_view.scale.left();
        follow();
        updateScrollBar();
    }
    Q_EMIT followingChanged(following);
    update();
}

void TimelineWidget::zoomAt(double x, double factor)
{
    TimeScale scale = m_view.scale;
    scale.zoomAt(std::max(x, scale.left()), factor);
    scale.clampTo(bounds(), scale.width() / 2);
    // Zooming while following stays with the now line: only what is around it changes.
    m_showsWholeRun = false;
    setScale(scale);
    follow();
}

void TimelineWidget::panBy(double dx)
{
    letGo();
    TimeScale scale = m_view.scale;
    scale.panBy(dx);
    scale.clampTo(bounds(), scale.width() / 2);
    setScale(scale);
}

void TimelineWidget::showRange(TimeRange range)
{
    letGo();
    TimeScale scale = m_view.scale;
    scale.fit(range, timeMargin);
    setScale(scale);
}

void TimelineWidget::scrollRowsBy(double dy)
{
    if (!m_trace) {
        return;
    }
    const double target =
        std::clamp(std::round(m_view.scrollY + dy), 0.0, m_view.maximumScrollY(m_trace->layout()));
    if (target != m_view.scrollY) {
        letGo();
        m_view.scrollY = target;
        updateScrollBar();
        update();
    }
}

void TimelineWidget::fitRun()
{
    const bool wasFollowing = m_isFollowing;
    showRange(bounds());
    if (wasFollowing) {
        setFollowing(true);
        m_showsWholeRun = true;
    }
}

void TimelineWidget::zoomToTask(TaskId task)
{
    if (!m_trace || !m_trace->timeline().isKnown(task)) {
        return;
    }
    const trace::TaskLife &life = m_trace->spans().life(task);
    const Timestamp end = life.isAlive() ? m_trace->now() : life.ended;
    const Timestamp margin = std::max<Timestamp>((end - life.created) / 12, 1);
    showRange({std::max<Timestamp>(0, life.created - margin), end + margin});
    reveal(task);
}

void TimelineWidget::revealMoment(Timestamp time)
{
    const double x = m_view.scale.xOf(time);
    if (x < m_view.scale.left() || x > m_view.scale.right()) {
        panBy((m_view.scale.left() + m_view.scale.right()) / 2 - x);
    }
}

void TimelineWidget::reveal(TaskId task)
{
    if (!m_trace || !m_trace->timeline().isKnown(task)) {
        return;
    }
    auto &layout = m_trace->layout();
    layout.reveal(task);
    const QRectF rows = m_view.rowsRect(layout);
    const QRectF row = m_view.rowRect(layout, layout.rowOf(task));
    if (row.top() < rows.top()) {
        scrollRowsBy(row.top() - rows.top());
    } else if (row.bottom() > rows.bottom()) {
        scrollRowsBy(row.bottom() - rows.bottom());
    }
    updateScrollBar();
}

void TimelineWidget::setFolded(TaskId task, bool folded)
{
    if (!m_trace) {
        return;
    }
    // The lane under the cursor stays put: everything that moves is below it.
    m_trace->layout().setFolded(task, folded);
    m_view.scrollY = std::min(m_view.scrollY, m_view.maximumScrollY(m_trace->layout()));
    updateScrollBar();
    update();
}

void TimelineWidget::setHovered(TaskId task, TaskId cancelButton)
{
    if (m_view.hovered != task || m_view.hotCancel != cancelButton) {
        m_view.hovered = task;
        m_view.hotCancel = cancelButton;
        update();
    }
}

void TimelineWidget::setPointedSteps(const std::optional<timeline::StepRange> &steps)
{
    m_steps = steps;
    update();
}

QSize TimelineWidget::sizeHint() const
{
    return {900, 560};
}

QSize TimelineWidget::minimumSizeHint() const
{
    return {420, 200};
}

void TimelineWidget::place()
{
    const int bar = m_scrollBar->isVisibleTo(this) ? m_scrollBar->sizeHint().width() : 0;
    m_view.place(QRectF(0, 0, width() - bar, height()));
    if (m_trace) {
        m_trace->layout().setTrackSpace(std::max(64.0, height() * 0.4));
    }
}

void TimelineWidget::updateScrollBar()
{
    if (!m_trace) {
        m_scrollBar->hide();
        return;
    }
    const auto &layout = m_trace->layout();
    const int most = int(std::ceil(m_view.maximumScrollY(layout)));
    if ((most > 0) != m_scrollBar->isVisibleTo(this)) {
        m_scrollBar->setVisible(most > 0);
        place();
    }
    const QRectF rows = m_view.rowsRect(layout);
    const int barWidth = m_scrollBar->sizeHint().width();
    m_scrollBar->setGeometry(width() - barWidth, int(rows.top()), barWidth, int(rows.height()));
    const QSignalBlocker blocker(m_scrollBar);
    m_scrollBar->setRange(0, most);
    m_scrollBar->setPageStep(int(rows.height()));
    m_scrollBar->setSingleStep(int(timeline::TrackLayout::rowHeight));
    m_scrollBar->setValue(int(m_view.scrollY));
}

void TimelineWidget::resizeEvent(QResizeEvent *)
{
    place();
    if (m_trace) {
        m_view.scrollY = std::min(m_view.scrollY, m_view.maximumScrollY(m_trace->layout()));
        if (m_isFollowing && m_showsWholeRun) {
            m_view.scale.fit({0, std::max(shortestRun, Timestamp(double(m_view.now) / nowPlace))},
                             timeMargin);
        }
    }
    updateScrollBar();
    Q_EMIT rangeChanged(m_view.scale.visible());
}

void TimelineWidget::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->row);
    if (m_trace) {
        const timeline::Geometry geometry =
            timeline::buildGeometry(m_trace->timeline(), m_trace->layout(), m_view);
        timeline::paintGeometry(painter, geometry, *m_theme);
        if (m_steps) {
            timeline::paintStepFrames(
                painter,
                timeline::stepFrames(m_trace->timeline(), m_trace->layout(), m_view, *m_steps),
                *m_theme);
        }
    }
    Q_EMIT painted();
}

bool TimelineWidget::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *const help = static_cast<QHelpEvent *>(event);
        const QString text = toolTipAt(help->pos());
        if (text.isEmpty()) {
            QToolTip::hideText();
        } else {
            QToolTip::showText(help->globalPos(), text, this);
        }
        return true;
    }
    return QWidget::event(event);
}

QString TimelineWidget::toolTipAt(QPointF point) const
{
    const Hit hit = hitAt(point);
    if (!hit.task) {
        return {};
    }
    const trace::TaskLife &life = m_trace->spans().life(hit.task);
    if (hit.what == Hit::What::CancelButton) {
        return tr("Cancel %1 (Del)").arg(timeline::taskLabel(m_trace->store(), hit.task));
    }
    QString text = QString::fromUtf8(m_trace->store().taskPath(hit.task));
    if (hit.span && *hit.span < life.spans.size()) {
        const trace::Span &span = life.spans[*hit.span];
        const Timestamp end = span.isOpen() ? m_trace->now() : span.end;
        text += QStringLiteral("\n%1 %2").arg(timeline::stateName(span.state),
                                              timeline::formatDuration(end - span.begin));
        if (span.resource) {
            const std::string_view name =
                m_trace->store().text(m_trace->store().resource(span.resource).name);
            text += tr(" for %1").arg(QString::fromUtf8(name.data(), qsizetype(name.size())));
        }
        text += tr("\nfrom %1 to %2")
                    .arg(timeline::formatMoment(span.begin), timeline::formatMoment(end));
    } else if (!life.isAlive()) {
        text += QStringLiteral("\n%1 %2").arg(timeline::outcomeName(life.outcome),
                                              timeline::formatMoment(life.ended));
    }
    return text;
}

} // namespace awaitscope::widgets
