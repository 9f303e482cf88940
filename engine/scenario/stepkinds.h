// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/stepparser.h"

#include <span>

namespace awaitscope::scenario {

/// An operator, and how a step with it is read.
struct StepKind
{
    const char *name;
    Operation (*parse)(StepParser &parser, const JsonValue &step, StepScope scope);
};

/// Time, branches, loops, errors and values.
[[nodiscard]] std::span<const StepKind> controlSteps() noexcept;
/// Tasks, groups, timeouts and cancellation.
[[nodiscard]] std::span<const StepKind> taskSteps() noexcept;
/// Resources.
[[nodiscard]] std::span<const StepKind> resourceSteps() noexcept;

/// The JSON of a value that a task returns or a queue holds.
[[nodiscard]] QByteArray scalarJson(const TypedReader &in, const JsonValue &value);

} // namespace awaitscope::scenario
