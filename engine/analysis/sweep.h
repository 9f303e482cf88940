// SPDX-License-Identifier: MIT
#pragma once

#include "engine/analysis/metric.h"
#include "engine/run/run.h"

#include <functional>
#include <stop_token>

namespace awaitscope::analysis {

/// Where each of many runs is given up, if nobody says otherwise.
inline constexpr run::Limits sweepLimits{.events = 20'000'000};

/// One parameter of a scenario, the values that it takes, and with how many seeds each is run.
struct SweepPlan
{
    run::RunSpec spec; ///< of every run, but for the parameter and the seed
    QByteArray parameter;
    std::vector<double> values; ///< ascending
    std::vector<quint64> seeds;
    /// What ends earlier than this (virtual time) is not counted.
    trace::Timestamp warmUp = 0;
    run::Limits limits = sweepLimits;
    int threads = 0; ///< 0: one a core

    [[nodiscard]] std::size_t runCount() const { return values.size() * seeds.size(); }

    /// What to run to see one of the runs again.
    [[nodiscard]] run::RunSpec specOf(double value, quint64 seed) const;
};

/// More runs than this are refused.
inline constexpr std::size_t mostSweepRuns = 20'000;

/// `slots=1..16`, `arrival=0.02..0.2:0.01` (`:STEP`; without it that of the declaration, or 1; `:`
/// does for `..` too). The seeds are that of the spec and those that follow it. Every value is
/// tried on the scenario.
[[nodiscard]] scenario::Result<SweepPlan> planSweep(run::RunSpec spec, const QString &vary,
                                                    int seedCount);

/// What one run of a sweep came to.
struct SweepRun
{
    struct Template
    {
        QByteArray name;
        std::size_t count = 0;
        Measures measures;
    };

    double value = 0; ///< of the parameter
    quint64 seed = 0;
    run::RunEnd end = run::RunEnd::None;
    trace::Timestamp total = 0; ///< ns
    std::vector<Template> templates; ///< main is none of them

    /// Null if no task of that name ran.
    [[nodiscard]] const Template *find(const QByteArray &name) const;

    /// Whether main came to an end by itself.
    [[nodiscard]] bool isComplete() const noexcept
    {
        return end == run::RunEnd::Finished || end == run::RunEnd::MainFailed;
    }
};

/// Many runs, each of its own spec.
struct RunBatch
{
    std::size_t count = 0;
    std::function<run::RunSpec(std::size_t)> specOf; ///< to be called on any thread
    trace::Timestamp warmUp = 0; ///< what ends earlier is not counted
    run::Limits limits = sweepLimits;
    int threads = 0; ///< 0: one a core
};

/// Runs them all in virtual time on several threads, and returns when that is done or @p stop asks.
/// @p ran is called once for each run that came to its end, on any thread, one at a time; value
/// and seed of what it is given are not set. Each run stays on one thread. A spec that is not valid
/// is skipped.
void runAll(const RunBatch &batch, const std::function<void(std::size_t, const SweepRun &)> &ran,
            const std::stop_token &stop = {});

/// runAll() of a plan; all values with the first seed come first.
void sweep(const SweepPlan &plan, const std::function<void(const SweepRun &)> &ran,
           const std::stop_token &stop = {});

} // namespace awaitscope::analysis
