// SPDX-License-Identifier: MIT
#pragma once

#include "engine/trace/occupancy.h"
#include "engine/trace/spanbuilder.h"

#include <vector>

namespace awaitscope::analysis {

/// The tasks that a wait names, ended or not; @p target: `a` of its Waiting event, or
/// TaskLife::target.
[[nodiscard]] std::vector<trace::TaskId> awaitedTasks(const trace::TraceStore &store,
                                                      trace::WaitKind wait, quint32 target);

/// One task of a chain of waits, and what it waits on.
struct WaitLink
{
    trace::TaskId task;
    trace::TaskState state = trace::TaskState::Ready;
    trace::WaitKind wait = trace::WaitKind::None;
    trace::ResourceId resource; ///< at which it queues
    qsizetype ahead = -1; ///< how many queue before it there; -1: it does not queue
    /// Whom it waits for: the live ones of the tasks it awaits, or the holders of the resource.
    std::vector<trace::TaskId> on;

    friend bool operator==(const WaitLink &, const WaitLink &) noexcept = default;
};

/// What a task waits on, and what that waits on in its turn: from link to link as long as each
/// waits for exactly one task. It ends at a task that does not wait for a task, at a choice of
/// several, or where it would come back to itself (a deadlock: then its last link waits on a task
/// of the chain). Empty for a task that has ended; for one that was destroyed,
/// what it waited on when the run ended. @p spans and @p occupancy stand at the same
/// moment.
[[nodiscard]] std::vector<WaitLink> waitChain(const trace::TraceStore &store,
                                              const trace::SpanBuilder &spans,
                                              const trace::Occupancy &occupancy,
                                              trace::TaskId task);

} // namespace awaitscope::analysis
