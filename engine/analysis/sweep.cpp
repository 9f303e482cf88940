// SPDX-License-Identifier: MIT
#include "engine/analysis/sweep.h"

#include "engine/scenario/parser.h"

#include <QCoreApplication>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <thread>

namespace awaitscope::analysis {

using scenario::Problem;
using scenario::Result;

namespace {

    class Words
    {
        Q_DECLARE_TR_FUNCTIONS(awaitscope::analysis::Sweep)
    };

    [[nodiscard]] Problem problem(const QString &message)
    {
        return {{}, {}, {}, message};
    }

    /// The part of `NAME=FROM..TO:STEP` behind the name.
    struct Span
    {
        double from = 0;
        double to = 0;
        std::optional<double> step;
    };

    [[nodiscard]] std::optional<Span> readSpan(QString text)
    {
        const QStringList parts =
            text.replace(QStringLiteral(".."), QStringLiteral(":")).split(QLatin1Char(':'));
        if (parts.size() < 2 || parts.size() > 3) {
            return std::nullopt;
        }
        bool areNumbers = true;
        const auto number = [&](qsizetype i) {
            bool isNumber = false;
            const double value = parts.at(i).toDouble(&isNumber);
            areNumbers &= isNumber && std::isfinite(value);
            return value;
        };
        Span span{number(0), number(1), std::nullopt};
        if (parts.size() == 3) {
            span.step = number(2);
        }
        return areNumbers ? std::optional(span) : std::nullopt;
    }

    [[nodiscard]] Result<std::vector<double>> valuesOf(const Span &span, double step)
    {
        if (span.from > span.to || step <= 0) {
            return problem(Words::tr("a range goes upwards, in steps above 0"));
        }
        const double count = std::floor((span.to - span.from) / step + 1e-9) + 1;
        if (count > double(mostSweepRuns)) {
            return problem(Words::tr("at most %1 runs").arg(mostSweepRuns));
        }
        std::vector<double> values;
        for (int i = 0; i < int(count); ++i) {
            // As somebody would write it: 0.3, not 0.30000000000000004.
            values.push_back(QString::number(span.from + i * step, 'g', 12).toDouble());
        }
        return values;
    }

    [[nodiscard]] QString names(const scenario::Scenario &scenario)
    {
        QStringList names;
        for (const scenario::Parameter &parameter : scenario.parameters) {
            names += QString::fromUtf8(parameter.name);
        }
        return names.join(QStringLiteral(", "));
    }

    [[nodiscard]] SweepRun resultOf(const run::Run &run, trace::Timestamp warmUp)
    {
        const trace::TraceStore &store = run.store();
        trace::SpanBuilder spans(store);
        spans.update();
        const trace::Timestamp now = run.now();
        // What ends at the very end belongs to the run.
        const trace::TimeRange range{std::min(warmUp, now), now + 1};
        const Statistics statistics = statisticsOf(store, spans, range, now);
        SweepRun result{.end = run.end(), .total = now, .templates = {}};
        const trace::StringId main = store.task(trace::TaskId(1)).name;
        for (const TemplateStatistics &each : statistics.templates) {
            if (each.name != main || each.count > 1) {
                const std::string_view name = store.text(each.name);
                result.templates.push_back({QByteArray(name.data(), qsizetype(name.size())),
                                            each.count, measure(statistics, each, now)});
            }
        }
        return result;
    }

} // namespace

run::RunSpec SweepPlan::specOf(double value, quint64 seed) const
{
    run::RunSpec result = spec;
    result.values.insert_or_assign(parameter, value);
    result.seed = seed;
    return result;
}

const SweepRun::Template *SweepRun::find(const QByteArray &name) const
{
    const auto found = std::ranges::find(templates, name, &Template::name);
    return found == templates.end() ? nullptr : &*found;
}

Result<SweepPlan> planSweep(run::RunSpec spec, const QString &vary, int seedCount)
{
    const auto scenario =
        scenario::parseScenario(spec.scenarioText, spec.scenarioFile, spec.values);
    if (!scenario) {
        return scenario.problem();
    }
    const QByteArray name = vary.section(QLatin1Char('='), 0, 0).trimmed().toUtf8();
    const auto &parameters = scenario.value().parameters;
    const auto parameter = std::ranges::find(parameters, name, &scenario::Parameter::name);
    if (parameter == parameters.end()) {
        return problem(Words::tr("the scenario has no parameter \"%1\"; it has: %2")
                           .arg(QString::fromUtf8(name), names(scenario.value())));
    }
    const auto span = readSpan(vary.section(QLatin1Char('='), 1));
    if (!span) {
        return problem(Words::tr("expected NAME=FROM..TO or NAME=FROM..TO:STEP, but found "
                                 "\"%1\"")
                           .arg(vary));
    }
    auto values = valuesOf(*span, span->step.value_or(parameter->step.value_or(1)));
    if (!values) {
        return values.problem();
    }
    const quint64 seed = spec.seed.value_or(scenario.value().seed);
    SweepPlan plan{.spec = std::move(spec),
                   .parameter = name,
                   .values = std::move(values).value(),
                   .seeds = {}};
    for (int i = 0; i < seedCount; ++i) {
        plan.seeds.push_back(seed + quint64(i));
    }
    if (plan.runCount() > mostSweepRuns) {
        return problem(Words::tr("at most %1 runs").arg(mostSweepRuns));
    }
    for (const double value : plan.values) {
        const run::RunSpec each = plan.specOf(value, seed);
        const auto tried = scenario::parseScenario(each.scenarioText, {}, each.values);
        if (!tried) {
            return tried.problem();
        }
    }
    return plan;
}

void runAll(const RunBatch &batch, const std::function<void(std::size_t, const SweepRun &)> &ran,
            const std::stop_token &stop)
{
    std::atomic<std::size_t> next = 0;
    std::mutex reporting;
    const auto work = [&] {
        for (std::size_t job = next++; job < batch.count && !stop.stop_requested(); job = next++) {
            const auto run = run::Run::create(batch.specOf(job), batch.limits);
            if (!run) {
                continue;
            }
            run.value()->runToEnd(trace::endOfTime, stop);
            if (stop.stop_requested()) {
                return;
            }
            const SweepRun result = resultOf(*run.value(), batch.warmUp);
            const std::scoped_lock lock(reporting);
            ran(job, result);
        }
    };
    const int wanted = batch.threads > 0 ? batch.threads : QThread::idealThreadCount();
    std::vector<std::jthread> workers;
    for (int i = 1; i < std::min(wanted, int(batch.count)); ++i) {
        workers.emplace_back(work);
    }
    work();
}

void sweep(const SweepPlan &plan, const std::function<void(const SweepRun &)> &ran,
           const std::stop_token &stop)
{
    const auto valueOf = [&](std::size_t job) { return plan.values[job % plan.values.size()]; };
    const auto seedOf = [&](std::size_t job) { return plan.seeds[job / plan.values.size()]; };
    const RunBatch batch{
        .count = plan.runCount(),
        .specOf = [&](std::size_t job) { return plan.specOf(valueOf(job), seedOf(job)); },
        .warmUp = plan.warmUp,
        .limits = plan.limits,
        .threads = plan.threads};
    runAll(
        batch,
        [&](std::size_t job, SweepRun run) {
            run.value = valueOf(job);
            run.seed = seedOf(job);
            ran(run);
        },
        stop);
}

} // namespace awaitscope::analysis
