// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/sweepcurve.h"

#include <QByteArray>

namespace awaitscope::app {

/// A sweep that is done, and the tasks that are looked at.
struct SweepReport
{
    const analysis::SweepPlan &plan;
    const analysis::SweepResults &results;
    QByteArray tasks; ///< name of their template
    std::optional<analysis::Goal> goal;

    [[nodiscard]] std::optional<double> knee() const
    {
        return kneeOf(results.curve(tasks, analysis::Metric::P95));
    }

    [[nodiscard]] std::optional<double> smallest() const
    {
        return goal ? results.smallestMeeting(*goal, tasks) : std::nullopt;
    }
};

/// A line a run: parameter, seed, how it ended, number of tasks, metrics (seconds, shares).
[[nodiscard]] QByteArray sweepCsv(const SweepReport &report);
/// The same, with the spread over the seeds, the knee of p95, and the least value with the goal.
[[nodiscard]] QByteArray sweepJson(const SweepReport &report);
/// A line a value, for a terminal.
[[nodiscard]] QByteArray sweepTable(const SweepReport &report);

} // namespace awaitscope::app
