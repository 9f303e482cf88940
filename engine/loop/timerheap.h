// SPDX-License-Identifier: MIT
#pragma once

#include "engine/loop/handle.h"
#include "engine/trace/timerange.h"

#include <vector>

namespace awaitscope::loop {

/// Timers ordered by (deadline, rank): a 4-ary heap from which any handle can be taken out.
///
/// Invariant: each entry's handle knows the place of the entry.
class TimerHeap
{
public:
    [[nodiscard]] bool isEmpty() const noexcept { return m_entries.empty(); }

    /// Precondition: not empty.
    [[nodiscard]] trace::Timestamp earliest() const noexcept { return m_entries.front().deadline; }

    void insert(trace::Timestamp deadline, quint64 rank, Handle &handle);
    /// The handle with the earliest deadline (of equal ones: the lowest rank), taken out.
    Handle &takeFirst();
    void remove(Handle &handle);

private:
    struct Entry
    {
        trace::Timestamp deadline = 0;
        quint64 rank = 0;
        Handle *handle = nullptr;

        [[nodiscard]] bool before(const Entry &other) const noexcept
        {
            return deadline != other.deadline ? deadline < other.deadline : rank < other.rank;
        }
    };

    static constexpr std::size_t arity = 4;

    void removeAt(std::size_t place);
    void place(std::size_t place, const Entry &entry);
    void siftUp(std::size_t place, const Entry &entry);
    void siftDown(std::size_t place, const Entry &entry);

    std::vector<Entry> m_entries;
};

} // namespace awaitscope::loop
