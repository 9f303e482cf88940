// SPDX-License-Identifier: MIT
#pragma once

#include "engine/trace/chunkedlist.h"
#include "engine/trace/tasksummary.h"
#include "engine/trace/tracestore.h"

namespace awaitscope::trace {

/// Those of all tasks, in order of number.
using SummaryList = ChunkedList<TaskSummary, 64>;

/// Reads the events of a store in order and keeps what became of its tasks: what a SpanBuilder
/// knows of them but for their pasts, for less time and memory. Also what the store has let go
/// counts.
class SummaryBuilder
{
public:
    explicit SummaryBuilder(const TraceStore &store) : m_store(store), m_follower(store) { }

    /// Takes in what was appended to the store since the last call.
    void update();

    [[nodiscard]] const SummaryList &summaries() const noexcept { return m_summaries; }

private:
    void beginWithPrologue();
    void prefetch(quint64 end) const;
    [[nodiscard]] TaskSummary &at(TaskId task);

    const TraceStore &m_store;
    quint64 m_position = 0;
    TaskFollower m_follower;
    SummaryList m_summaries;
};

} // namespace awaitscope::trace
