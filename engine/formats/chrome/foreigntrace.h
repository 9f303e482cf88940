// SPDX-License-Identifier: MIT
#pragma once

#include "engine/formats/chrome/timedevents.h"
#include "engine/formats/chrome/traceevent.h"

#include <map>
#include <unordered_map>

namespace awaitscope::formats::chrome {

/// Makes a trace out of the events of any program. Each slice becomes a task that works from its
/// begin to its end, under the slice it stands in, or else under its thread; each series of a
/// counter becomes a resource; an instant becomes a mark on the slice, or the thread, it stands on.
class ForeignTrace
{
public:
    /// @p store is empty and outlives it.
    explicit ForeignTrace(trace::TraceStore &store) : m_store(store) { }

    void take(const TraceEvent &event);
    /// Writes what was taken into the store.
    void finish();

    /// How many events were not understood, by what they are.
    [[nodiscard]] const std::map<std::string, quint64> &ignored() const noexcept
    {
        return m_ignored;
    }

private:
    using Track = quint32; // index in m_tracks

    struct TrackInfo
    {
        std::string label;
        bool isThread = false; // it is a task itself
        std::vector<std::size_t> open; // slices, the innermost last
    };

    struct Slice
    {
        trace::Timestamp begin = 0;
        trace::Timestamp end = 0;
        trace::StringId name;
        Track track = 0;
        bool isOpen = false; // its end is not in the file
        bool isInstant = false;
        std::size_t outer = 0; // the slice it stands in, from 1; 0: none
        quint32 depth = 0;
        trace::TaskId task; // while they are written
    };

    [[nodiscard]] Track thread(const TraceEvent &event);
    [[nodiscard]] Track async(const TraceEvent &event);
    [[nodiscard]] Track track(const std::string &key, const std::string &label, bool isThread);

    void ignore(const std::string &what) { ++m_ignored[what]; }

    void begin(const TraceEvent &event, Track track);
    void end(const TraceEvent &event, Track track);
    void takeComplete(const TraceEvent &event);
    void takeInstant(const TraceEvent &event, Track track);
    void takeCounter(const TraceEvent &event);
    void takeName(const TraceEvent &event);
    void closeOpen();
    /// Finds what each slice stands in.
    void nest();
    void createTasks();
    [[nodiscard]] trace::TaskId outerTask(const Slice &slice) const;
    void writeSlices();
    void writeCounters();

    trace::TraceStore &m_store;
    std::unordered_map<std::string, Track> m_trackIds;
    std::vector<TrackInfo> m_tracks;
    std::vector<trace::TaskId> m_threads; // tasks of threads, by track
    std::vector<Slice> m_slices;
    std::unordered_map<std::string, std::size_t> m_series; // index of their resource
    std::vector<std::pair<std::string, qint64>> m_resources; // name, largest value
    std::vector<trace::TaskEvent> m_counters;
    std::map<std::string, quint64> m_ignored;
    TimedEvents m_events;
    trace::Timestamp m_first = trace::endOfTime; // earliest of the file
    trace::Timestamp m_last = -trace::endOfTime;
};

} // namespace awaitscope::formats::chrome
