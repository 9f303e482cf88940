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
            if (event <= m_store.firstEvent() || event >= m_store.eventCount()) {
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
    const auto events = std::views::iota(store.firstEvent(), store.eventCount());
    const auto timeOf = [&store](quint64 event) { return store.event(event).time; };
    const Timestamp first = store.firstEvent() > 0 ? timeOf(store.firstEvent()) : time;
    const Timestamp shown = std::max(time, first);
    const auto end = std::ranges::upper_bound(events, shown, {}, timeOf);
    return {shown, store.firstEvent() + quint64(end - events.begin())};
}

std::optional<Moment> turnBefore(const TraceStore &store, quint64 events, TaskId task)
{
    const Turns turns(store);
    const quint64 first = store.firstEvent();
    quint64 end = std::min(events, store.eventCount());
    while (end > first && !turns.beginsAt(--end)) { }
    while (end > first) {
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
    for (quint64 end = std::max(events, store.firstEvent()); end < store.eventCount();) {
        isFound = concerns(store, end, task) || isFound;
        ++end;
        if (isFound && turns.beginsAt(end)) {
            return after(store, end);
        }
    }
    return std::nullopt;
}

} // namespace awaitscope::models
