// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/sweepcharts.h"

#include "ui/charts/plot.h"
#include "ui/timeline/timeformat.h"

#include <QAreaSeries>
#include <QGridLayout>
#include <QLineSeries>
#include <QToolTip>

#include <cmath>

namespace awaitscope::charts {

using analysis::Metric;
using analysis::MetricUnit;
using analysis::SweepPoint;
using analysis::SweepRun;

namespace {

    constexpr double reach = 14; // px from the mouse to a point that it means

    /// What an axis counts: percent rather than shares.
    [[nodiscard]] double shown(Metric metric, double value)
    {
        return analysis::infoOf(metric).unit == MetricUnit::Share ? value * 100 : value;
    }

    /// The band from the least to the most; the area owns its edges.
    [[nodiscard]] QAreaSeries *bandOf(const std::vector<SweepPoint> &curve, Metric metric)
    {
        auto *const band = new QAreaSeries;
        auto *const upper = new QLineSeries(band);
        auto *const lower = new QLineSeries(band);
        for (const SweepPoint &point : curve) {
            upper->append(point.value, shown(metric, point.most));
            lower->append(point.value, shown(metric, point.least));
        }
        band->setUpperSeries(upper);
        band->setLowerSeries(lower);
        return band;
    }

    [[nodiscard]] QLineSeries *lineOf(const std::vector<SweepPoint> &curve, Metric metric)
    {
        auto *const line = new QLineSeries;
        for (const SweepPoint &point : curve) {
            line->append(point.value, shown(metric, point.mean));
        }
        line->setName(metricName(metric));
        line->setPointsVisible(curve.size() <= 40);
        return line;
    }

} // namespace

QString metricName(Metric metric)
{
    switch (metric) {
    case Metric::Throughput:
        return SweepCharts::tr("Throughput");
    case Metric::Mean:
        return SweepCharts::tr("mean");
    case Metric::Most:
        return SweepCharts::tr("longest");
    case Metric::Wait:
        return SweepCharts::tr("mean wait");
    case Metric::Timeouts:
        return SweepCharts::tr("Timeouts");
    case Metric::Failures:
        return SweepCharts::tr("Failures");
    case Metric::Utilisation:
        return SweepCharts::tr("Utilisation");
    case Metric::Total:
        return SweepCharts::tr("Total");
    case Metric::P50:
    case Metric::P90:
    case Metric::P95:
    case Metric::P99:
        return analysis::infoOf(metric).name;
    }
    Q_UNREACHABLE();
}

QString metricText(Metric metric, double value)
{
    switch (analysis::infoOf(metric).unit) {
    case MetricUnit::Seconds:
        return timeline::formatDuration(std::llround(value * 1e9));
    case MetricUnit::Share:
        return SweepCharts::tr("%1 %").arg(value * 100, 0, 'g', 3);
    case MetricUnit::PerSecond:
        return SweepCharts::tr("%1 a second").arg(value, 0, 'g', 3);
    }
    Q_UNREACHABLE();
}

SweepCharts::SweepCharts(int columns, QWidget *parent) : QWidget(parent)
{
    const auto add = [this](const QString &title, std::vector<Metric> metrics) {
        m_charts.push_back({new Plot(title), std::move(metrics)});
    };
    add(tr("Latency, s"), {Metric::P50, Metric::P95, Metric::P99});
    add(tr("Throughput, tasks a second"), {Metric::Throughput});
    add(tr("Timeouts, %"), {Metric::Timeouts});
    add(tr("Utilisation of the busiest resource, %"), {Metric::Utilisation});
    auto *const layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(1);
    for (int i = 0; i < int(m_charts.size()); ++i) {
        const Chart &chart = m_charts[std::size_t(i)];
        layout->addWidget(chart.plot, i / columns, i % columns);
        connect(chart.plot, &Plot::pointed, this, [this, i](QPointF position, bool isClick) {
            point(m_charts[std::size_t(i)], position, isClick);
        });
    }
    m_points.resize(m_charts.size());
}

void SweepCharts::setTheme(const timeline::Theme &theme)
{
    m_theme = &theme;
    for (const Chart &chart : m_charts) {
        chart.plot->setTheme(theme);
    }
}

QColor SweepCharts::colourOf(Metric metric) const
{
    switch (metric) {
    case Metric::P95:
        return m_theme->forState(trace::TaskState::Waiting).fill;
    case Metric::P99:
    case Metric::Timeouts:
        return m_theme->forOutcome(trace::Outcome::TimedOut).fill;
    case Metric::Throughput:
        return m_theme->forOutcome(trace::Outcome::Finished).fill;
    default:
        return m_theme->forState(trace::TaskState::Working).fill;
    }
}

void SweepCharts::show(const Content &content)
{
    for (std::size_t i = 0; i < m_charts.size(); ++i) {
        const Chart &chart = m_charts[i];
        fill(chart, content);
        m_points[i].clear();
        for (const SweepRun &run : content.results.runs()) {
            const SweepRun::Template *const found = run.find(content.of);
            for (const Metric metric : chart.metrics) {
                if (found && std::isfinite(found->measures[std::size_t(metric)])) {
                    m_points[i].push_back(
                        {run.value, run.seed, metric, found->measures[std::size_t(metric)]});
                }
            }
        }
    }
}

void SweepCharts::fill(const Chart &chart, const Content &content)
{
    Plot &plot = *chart.plot;
    plot.begin();
    plot.setTitles(content.parameter, {});
    double top = 0;
    for (const Metric metric : chart.metrics) {
        const auto curve = content.results.curve(content.of, metric);
        for (const SweepPoint &point : curve) {
            top = std::max(top, shown(metric, point.most));
        }
        QColor colour = colourOf(metric);
        QLineSeries *const line = lineOf(curve, metric);
        const bool isMain = metric != Metric::P99;
        line->setPen(QPen(colour, 2, isMain ? Qt::SolidLine : Qt::DotLine));
        colour.setAlphaF(0.18F);
        QAreaSeries *const band = bandOf(curve, metric);
        band->setBrush(colour);
        band->setPen(Qt::NoPen);
        plot.add(band);
        plot.hideFromLegend(band);
        plot.add(line);
    }
    if (content.results.runs().empty()) {
        return;
    }
    const bool isShare = analysis::infoOf(chart.metrics.front()).unit == MetricUnit::Share;
    plot.setRanges(content.results.runs().front().value, content.results.runs().back().value,
                   isShare && top > 0 ? 100 : top);
    if (content.knee) {
        plot.addUpright(*content.knee, m_theme->accent, Qt::DashLine);
    }
    if (content.smallest) {
        plot.addUpright(*content.smallest, m_theme->forOutcome(trace::Outcome::Finished).fill,
                        Qt::SolidLine);
    }
    plot.showLegend(chart.metrics.size() > 1);
}

void SweepCharts::point(const Chart &chart, QPointF position, bool isClick)
{
    const Point *nearest = nullptr;
    double least = reach;
    for (const Point &each : m_points[std::size_t(&chart - m_charts.data())]) {
        const QPointF place = chart.plot->positionOf({each.value, shown(each.metric, each.y)});
        const double distance = QLineF(place, position).length();
        if (distance <= least) {
            least = distance;
            nearest = &each;
        }
    }
    chart.plot->setCursor(nearest ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (!nearest) {
        QToolTip::hideText();
    } else if (isClick) {
        Q_EMIT runChosen(nearest->value, nearest->seed);
    } else {
        QToolTip::showText(
            chart.plot->mapToGlobal(position.toPoint()),
            tr("%1 with seed %2: %3 %4\nClick to open this run")
                .arg(nearest->value)
                .arg(nearest->seed)
                .arg(metricName(nearest->metric), metricText(nearest->metric, nearest->y)),
            chart.plot);
    }
}

QImage SweepCharts::picture(QSize size)
{
    resize(size);
    return grab().toImage();
}

} // namespace awaitscope::charts
