// SPDX-License-Identifier: MIT
#include "engine/analysis/metric.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>

namespace awaitscope::analysis {

using trace::Outcome;

std::span<const MetricInfo, metricCount> metrics()
{
    static constexpr std::array<MetricInfo, metricCount> infos{{
        {Metric::Throughput, QLatin1String("throughput"), MetricUnit::PerSecond},
        {Metric::Mean, QLatin1String("mean"), MetricUnit::Seconds},
        {Metric::P50, QLatin1String("p50"), MetricUnit::Seconds},
        {Metric::P90, QLatin1String("p90"), MetricUnit::Seconds},
        {Metric::P95, QLatin1String("p95"), MetricUnit::Seconds},
        {Metric::P99, QLatin1String("p99"), MetricUnit::Seconds},
        {Metric::Most, QLatin1String("max"), MetricUnit::Seconds},
        {Metric::Wait, QLatin1String("wait"), MetricUnit::Seconds},
        {Metric::Timeouts, QLatin1String("timeouts"), MetricUnit::Share},
        {Metric::Failures, QLatin1String("failures"), MetricUnit::Share},
        {Metric::Utilisation, QLatin1String("utilisation"), MetricUnit::Share},
        {Metric::Total, QLatin1String("total"), MetricUnit::Seconds},
    }};
    return infos;
}

Measures measure(const Statistics &statistics, const TemplateStatistics &of, trace::Timestamp total)
{
    Measures measures;
    measures.fill(std::numeric_limits<double>::quiet_NaN());
    const auto set = [&](Metric metric, double value) { measures[std::size_t(metric)] = value; };
    if (statistics.range.duration() > 0) {
        set(Metric::Throughput,
            double(of.of(Outcome::Finished)) * 1e9 / double(statistics.range.duration()));
    }
    if (!of.latency.isEmpty()) {
        set(Metric::Mean, of.latency.mean() / 1e9);
        set(Metric::P50, double(of.latency.percentile(50)) / 1e9);
        set(Metric::P90, double(of.latency.percentile(90)) / 1e9);
        set(Metric::P95, double(of.latency.percentile(95)) / 1e9);
        set(Metric::P99, double(of.latency.percentile(99)) / 1e9);
        set(Metric::Most, double(of.latency.most()) / 1e9);
        set(Metric::Wait, of.queueing.mean() / 1e9);
    }
    set(Metric::Timeouts, double(of.timeouts) / double(of.count));
    set(Metric::Failures, double(of.of(Outcome::Failed)) / double(of.count));
    for (const ResourceStatistics &resource : statistics.resources) {
        double &busiest = measures[std::size_t(Metric::Utilisation)];
        busiest = std::fmax(busiest, resource.utilisation); // the other one if one is NaN
    }
    set(Metric::Total, double(total) / 1e9);
    return measures;
}

/// Reads the language of goals.
class GoalReader
{
    Q_DECLARE_TR_FUNCTIONS(awaitscope::analysis::GoalReader)

public:
    explicit GoalReader(const QString &text) : m_text(text) { }

    /// Throws a Problem.
    [[nodiscard]] Goal read()
    {
        Goal goal;
        goal.m_text = m_text.trimmed();
        while (true) {
            goal.m_conditions.push_back(readCondition());
            skipSpaces();
            if (m_position == m_text.size()) {
                return goal;
            }
            if (!takes(u"and") && !takes(u",")) {
                refuse(tr("expected \"and\" or the end"));
            }
        }
    }

private:
    using Condition = Goal::Condition;
    using Comparison = Goal::Comparison;

    [[noreturn]] void refuse(const QString &expected) const
    {
        const QString found = m_position < m_text.size()
            ? tr("found \"%1\"").arg(m_text.sliced(m_position).section(QLatin1Char(' '), 0, 0))
            : tr("the text ends");
        throw scenario::Problem{
            {}, {1, int(m_position) + 1}, {}, tr("%1, but %2").arg(expected, found)};
    }

    void skipSpaces()
    {
        while (m_position < m_text.size() && m_text.at(m_position).isSpace()) {
            ++m_position;
        }
    }

    /// Goes on behind this word, if it is there.
    [[nodiscard]] bool takes(QStringView word)
    {
        skipSpaces();
        const QStringView rest = QStringView(m_text).sliced(m_position);
        const bool isWord = word.front().isLetterOrNumber();
        if (!rest.startsWith(word)
            || (isWord && rest.size() > word.size() && rest[word.size()].isLetterOrNumber())) {
            return false;
        }
        m_position += word.size();
        return true;
    }

    [[nodiscard]] Metric readMetric()
    {
        QStringList names;
        for (const MetricInfo &info : metrics()) {
            if (takes(QString(info.name))) {
                return info.metric;
            }
            names += info.name;
        }
        refuse(tr("expected one of %1").arg(names.join(QStringLiteral(", "))));
    }

    [[nodiscard]] Condition readCondition()
    {
        if (takes(u"no")) {
            for (const Metric metric : {Metric::Timeouts, Metric::Failures}) {
                if (takes(QString(infoOf(metric).name))) {
                    return {metric, Comparison::AtMost, 0};
                }
            }
            refuse(tr("expected \"timeouts\" or \"failures\""));
        }
        Condition condition;
        condition.metric = readMetric();
        condition.comparison = readComparison();
        condition.bound = readBound(infoOf(condition.metric).unit);
        return condition;
    }

    [[nodiscard]] Comparison readComparison()
    {
        if (takes(u"<=")) {
            return Comparison::AtMost;
        }
        if (takes(u">=")) {
            return Comparison::AtLeast;
        }
        if (takes(u"<")) {
            return Comparison::Less;
        }
        if (takes(u">")) {
            return Comparison::More;
        }
        refuse(tr("expected <, <=, > or >="));
    }

    [[nodiscard]] double readNumber()
    {
        skipSpaces();
        qsizetype end = m_position;
        while (end < m_text.size() && (m_text.at(end).isDigit() || m_text.at(end) == u'.')) {
            ++end;
        }
        bool isNumber = false;
        const double number =
            QStringView(m_text).sliced(m_position, end - m_position).toDouble(&isNumber);
        if (!isNumber) {
            refuse(tr("expected a number"));
        }
        m_position = end;
        return number;
    }

    [[nodiscard]] double readBound(MetricUnit unit)
    {
        const double number = readNumber();
        switch (unit) {
        case MetricUnit::Seconds:
            if (takes(u"us")) {
                return number / 1e6;
            }
            if (takes(u"ms")) {
                return number / 1e3;
            }
            if (takes(u"s")) {
                return number;
            }
            refuse(tr("expected a unit: us, ms or s"));
        case MetricUnit::Share:
            if (takes(u"%")) {
                return number / 100;
            }
            refuse(tr("expected %"));
        case MetricUnit::PerSecond:
            static_cast<void>(takes(u"/s"));
            return number;
        }
        Q_UNREACHABLE();
    }

    const QString &m_text;
    qsizetype m_position = 0;
};

scenario::Result<Goal> Goal::parse(const QString &text)
{
    try {
        return GoalReader(text).read();
    } catch (const scenario::Problem &problem) {
        return problem;
    }
}

bool Goal::isMetBy(const Measures &measures) const
{
    return std::ranges::all_of(m_conditions, [&](const Condition &condition) {
        const double value = measures[std::size_t(condition.metric)];
        switch (condition.comparison) {
        case Comparison::Less:
            return value < condition.bound;
        case Comparison::AtMost:
            return value <= condition.bound;
        case Comparison::More:
            return value > condition.bound;
        case Comparison::AtLeast:
            return value >= condition.bound;
        }
        Q_UNREACHABLE();
    });
}

} // namespace awaitscope::analysis
