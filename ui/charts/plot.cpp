// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plot.h"

#include <QChart>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLegendMarker>
#include <QLineSeries>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace awaitscope::charts {

namespace {

    constexpr int fontPx = 11;
    constexpr int mostTicks = 5;

    /// Whole steps of 1, 2 or 5 times a power of ten, at most `mostTicks` over that span.
    [[nodiscard]] double roundStep(double span)
    {
        const double least = span / mostTicks;
        const double power = std::pow(10, std::floor(std::log10(least)));
        for (const double factor : {1.0, 2.0, 5.0}) {
            if (factor * power >= least) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    [[nodiscard]] int decimalsOf(double step)
    {
        return std::max(0, int(-std::floor(std::log10(step) + 1e-9)));
    }

    void setRange(QValueAxis &axis, double from, double to, double step)
    {
        axis.setTickType(QValueAxis::TicksDynamic);
        axis.setTickAnchor(0);
        // Qt makes every tick at once whenever one of the two changes: the old step in the new
        // range, or the new one in the old range, can be billions.
        axis.setTickInterval(std::max(to - from, axis.max() - axis.min()));
        axis.setRange(from, to);
        axis.setTickInterval(step);
        axis.setLabelFormat(QStringLiteral("%.%1f").arg(decimalsOf(step)));
    }

} // namespace

Plot::Plot(const QString &title, QWidget *parent)
    : QChartView(parent), m_x(new QValueAxis), m_y(new QValueAxis)
{
    chart()->setTitle(title);
    chart()->addAxis(m_x, Qt::AlignBottom);
    chart()->addAxis(m_y, Qt::AlignLeft);
    chart()->legend()->setAlignment(Qt::AlignTop);
    chart()->setMargins({4, 2, 10, 2});
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setBackgroundRoundness(0);
    QFont font = chart()->titleFont();
    font.setPixelSize(fontPx);
    for (QValueAxis *const axis : {m_x, m_y}) {
        axis->setLabelsFont(font);
        axis->setTitleFont(font);
        axis->setMinorTickCount(0);
    }
    chart()->legend()->setFont(font);
    font.setBold(true);
    chart()->setTitleFont(font);
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    setAccessibleName(title);
    applyTheme();
}

void Plot::setTheme(const timeline::Theme &theme)
{
    m_theme = &theme;
    applyTheme();
}

void Plot::applyTheme()
{
    chart()->setBackgroundBrush(m_theme->row);
    chart()->setPlotAreaBackgroundVisible(false);
    chart()->setTitleBrush(m_theme->text);
    chart()->legend()->setLabelColor(m_theme->text);
    for (QValueAxis *const axis : {m_x, m_y}) {
        axis->setLabelsColor(m_theme->dimText);
        axis->setTitleBrush(m_theme->dimText);
        axis->setLinePen(QPen(m_theme->border));
        axis->setGridLinePen(QPen(m_theme->gridLine));
    }
    setBackgroundBrush(m_theme->row);
}

void Plot::setHeading(const QString &title)
{
    chart()->setTitle(title);
    setAccessibleName(title);
}

void Plot::setTitles(const QString &x, const QString &y)
{
    m_x->setTitleText(x);
    m_y->setTitleText(y);
}

void Plot::begin()
{
    chart()->removeAllSeries();
}

void Plot::add(QAbstractSeries *series)
{
    chart()->addSeries(series);
    series->attachAxis(m_x);
    series->attachAxis(m_y);
}

void Plot::hideFromLegend(QAbstractSeries *series)
{
    for (QLegendMarker *const marker : chart()->legend()->markers(series)) {
        marker->setVisible(false);
    }
}

void Plot::showLegend(bool isShown)
{
    chart()->legend()->setVisible(isShown);
}

void Plot::addUpright(double x, const QColor &colour, Qt::PenStyle style)
{
    auto *const line = new QLineSeries;
    line->append(x, m_y->min());
    line->append(x, m_y->max());
    line->setPen(QPen(colour, 1.5, style));
    add(line);
    hideFromLegend(line);
}

void Plot::setRanges(double left, double right, double top)
{
    const double width = right > left ? right - left : 1;
    setRange(*m_x, right > left ? left : left - 0.5, right > left ? right : left + 0.5,
             roundStep(width));
    const double yStep = roundStep(top > 0 ? top : 1);
    setRange(*m_y, 0, yStep * std::ceil((top > 0 ? top : 1) / yStep - 1e-9), yStep);
}

QPointF Plot::positionOf(QPointF value) const
{
    const auto series = chart()->series();
    if (series.isEmpty()) {
        return {};
    }
    return mapFromScene(chart()->mapToScene(chart()->mapToPosition(value, series.front())));
}

void Plot::mouseMoveEvent(QMouseEvent *event)
{
    Q_EMIT pointed(event->position(), false);
}

void Plot::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton) {
        Q_EMIT pointed(event->position(), true);
    }
}

} // namespace awaitscope::charts
