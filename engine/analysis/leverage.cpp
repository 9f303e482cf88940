// SPDX-License-Identifier: MIT
#include "engine/analysis/leverage.h"

#include "engine/scenario/rewriting.h"
#include "engine/scenario/stepwalk.h"

#include <algorithm>

namespace awaitscope::analysis {

using scenario::Scenario;
using Kind = RunChange::Kind;

namespace {

    [[nodiscard]] bool sleeps(const scenario::Steps &steps)
    {
        bool found = false;
        scenario::forEachStep(steps, [&](const scenario::Step &step) {
            found |= std::holds_alternative<scenario::SleepStep>(step.operation);
        });
        return found;
    }

    void addSleeps(std::vector<RunChange> &changes, const run::RunSpec &spec,
                   const QByteArray &name)
    {
        for (const double factor : leverageFactors) {
            RunChange change{Kind::Sleeps, name, factor, spec};
            change.spec.scenarioText =
                scenario::withScaledSleeps(spec.scenarioText, spec.values, name, factor);
            changes.push_back(std::move(change));
        }
    }

    void addSlot(std::vector<RunChange> &changes, const run::RunSpec &spec,
                 const Scenario &scenario, trace::ResourceId id)
    {
        const scenario::Resource &semaphore = scenario.resource(id);
        RunChange change{Kind::Slot, semaphore.name, 1, spec};
        const auto parameter =
            std::ranges::find_if(scenario.parameters, [&](const scenario::Parameter &each) {
                return each.live && each.semaphores == std::vector{id};
            });
        if (parameter != scenario.parameters.end() && parameter->value + 1 <= parameter->max) {
            change.spec.values.insert_or_assign(parameter->name, parameter->value + 1);
        } else {
            change.spec.scenarioText =
                scenario::withSlots(spec.scenarioText, semaphore.name, semaphore.slotCount + 1);
        }
        changes.push_back(std::move(change));
    }

} // namespace

std::vector<RunChange> leverageChanges(const run::RunSpec &spec)
{
    const auto parsed = scenario::parseScenario(spec.scenarioText, {}, spec.values);
    if (!parsed) {
        return {};
    }
    const Scenario &scenario = parsed.value();
    std::vector<RunChange> changes{{Kind::None, {}, 1, spec}};
    for (const scenario::Template &each : scenario.templates) {
        if (sleeps(each.steps)) {
            addSleeps(changes, spec, each.name);
        }
    }
    const bool isNameTaken = std::ranges::any_of(
        scenario.templates, [](const scenario::Template &each) { return each.name == "main"; });
    if (sleeps(scenario.main) && !isNameTaken) {
        addSleeps(changes, spec, "main");
    }
    for (quint16 i = 1; i <= scenario.resources.size(); ++i) {
        if (scenario.resource(trace::ResourceId(i)).kind == trace::ResourceKind::Semaphore) {
            addSlot(changes, spec, scenario, trace::ResourceId(i));
        }
    }
    return changes;
}

std::vector<Leverage> findLeverage(const std::vector<RunChange> &changes,
                                   const std::stop_token &stop)
{
    std::vector<std::optional<SweepRun>> results(changes.size());
    runAll(
        {.count = changes.size(), .specOf = [&](std::size_t i) { return changes[i].spec; }},
        [&](std::size_t i, const SweepRun &run) { results[i] = run; }, stop);
    std::vector<Leverage> leverage;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (results[i]) {
            leverage.push_back({changes[i], *results[i]});
        }
    }
    return leverage;
}

} // namespace awaitscope::analysis
