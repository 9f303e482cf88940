// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/tracemodel.h"
#include "ui/timeline/steprange.h"

#include <vector>

namespace awaitscope::editor {

/// In order of creation.
[[nodiscard]] std::vector<trace::TaskId> liveTasks(const models::TraceModel &trace);

/// The live tasks that stand at one of these steps, in order of creation.
[[nodiscard]] std::vector<trace::TaskId> tasksAt(const models::TraceModel &trace,
                                                 const timeline::StepRange &steps);

/// How many live tasks stand at each step, by number; [0]: at none.
[[nodiscard]] std::vector<int> standingBySteps(const models::TraceModel &trace);

} // namespace awaitscope::editor
