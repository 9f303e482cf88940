// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/trace/tracestore.h"

#include <limits>
#include <span>
#include <unordered_map>
#include <vector>

namespace awaitscope::timeline {

/// A slot that went straight from the hand of one task to another that had queued for it.
struct HandOver
{
    trace::TaskId from;
    trace::TaskId to;
    trace::Timestamp time = 0;
    trace::ResourceId resource;

    friend bool operator==(const HandOver &, const HandOver &) noexcept = default;
};

/// Knows of each task the slots that it got from another task or passed on to one. Each event of
/// the store is visited once.
class HandOverIndex
{
public:
    /// The store must outlive the index.
    explicit HandOverIndex(const trace::TraceStore &store);

    /// Takes in what was appended to the store since the last call, but no more than its first
    /// @p end events.
    void update(quint64 end = std::numeric_limits<quint64>::max());

    /// Those to and from a task, in order of time; of the last update. Valid until the next.
    [[nodiscard]] std::span<const HandOver> of(trace::TaskId task) const;
    /// The last one to the task at or before `time`; null if it never got a slot from another.
    [[nodiscard]] const HandOver *lastTo(trace::TaskId task, trace::Timestamp time) const;
    /// The first one from the task at or after `time`; null if there is none.
    [[nodiscard]] const HandOver *firstFrom(trace::TaskId task, trace::Timestamp time) const;

private:
    const trace::TraceStore &m_store;
    quint64 m_position = 0;
    std::unordered_map<trace::TaskId, std::vector<HandOver>> m_handOvers;
};

} // namespace awaitscope::timeline
