// SPDX-License-Identifier: MIT
#pragma once

#include "engine/analysis/statistics.h"
#include "engine/scenario/problem.h"

#include <array>
#include <span>

namespace awaitscope::analysis {

/// A number that says how a run went, for the tasks of one template.
enum class Metric : quint8 {
    Throughput, ///< tasks that finished, a second
    Mean, ///< of the latency, from creation to end; s
    P50, ///< nearest-rank percentiles of the latency; s
    P90,
    P95,
    P99,
    Most, ///< the longest latency; s
    Wait, ///< mean time in queues; s
    Timeouts, ///< share of the tasks that ended by a timeout, or in which one fired
    Failures, ///< share of the tasks that failed otherwise
    Utilisation, ///< of the busiest resource, over time
    Total, ///< virtual time until the end of the run; s
};

inline constexpr std::size_t metricCount = std::size_t(Metric::Total) + 1;

/// What a number of a metric means.
enum class MetricUnit : quint8 {
    Seconds,
    Share, ///< from 0 to 1
    PerSecond,
};

struct MetricInfo
{
    Metric metric;
    QLatin1String name; ///< in goals and in files
    MetricUnit unit;
};

/// All of them, in the order of the enumeration.
[[nodiscard]] std::span<const MetricInfo, metricCount> metrics();

[[nodiscard]] inline const MetricInfo &infoOf(Metric metric)
{
    return metrics()[std::size_t(metric)];
}

/// By Metric; NaN where there is nothing to measure.
using Measures = std::array<double, metricCount>;

/// The metrics of one template of a run that ended at @p total.
[[nodiscard]] Measures measure(const Statistics &statistics, const TemplateStatistics &of,
                               trace::Timestamp total);

/// What is demanded of a run: `p95 < 800 ms and no timeouts`. Conditions are joined by `and` or a
/// comma; each is a metric, one of `< <= > >=`, and a number with its unit (us, ms, s; % for
/// shares; /s may follow the throughput), or `no timeouts`, `no failures`.
class Goal
{
public:
    /// A problem names its column in the text (line 1).
    [[nodiscard]] static scenario::Result<Goal> parse(const QString &text);

    [[nodiscard]] bool isMetBy(const Measures &measures) const;

    /// As it was written.
    [[nodiscard]] const QString &text() const noexcept { return m_text; }

private:
    friend class GoalReader;

    enum class Comparison : quint8 {
        Less,
        AtMost,
        More,
        AtLeast,
    };

    struct Condition
    {
        Metric metric = Metric::P95;
        Comparison comparison = Comparison::Less;
        double bound = 0; // in the unit of the metric
    };

    QString m_text;
    std::vector<Condition> m_conditions;
};

} // namespace awaitscope::analysis
