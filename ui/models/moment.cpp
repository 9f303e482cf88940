// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/moment.h"

#include <algorithm>
#include <ranges>

namespace awaitscope::models {

using trace::TaskId;
using trace::Timestamp;
using trace::TraceStore;

namespace {

    /// Where turns begin. A trace of another program has none: there each instant is one.
    class Turns
    {
    public:
        explicit Turns(const TraceStore &store)
            : m_store(store)
            , m_hasTurns(store.eventCount() > 0 && store.iterationOf(store.eventCount() - 1) > 1)
        { }

        [[nodiscard]] bool beginsAt(quint64 event) const
        {
            if (event == 0 || event >= m_store.eventCount()) {
                return true;
            }
            return m_hasTurns ? m_store.event(event).iterations > 0
                              : m_store.event(event).time != m_store.event(event - 1).time;
        }

    private:
        const TraceStore &m_store;
        bool m_hasTurns;
    };

    [[nodiscard]] Moment after(const TraceStore &store, quint64 events)
    {
        return {store.event(events - 1).time, events};
    }

    [[nodiscard]] bool concerns(const TraceStore &store, quint64 event, TaskId task)
    {
        return !task || store.event(event).task == task;
    }

} // namespace

Moment momentAt(const TraceStore &store, Timestamp time)
{
    const auto events = std::views::iota(quint64(0), store.eventCount());
    const auto timeOf = [&store](quint64 event) { return store.event(event).time; };
    return {time, quint64(std::ranges::upper_bound(events, time, {}, timeOf) - events.begin())};
}

std::optional<Moment> turnBefore(const TraceStore &store, quint64 events, TaskId task)
{
    const Turns turns(store);
    quint64 end = std::min(events, store.eventCount());
    while (end > 0 && !turns.beginsAt(--end)) { }
    while (end > 0) {
        const quint64 found = end;
        bool isFound = false;
        do {
            --end;
            isFound = isFound || concerns(store, end, task);
        } while (!turns.beginsAt(end));
        if (isFound) {
            return after(store, found);
        }
    }
    return std::nullopt;
}

std::optional<Moment> turnAfter(const TraceStore &store, quint64 events, TaskId task)
{
    const Turns turns(store);
    bool isFound = false;
    for (quint64 end = events; end < store.eventCount();) {
        isFound = concerns(store, end, task) || isFound;
        ++end;
        if (isFound && turns.beginsAt(end)) {
            return after(store, end);
        }
    }
    return std::nullopt;
}

} // namespace awaitscope::models
