// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/gathers.h"
#include "ui/timeline/tasklinks.h"

#include <QString>

namespace awaitscope::timeline {

/// What a person reads for a state: `waiting`.
[[nodiscard]] QString stateName(trace::TaskState state);
/// What a person reads for an outcome: `timed out`; `alive` for none.
[[nodiscard]] QString outcomeName(trace::Outcome outcome);
/// What the legend calls a link: `hand-over`.
[[nodiscard]] QString linkName(TaskLink::Kind kind);
/// `1 task`, `24 tasks`.
[[nodiscard]] QString taskCount(qsizetype count);
/// `infer #15`; a task without parent, just `main`.
[[nodiscard]] QString taskLabel(const trace::TraceStore &store, trace::TaskId task);
/// `gather of main from 0.500 s, 2.00 s`.
[[nodiscard]] QString gatherLabel(const trace::TraceStore &store, const analysis::Gather &gather);
/// `4 of 4 slots · 9 waiting`, in the words of the kind of resource.
[[nodiscard]] QString usageText(const trace::ResourceInfo &resource,
                                const trace::ResourceStep &step);

} // namespace awaitscope::timeline
