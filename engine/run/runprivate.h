// SPDX-License-Identifier: MIT
#pragma once

#include "engine/loop/loopdriver.h"
#include "engine/run/program.h"
#include "engine/run/run.h"

#include <span>
#include <utility>

namespace awaitscope::run {

/// What a Run consists of.
class Run::Private
{
public:
    static constexpr quint64 wholeTurn = std::numeric_limits<quint64>::max(); // handles
    static constexpr quint64 handlesAtOnce = 4096; // between two looks at what could end it

    Private(RunSpec runSpec, scenario::Scenario parsed, const Limits &given, loop::Pacing pacing)
        : spec(std::move(runSpec))
        , scenario(std::move(parsed))
        , program(scenario, spec.seed.value_or(scenario.seed), spec.interventions, store, given)
        , driver(program, std::move(pacing))
    { }

    /// Which of the interventions have not taken effect.
    [[nodiscard]] std::span<const Intervention> pending() const
    {
        return std::span(spec.interventions).subspan(program.interventionsDone());
    }

    [[nodiscard]] RunState state() const
    {
        if (program.hasEnded()) {
            return RunState::Ended;
        }
        if (program.isDeadlocked()) {
            return RunState::Deadlocked;
        }
        return driver.isRunning() ? RunState::Running : RunState::Paused;
    }

    RunSpec spec;
    scenario::Scenario scenario;
    trace::TraceStore store;
    Program program;
    loop::LoopDriver driver;
    RunState shownState = RunState::Paused;
};

} // namespace awaitscope::run
