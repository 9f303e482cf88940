// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/overviewwidget.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace awaitscope::widgets {

using models::ZoomController;
using timeline::OverviewPart;
using timeline::OverviewView;
using trace::TimeRange;
using trace::Timestamp;

namespace {

    constexpr double zoomPerNotch = 1.25;
    constexpr double panPerNotch = 0.1; // of the window
    constexpr double notch = 120; // eighths of a degree

} // namespace

OverviewWidget::OverviewWidget(ZoomController &zoom, models::RangeController &range,
                               QWidget *parent)
    : QWidget(parent), m_zoom(zoom), m_range(range), m_theme(&timeline::Theme::dark())
{
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Overview of the run"));
    connect(&zoom, &ZoomController::viewChanged, this, qOverload<>(&QWidget::update));
    connect(&range, &models::RangeController::rangeChanged, this, qOverload<>(&QWidget::update));
}

void OverviewWidget::setTheme(const timeline::Theme &theme)
{
    m_theme = &theme;
    update();
}

OverviewView OverviewWidget::view() const
{
    const timeline::View &shown = m_zoom.view();
    OverviewView view;
    view.viewport = rect();
    view.timeLeft = shown.timeLeft();
    view.timeRight = std::max(shown.viewport.right(), shown.timeLeft());
    view.window = shown.scale.visible();
    view.range = m_range.range();
    if (const models::TraceModel *const trace = m_zoom.trace()) {
        view.now = trace->latest();
        view.moment = trace->isPast() ? std::optional(trace->now()) : std::nullopt;
    }
    return view;
}

QSize OverviewWidget::sizeHint() const
{
    return {900, int(OverviewView::height)};
}

QSize OverviewWidget::minimumSizeHint() const
{
    return {420, int(OverviewView::height)};
}

void OverviewWidget::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->row);
    if (m_zoom.trace()) {
        timeline::paintOverview(
            painter, timeline::buildOverview(m_zoom.trace()->whole().builder(), view()), *m_theme);
    }
}

void OverviewWidget::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_zoom.trace()) {
        return;
    }
    const OverviewView shown = view();
    m_held = timeline::overviewPartAt(shown, event->position());
    m_heldScale = shown.scale();
    m_heldX = event->position().x();
    m_heldWindow = shown.window;
    if (m_held == OverviewPart::Outside) {
        // It comes to the hand, and goes on with it.
        const Timestamp middle = m_heldScale.timeAt(m_heldX);
        const Timestamp begin = middle - shown.window.duration() / 2;
        m_held = OverviewPart::Window;
        m_zoom.dragRange({begin, begin + shown.window.duration()});
        m_heldWindow = m_zoom.view().scale.visible();
    }
    showCursor(event->position());
}

void OverviewWidget::mouseMoveEvent(QMouseEvent *event)
{
    if (m_held != OverviewPart::None) {
        drag(event->position().x());
    }
    showCursor(event->position());
}

void OverviewWidget::drag(double x)
{
    const Timestamp moved = m_heldScale.timeAt(x) - m_heldScale.timeAt(m_heldX);
    TimeRange window = m_heldWindow;
    if (moved == 0) {
        return;
    }
    if (m_held != OverviewPart::RightEdge) {
        window.begin += moved;
    }
    if (m_held != OverviewPart::LeftEdge) {
        window.end += moved;
    }
    // An edge that is dragged beyond the other becomes the other.
    const auto [begin, end] = std::minmax(window.begin, window.end);
    m_zoom.dragRange({begin, std::max(end, begin + 1)});
}

void OverviewWidget::mouseReleaseEvent(QMouseEvent *event)
{
    m_held = OverviewPart::None;
    showCursor(event->position());
}

void OverviewWidget::mouseDoubleClickEvent(QMouseEvent *)
{
    m_zoom.fitRun();
}

void OverviewWidget::wheelEvent(QWheelEvent *event)
{
    const QPointF notches = QPointF(event->angleDelta()) / notch;
    const timeline::TimeScale &scale = m_zoom.view().scale;
    if (event->modifiers() & Qt::ShiftModifier || notches.x() != 0) {
        m_zoom.panBy((notches.x() + notches.y()) * panPerNotch * scale.width());
    } else {
        // At the cursor, if that is in the window.
        const double x = scale.xOf(view().scale().timeAt(event->position().x()));
        const bool isShown = x >= scale.left() && x <= scale.right();
        m_zoom.zoomAt(isShown ? x : scale.left() + scale.width() / 2,
                      std::pow(zoomPerNotch, notches.y()));
    }
    event->accept();
}

void OverviewWidget::showCursor(QPointF point)
{
    const OverviewPart part =
        m_held != OverviewPart::None ? m_held : timeline::overviewPartAt(view(), point);
    switch (part) {
    case OverviewPart::LeftEdge:
    case OverviewPart::RightEdge:
        setCursor(Qt::SizeHorCursor);
        break;
    case OverviewPart::Window:
        setCursor(m_held == OverviewPart::None ? Qt::OpenHandCursor : Qt::ClosedHandCursor);
        break;
    case OverviewPart::Outside:
        setCursor(Qt::PointingHandCursor);
        break;
    case OverviewPart::None:
        unsetCursor();
        break;
    }
}

bool OverviewWidget::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && m_zoom.trace()) {
        const auto *const help = static_cast<QHelpEvent *>(event);
        const QString text =
            timeline::overviewText(m_zoom.trace()->whole().builder(), view(), help->pos().x());
        if (text.isEmpty()) {
            QToolTip::hideText();
        } else {
            QToolTip::showText(help->globalPos(), text, this);
        }
        return true;
    }
    return QWidget::event(event);
}

} // namespace awaitscope::widgets
