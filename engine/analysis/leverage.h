// SPDX-License-Identifier: MIT
#pragma once

#include "engine/analysis/sweep.h"

namespace awaitscope::analysis {

/// One change to a run, and all else as it was.
struct RunChange
{
    enum class Kind : quint8 {
        None, ///< the run as it is
        Sleeps, ///< every sleep drawn in the template `name` times `factor`
        Slot, ///< one slot more of the semaphore `name`
    };

    Kind kind = Kind::None;
    QByteArray name;
    double factor = 1;
    run::RunSpec spec; ///< of the changed run
};

/// How much faster steps are made.
inline constexpr std::array<double, 3> leverageFactors{0.9, 0.75, 0.5};

/// The run as it is, then each template that sleeps (main last) with each factor, then each
/// semaphore. A slot more of a semaphore whose slots are a parameter of its own is another value
/// of that parameter, if it allows it. Empty if the scenario of the spec is not valid.
[[nodiscard]] std::vector<RunChange> leverageChanges(const run::RunSpec &spec);

/// What became of a change.
struct Leverage
{
    RunChange change;
    SweepRun result;
};

/// Runs every change to its end, on several threads: a causal profile (Curtsinger and Berger,
/// "Coz", 2015), exact because the runs are. In the order of the changes; fewer if @p stop asks.
[[nodiscard]] std::vector<Leverage> findLeverage(const std::vector<RunChange> &changes,
                                                 const std::stop_token &stop = {});

} // namespace awaitscope::analysis
