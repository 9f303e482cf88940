// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/sweepcurve.h"
#include "ui/timeline/theme.h"

#include <QWidget>

namespace awaitscope::charts {

class Plot;

/// What a sweep came to: throughput, latency, timeouts and utilisation against the parameter, each
/// as the mean over the seeds in the band from the least to the most.
class SweepCharts final : public QWidget
{
    Q_OBJECT

public:
    /// The charts stand in so many columns.
    explicit SweepCharts(int columns, QWidget *parent = nullptr);

    void setTheme(const timeline::Theme &theme);

    /// What to show: the tasks of a template. The knee and the value that meets the goal are
    /// marked.
    struct Content
    {
        const analysis::SweepResults &results;
        QByteArray of;
        QString parameter; ///< as the axis says it
        std::optional<double> knee;
        std::optional<double> smallest;
    };

    void show(const Content &content);

    /// The charts as pixels; dark or light as the theme is.
    [[nodiscard]] QImage picture(QSize size);

Q_SIGNALS:
    /// A point was clicked: the run with this value and seed.
    void runChosen(double value, quint64 seed);

private:
    struct Chart
    {
        Plot *plot = nullptr;
        std::vector<analysis::Metric> metrics;
    };

    /// A run as a point of a chart.
    struct Point
    {
        double value = 0;
        quint64 seed = 0;
        analysis::Metric metric = analysis::Metric::P95;
        double y = 0;
    };

    void fill(const Chart &chart, const Content &content);
    [[nodiscard]] QColor colourOf(analysis::Metric metric) const;
    void point(const Chart &chart, QPointF position, bool isClick);

    const timeline::Theme *m_theme = &timeline::Theme::dark();
    std::vector<Chart> m_charts;
    std::vector<std::vector<Point>> m_points; // by chart
};

/// A number with its unit, as a person reads it.
[[nodiscard]] QString metricText(analysis::Metric metric, double value);
/// What a metric is called on screen.
[[nodiscard]] QString metricName(analysis::Metric metric);

} // namespace awaitscope::charts
