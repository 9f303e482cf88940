// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/statisticscharts.h"

#include "ui/charts/plot.h"
#include "ui/timeline/statenames.h"
#include "ui/timeline/timeformat.h"

#include <QAreaSeries>
#include <QHBoxLayout>
#include <QLineSeries>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace awaitscope::charts {

using trace::Timestamp;

namespace {

    constexpr std::size_t mostBins = 24;
    constexpr std::size_t mostPoints = 500; // of a curve: more than its pixels say nothing

    [[nodiscard]] double seconds(Timestamp ns)
    {
        return double(ns) / 1e9;
    }

    /// As many as the root of the count, which suits most shapes.
    [[nodiscard]] std::size_t binsFor(std::size_t count)
    {
        return std::clamp<std::size_t>(std::size_t(std::ceil(std::sqrt(double(count)))), 1,
                                       mostBins);
    }

    /// Bars that stand side by side, as one area with steps.
    [[nodiscard]] QAreaSeries *stepsOf(const std::vector<QPointF> &corners, const QColor &colour)
    {
        auto *const area = new QAreaSeries;
        auto *const upper = new QLineSeries(area);
        for (const QPointF &corner : corners) {
            upper->append(corner);
        }
        area->setUpperSeries(upper);
        QColor fill = colour;
        fill.setAlphaF(0.6F);
        area->setBrush(fill);
        area->setPen(QPen(colour, 1));
        return area;
    }

    void addBar(std::vector<QPointF> &corners, double left, double right, double height)
    {
        // Down to the ground in between, so that each bar has its edges.
        for (const QPointF &corner :
             {QPointF(left, 0), QPointF(left, height), QPointF(right, height), QPointF(right, 0)}) {
            corners.push_back(corner);
        }
    }

} // namespace

StatisticsCharts::StatisticsCharts(QWidget *parent)
    : QWidget(parent)
    , m_histogram(new Plot(tr("Histogram")))
    , m_distribution(new Plot(tr("Distribution")))
    , m_throughput(new Plot(tr("Throughput")))
{
    auto *const layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(1);
    for (Plot *const plot : {m_histogram, m_distribution, m_throughput}) {
        plot->showLegend(false);
        layout->addWidget(plot);
    }
    m_histogram->setToolTip(tr("Click a bar to see only the tasks in it"));
    connect(m_histogram, &Plot::pointed, this, &StatisticsCharts::point);
}

void StatisticsCharts::setTheme(const timeline::Theme &theme)
{
    m_theme = &theme;
    for (Plot *const plot : {m_histogram, m_distribution, m_throughput}) {
        plot->setTheme(theme);
    }
}

void StatisticsCharts::show(const Content &content)
{
    showHistogram(content);
    showDistribution(content);
    showThroughput(content);
}

void StatisticsCharts::showHistogram(const Content &content)
{
    m_bars.clear();
    m_histogram->begin();
    m_histogram->setHeading(tr("Histogram: %1, s").arg(content.name));
    if (content.durations.isEmpty()) {
        return;
    }
    const std::vector<std::size_t> counts =
        content.durations.histogram(binsFor(content.durations.count()));
    const double most = double(content.durations.most());
    std::vector<QPointF> corners;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const auto edge = [&](std::size_t bin) {
            return Timestamp(std::ceil(most * double(bin) / double(counts.size())));
        };
        m_bars.push_back({edge(i), edge(i + 1), counts[i]});
        addBar(corners, seconds(edge(i)), seconds(edge(i + 1)), double(counts[i]));
    }
    m_histogram->add(stepsOf(corners, m_theme->forState(trace::TaskState::Working).fill));
    m_histogram->setRanges(0, std::max(seconds(Timestamp(most)), 1e-9),
                           double(std::ranges::max(counts)));
}

void StatisticsCharts::showDistribution(const Content &content)
{
    m_distribution->begin();
    m_distribution->setHeading(tr("Tasks done within, %"));
    if (content.durations.isEmpty()) {
        return;
    }
    const auto &values = content.durations.values();
    auto *const line = new QLineSeries;
    line->append(0, 0);
    const std::size_t step = std::max<std::size_t>(1, values.size() / mostPoints);
    double before = 0;
    for (std::size_t i = 0; i < values.size(); i += step) {
        const std::size_t last = std::min(values.size(), i + step);
        const double x = seconds(values[last - 1]);
        line->append(x, before);
        before = 100.0 * double(last) / double(values.size());
        line->append(x, before);
    }
    line->setPen(QPen(m_theme->forState(trace::TaskState::Working).fill, 2));
    m_distribution->add(line);
    m_distribution->setRanges(0, std::max(seconds(content.durations.most()), 1e-9), 100);
    m_distribution->addUpright(seconds(content.durations.percentile(50)), m_theme->dimText,
                               Qt::DotLine);
    m_distribution->addUpright(seconds(content.durations.percentile(95)),
                               m_theme->forState(trace::TaskState::Waiting).fill, Qt::DashLine);
}

void StatisticsCharts::showThroughput(const Content &content)
{
    m_throughput->begin();
    m_throughput->setHeading(tr("Finished a second, over time"));
    if (content.finished.empty() || content.range.isEmpty()) {
        return;
    }
    const double begin = seconds(content.range.begin);
    const double width = seconds(content.range.duration()) / double(content.finished.size());
    std::vector<QPointF> corners;
    double top = 0;
    for (std::size_t i = 0; i < content.finished.size(); ++i) {
        const double left = begin + width * double(i);
        const double height = double(content.finished[i]) / width;
        top = std::max(top, height);
        addBar(corners, left, left + width, height);
    }
    m_throughput->add(stepsOf(corners, m_theme->forOutcome(trace::Outcome::Finished).fill));
    m_throughput->setRanges(begin, seconds(content.range.end), top);
}

void StatisticsCharts::point(QPointF position, bool isClick)
{
    const Bar *pointed = nullptr;
    for (const Bar &bar : m_bars) {
        const double left = m_histogram->positionOf({seconds(bar.from), 0}).x();
        const double right = m_histogram->positionOf({seconds(bar.to), 0}).x();
        if (position.x() >= left && position.x() < right && bar.count > 0) {
            pointed = &bar;
        }
    }
    m_histogram->setCursor(pointed ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (!pointed) {
        return;
    }
    if (isClick) {
        Q_EMIT barChosen(pointed->from, pointed->to);
    } else {
        QToolTip::showText(m_histogram->mapToGlobal(position.toPoint()),
                           tr("%1 to %2: %3\nClick to see only these")
                               .arg(timeline::formatDuration(pointed->from),
                                    timeline::formatDuration(pointed->to),
                                    timeline::taskCount(qsizetype(pointed->count))),
                           m_histogram);
    }
}

} // namespace awaitscope::charts
