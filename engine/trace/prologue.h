// SPDX-License-Identifier: MIT
#pragma once

#include "engine/trace/occupancy.h"
#include "engine/trace/spanbuilder.h"

namespace awaitscope::trace {

/// What the events said that a store has let go: how everything stood before the first that it
/// still has. Whoever reads a store from there on begins with this.
///
/// Invariant: outside TraceStore::letOldestGo(), it has read the events before firstEvent().
class Prologue
{
public:
    /// Of @p store, which has let nothing go yet, and outlives it.
    explicit Prologue(const TraceStore &store) : m_spans(store), m_occupancy(store)
    {
        m_spans.keepBlocks(); // for those who want them
    }

    /// Goes on to what is about to be let go.
    void readTo(quint64 end)
    {
        m_spans.update(end);
        m_occupancy.update(end);
    }

    /// The store has let go of it.
    void forget() { m_spans.update(m_spans.position()); }

    [[nodiscard]] const SpanBuilder &spans() const noexcept { return m_spans; }

    [[nodiscard]] const Occupancy &occupancy() const noexcept { return m_occupancy; }

    /// Roughly: it keeps lives without their past.
    [[nodiscard]] quint64 byteCount() const noexcept
    {
        return m_spans.lives().size() * (sizeof(TaskLife) + sizeof(Span) + sizeof(TaskId));
    }

private:
    SpanBuilder m_spans;
    Occupancy m_occupancy;
};

} // namespace awaitscope::trace
