// SPDX-License-Identifier: MIT
#pragma once

#include "engine/trace/spanbuilder.h"

#include <optional>
#include <vector>

namespace awaitscope::analysis {

/// What became of a cancellation in one task.
enum class CancelFate : quint8 {
    Pending, ///< asked for, and nothing has come of it yet
    Cancelled, ///< the task ended, cancelled
    Swallowed, ///< a handler kept it to itself
    TimedOut, ///< a timeout scope turned it into Timeout
    Replaced, ///< another error took its place
    Shielded, ///< it never arrived: a shield stopped it, and the task goes on
    Ended, ///< the task ended otherwise
};

/// One task on the path of a cancellation.
struct CancelLink
{
    trace::TaskId task;
    CancelFate fate = CancelFate::Pending;
    trace::TaskId from{}; ///< the task on the path that passed it on; none: the first

    friend bool operator==(const CancelLink &, const CancelLink &) noexcept = default;
};

/// How a cancellation came, and where it went.
struct CancelPath
{
    trace::Timestamp time = 0;
    trace::CancelCause cause = trace::CancelCause::Unknown; ///< at the first task of the path
    /// Who asked for it there, or the sibling by whose failure a group aborts; none: a timer, the
    /// user, the end of the run.
    trace::TaskId by;
    std::vector<CancelLink> links; ///< from the outermost task inwards

    friend bool operator==(const CancelPath &, const CancelPath &) noexcept = default;
};

/// The path of the last cancellation that reached a task; none if none did. Visits no event more
/// than a few times, however long the path is.
[[nodiscard]] std::optional<CancelPath>
cancelPath(const trace::TraceStore &store, const trace::SpanBuilder &spans, trace::TaskId task);

} // namespace awaitscope::analysis
