// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/cancelpath.h"
#include "engine/analysis/waitchain.h"
#include "ui/models/tracemodel.h"

#include <QString>

namespace awaitscope::panels {

// The answers of the details panel as rich text. A task in it is a link: `task:12`.

/// A link to a task, with its label.
[[nodiscard]] QString taskLink(const trace::TraceStore &store, trace::TaskId task);
/// Links to tasks, the first few by name.
[[nodiscard]] QString taskLinks(const trace::TraceStore &store,
                                const std::vector<trace::TaskId> &tasks);
/// The task of a link, none if it is no such link.
[[nodiscard]] trace::TaskId taskOfLink(const QString &link);

/// What a live task waits on: the chain, a line a link; its last line names who is waited for.
[[nodiscard]] QString waitStory(const trace::TraceStore &store,
                                const std::vector<analysis::WaitLink> &chain);
/// `in 75 ms, at 2.435 s`, or that there is none.
[[nodiscard]] QString deadlineStory(const trace::TaskLife &life, trace::Timestamp now);
/// What cancelled a task and the path that took, a line a task; empty if nothing did.
[[nodiscard]] QString cancelStory(const trace::TraceStore &store,
                                  const std::optional<analysis::CancelPath> &path);
/// How the task ended and why; empty while it is alive and nobody asked it to cancel.
[[nodiscard]] QString endStory(const trace::TraceStore &store, const trace::TaskLife &life);

} // namespace awaitscope::panels
