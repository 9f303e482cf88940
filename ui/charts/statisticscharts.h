// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/distribution.h"
#include "ui/timeline/theme.h"

#include <QWidget>

namespace awaitscope::charts {

class Plot;

/// How long tasks took, as a histogram and as an empirical distribution, and how many finished
/// over time.
class StatisticsCharts final : public QWidget
{
    Q_OBJECT

public:
    explicit StatisticsCharts(QWidget *parent = nullptr);

    void setTheme(const timeline::Theme &theme);

    struct Content
    {
        const analysis::Distribution &durations;
        QString name; ///< of what: `latency of infer`
        trace::TimeRange range; ///< of the throughput
        std::vector<std::size_t> finished; ///< in equal parts of it
    };

    void show(const Content &content);

    [[nodiscard]] Plot &histogram() const { return *m_histogram; }

Q_SIGNALS:
    /// A bar of the histogram was clicked: durations [from, to), of the last bar including to.
    void barChosen(trace::Timestamp from, trace::Timestamp to);

private:
    struct Bar
    {
        trace::Timestamp from = 0;
        trace::Timestamp to = 0;
        std::size_t count = 0;
    };

    void showHistogram(const Content &content);
    void showDistribution(const Content &content);
    void showThroughput(const Content &content);
    void point(QPointF position, bool isClick);

    const timeline::Theme *m_theme = &timeline::Theme::dark();
    Plot *m_histogram;
    Plot *m_distribution;
    Plot *m_throughput;
    std::vector<Bar> m_bars;
};

} // namespace awaitscope::charts
