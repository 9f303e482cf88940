// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/timelinewidget.h"

#include "ui/timeline/arrowgeometry.h"
#include "ui/timeline/hovertext.h"
#include "ui/timeline/otherrun.h"
#include "ui/timeline/painter.h"
#include "ui/timeline/pathlines.h"
#include "ui/timeline/stepframes.h"

#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextDocument>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace awaitscope::widgets {

using models::SelectionController;
using models::ZoomController;
using timeline::Hit;
using timeline::TrackLayout;
using trace::TaskId;

TimelineWidget::TimelineWidget(SelectionController &selection, QWidget *parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_handOvers(selection, m_zoom)
    , m_theme(&timeline::Theme::dark())
    , m_scrollBar(new QScrollBar(Qt::Vertical, this))
    , m_notice(new QToolButton(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Timeline"));
    m_scrollBar->hide();
    m_notice->setObjectName(QStringLiteral("notice"));
    m_notice->setText(tr("Not following — follow live (L)"));
    m_notice->setToolTip(tr("Keep the now line in sight again"));
    m_notice->setFocusPolicy(Qt::NoFocus);
    m_notice->hide();
    connect(m_notice, &QToolButton::clicked, &m_zoom, [this] { m_zoom.setFollowing(true); });
    connect(&m_zoom, &ZoomController::viewChanged, this, &TimelineWidget::onViewChanged);
    connect(&m_range, &models::RangeController::rangeChanged, this, qOverload<>(&QWidget::update));
    connect(&m_search, &models::TaskSearch::changed, this, qOverload<>(&QWidget::update));
    connect(&selection, &SelectionController::changed, this, [this](TaskId task) {
        m_zoom.reveal(task);
        update();
    });
    connect(m_scrollBar, &QScrollBar::valueChanged, this,
            [this](int value) { m_zoom.scrollRowsBy(value - view().scrollY); });
}

TimelineWidget::~TimelineWidget() = default;

void TimelineWidget::setTrace(models::TraceModel *trace)
{
    m_cache.clear();
    m_futureCache.clear();
    m_hovered = {};
    m_range.clear();
    m_handOvers.setTrace(trace);
    m_search.setTrace(trace);
    if (trace) {
        trace->layout().setTrackSpace(trackSpace());
    }
    m_zoom.setTrace(trace);
}

void TimelineWidget::setTheme(const timeline::Theme &theme)
{
    m_theme = &theme;
    update();
}

void TimelineWidget::setCanCancel(bool canCancel)
{
    m_canCancel = canCancel;
    m_zoom.setCancelButtons(canCancel ? timeline::CancelButtons::AllLive
                                      : timeline::CancelButtons::None);
    updateNotice();
}

Hit TimelineWidget::hitAt(QPointF point) const
{
    models::TraceModel *const shown = trace();
    return shown ? timeline::hitTest(shown->timeline(), shown->layout(), view(), point) : Hit();
}

timeline::Pointed TimelineWidget::pointed()
{
    timeline::Pointed pointed = m_hovered;
    pointed.selected = m_selection.task();
    pointed.range = m_range.range();
    pointed.links = m_handOvers.of(pointed.selected);
    pointed.matches = &m_search.matches();
    pointed.hasFocus = hasFocus();
    const bool isCompared = m_comparison && m_comparison->after() == trace();
    pointed.other = isCompared ? &m_comparison->other() : nullptr;
    return pointed;
}

void TimelineWidget::setHovered(const std::optional<QPointF> &point)
{
    m_cursor = point;
    m_zoom.setLane(point ? point->y() : -1);
    updateHovered();
    update();
}

// Rows and times move under a cursor that rests.
void TimelineWidget::updateHovered()
{
    const Hit hit = m_cursor ? hitAt(*m_cursor) : Hit();
    m_hovered.hovered = hit.task;
    m_hovered.hotCancel = hit.what == Hit::What::CancelButton ? hit.task : TaskId();
    m_hovered.cursor = hit.time;
}

void TimelineWidget::zoomToSelection()
{
    if (m_selection.task()) {
        m_zoom.zoomToTask(m_selection.task());
    } else if (m_range.range()) {
        m_zoom.showRange(*m_range.range());
    }
}

void TimelineWidget::clearSelection()
{
    if (m_range.range()) {
        m_range.clear();
    } else {
        m_selection.select({});
    }
}

void TimelineWidget::followSlotBack()
{
    if (!m_handOvers.back()) {
        say(tr("It has no slot from another task"));
    }
}

void TimelineWidget::followSlotForth()
{
    if (!m_handOvers.forth()) {
        say(tr("No other task has taken its slot"));
    }
}

// Beside the selected row.
void TimelineWidget::say(const QString &text)
{
    const int row = trace() ? trace()->layout().rowOf(m_selection.task()) : -1;
    if (row >= 0) {
        const QRectF rect = view().rowRect(trace()->layout(), row);
        QToolTip::showText(mapToGlobal(QPoint(int(view().timeLeft()), int(rect.top()))), text,
                           this);
    }
}

void TimelineWidget::setPointedSteps(const std::optional<timeline::StepRange> &steps)
{
    m_steps = steps;
    update();
}

void TimelineWidget::setPath(std::vector<analysis::PathLink> path)
{
    if (path != m_path) {
        m_path = std::move(path);
        update();
    }
}

void TimelineWidget::setComparison(models::ComparisonModel *comparison)
{
    if (m_comparison) {
        m_comparison->disconnect(this);
    }
    m_comparison = comparison;
    if (comparison) {
        connect(comparison, &models::ComparisonModel::changed, this, [this, comparison] {
            m_zoom.setAlsoUntil(comparison->other().now);
            update();
        });
    }
    m_zoom.setAlsoUntil(comparison ? comparison->other().now : 0);
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

void TimelineWidget::onViewChanged()
{
    updateScrollBar();
    updateNotice();
    updateHovered();
    update();
}

double TimelineWidget::trackSpace() const
{
    return std::max(TrackLayout::trackHeight, height() * 0.4);
}

void TimelineWidget::place()
{
    if (trace()) {
        trace()->layout().setTrackSpace(trackSpace());
    }
    const int bar = m_scrollBar->isVisibleTo(this) ? m_scrollBar->sizeHint().width() : 0;
    m_zoom.place(QRectF(0, 0, width() - bar, height()));
}

void TimelineWidget::updateScrollBar()
{
    if (!trace()) {
        m_scrollBar->hide();
        return;
    }
    const TrackLayout &layout = trace()->layout();
    // A fold may leave the rows further up than they could be scrolled by hand.
    const int most = int(std::ceil(std::max(view().maximumScrollY(layout), view().scrollY)));
    if ((most > 0) != m_scrollBar->isVisibleTo(this)) {
        m_scrollBar->setVisible(most > 0);
        place();
    }
    const QRectF rows = view().rowsRect(layout);
    const int barWidth = m_scrollBar->sizeHint().width();
    m_scrollBar->setGeometry(width() - barWidth, int(rows.top()), barWidth, int(rows.height()));
    const QSignalBlocker blocker(m_scrollBar);
    m_scrollBar->setRange(0, most);
    m_scrollBar->setPageStep(int(rows.height()));
    m_scrollBar->setSingleStep(int(TrackLayout::rowHeight));
    m_scrollBar->setValue(int(view().scrollY));
}

void TimelineWidget::updateNotice()
{
    m_notice->setVisible(trace() && m_canCancel && !m_zoom.isFollowing());
    const QSize size = m_notice->sizeHint();
    const QRectF &shown = view().viewport;
    m_notice->setGeometry(int(shown.right()) - size.width() - 12,
                          int(shown.bottom()) - size.height() - 12, size.width(), size.height());
}

void TimelineWidget::resizeEvent(QResizeEvent *)
{
    place();
    updateScrollBar();
    updateNotice();
}

void TimelineWidget::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->row);
    if (trace()) {
        timeline::paintGeometry(
            painter, m_cache.geometry(trace()->timeline(), trace()->layout(), view(), pointed()),
            *m_theme, m_fonts);
        if (trace()->isPast()) {
            paintFuture(painter);
        }
        if (!m_path.empty()) {
            timeline::paintPathLines(
                painter, timeline::pathLines(m_path, trace()->layout(), view()), *m_theme);
        }
        if (m_steps) {
            timeline::paintStepFrames(
                painter,
                timeline::stepFrames(trace()->timeline(), trace()->layout(), view(), *m_steps),
                *m_theme);
        }
    }
    Q_EMIT painted();
}

// All that is known by now; of it, what came after the moment that is shown.
void TimelineWidget::paintFuture(QPainter &painter)
{
    timeline::View whole = view();
    whole.now = trace()->latest();
    timeline::paintFuture(
        painter, m_futureCache.geometry(trace()->whole(), trace()->layout(), whole, pointed()),
        view().scale.xOf(view().now), *m_theme);
}

void TimelineWidget::focusInEvent(QFocusEvent *)
{
    update();
}

void TimelineWidget::focusOutEvent(QFocusEvent *)
{
    update();
}

// An arrow goes before the bars that it crosses.
QString TimelineWidget::textAt(QPointF point)
{
    const Hit hit = hitAt(point);
    const timeline::Pointed pointed = this->pointed();
    const timeline::Geometry &geometry =
        m_cache.geometry(trace()->timeline(), trace()->layout(), view(), pointed);
    const bool isBetweenMarks = hit.what == Hit::What::Row || hit.what == Hit::What::Span;
    const timeline::ArrowShape *const arrow =
        isBetweenMarks ? timeline::arrowAt(geometry.overlay.arrows, point) : nullptr;
    if (arrow != nullptr) {
        return timeline::linkText(trace()->store(), pointed.links[arrow->link]);
    }
    const QString text = timeline::hoverText(trace()->timeline(), trace()->layout(), view(), hit);
    const QString other =
        pointed.other && hit.task ? timeline::otherRunText(*pointed.other, hit.task) : QString();
    return other.isEmpty() ? text : text + u'\n' + other;
}

bool TimelineWidget::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && trace()) {
        const auto *const help = static_cast<QHelpEvent *>(event);
        const QString text = textAt(help->pos());
        if (text.isEmpty()) {
            QToolTip::hideText();
        } else {
            QToolTip::showText(help->globalPos(), Qt::convertFromPlainText(text), this);
        }
        return true;
    }
    return QWidget::event(event);
}

} // namespace awaitscope::widgets
