// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/step.h"
#include "engine/trace/tracestore.h"

/// A scenario as parsed and validated: parameters are substituted, names are resolved to indices,
/// durations are in nanoseconds. Follows scenario.md, sections 1 to 10.
namespace awaitscope::scenario {

using trace::ResourceKind;

struct Template
{
    QByteArray name;
    Steps steps;
};

struct Resource
{
    QByteArray name;
    ResourceKind kind = ResourceKind::Semaphore;
    qint64 slotCount = 0; ///< or capacity (0: unbounded), parties; 1 for a lock, a condition
    bool bounded = false;
    bool isSet = false;
};

/// A parameter as declared (scenario.md, section 10), with the value of this run.
struct Parameter
{
    QByteArray name;
    double value = 0; ///< of this run
    double declaredValue = 0;
    double min = 0;
    double max = 0;
    std::optional<double> step;
    QString unit;
    QString label;
    bool live = false; ///< can be changed while the scenario runs: the slots of `semaphores`
    std::vector<ResourceId> semaphores; ///< whose slots it gives
};

/// A parsed, validated, immutable scenario.
struct Scenario
{
    QByteArray name;
    QString title; ///< the name if the file has none
    QString about;
    quint64 seed = 0;
    std::vector<Parameter> parameters; ///< in the order of the text
    std::vector<Resource> resources; ///< ResourceId 1 is the first
    std::vector<QByteArray> variables; ///< names by VariableIndex; the first three are predefined
    std::vector<Template> templates;
    Steps main;
    quint32 stepCount = 0;

    [[nodiscard]] const Resource &resource(ResourceId id) const { return resources[id.value - 1U]; }
};

} // namespace awaitscope::scenario
