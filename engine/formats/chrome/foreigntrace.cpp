// SPDX-License-Identifier: MIT
#include "engine/formats/chrome/foreigntrace.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>

namespace awaitscope::formats::chrome {

using trace::TaskEventKind;
using trace::TaskId;
using trace::Timestamp;

namespace { } // namespace

void ForeignTrace::take(const TraceEvent &event)
{
    if (event.phase == 'M') {
        takeName(event);
        return;
    }
    static constexpr std::string_view known = "BEXbneiIRC";
    if (event.phase == '\0' || known.find(event.phase) == std::string_view::npos) {
        const bool isFlow = event.phase == 's' || event.phase == 't' || event.phase == 'f';
        ignore(isFlow                    ? std::string("flow")
                   : event.phase == '\0' ? std::string("without a phase")
                                         : std::string(1, event.phase));
        return;
    }
    if (!event.hasTime) {
        ignore("without a time");
        return;
    }
    m_first = std::min(m_first, event.time);
    m_last = std::max(m_last, event.time + std::max<Timestamp>(event.duration, 0));
    switch (event.phase) {
    case 'B':
        begin(event, thread(event));
        break;
    case 'E':
        end(event, thread(event));
        break;
    case 'X':
        takeComplete(event);
        break;
    case 'b':
        begin(event, async(event));
        break;
    case 'e':
        end(event, async(event));
        break;
    case 'n':
        takeInstant(event, async(event));
        break;
    case 'C':
        takeCounter(event);
        break;
    default: // i, I, R
        takeInstant(event, thread(event));
        break;
    }
}

ForeignTrace::Track ForeignTrace::track(const std::string &key, const std::string &label,
                                        bool isThread)
{
    const auto [place, isNew] = m_trackIds.try_emplace(key, Track(m_tracks.size()));
    if (isNew) {
        m_tracks.push_back({label, isThread, {}});
    }
    return place->second;
}

ForeignTrace::Track ForeignTrace::thread(const TraceEvent &event)
{
    return track('t' + event.process + '\0' + event.thread, "thread " + event.thread, true);
}

ForeignTrace::Track ForeignTrace::async(const TraceEvent &event)
{
    return track('a' + event.process + '\0' + event.category + '\0' + event.id, event.id, false);
}

void ForeignTrace::begin(const TraceEvent &event, Track track)
{
    m_tracks[track].open.push_back(m_slices.size());
    Slice slice;
    slice.begin = event.time;
    slice.name = m_store.intern(event.name);
    slice.track = track;
    slice.isOpen = true;
    m_slices.push_back(slice);
}

void ForeignTrace::end(const TraceEvent &event, Track track)
{
    std::vector<std::size_t> &open = m_tracks[track].open;
    if (open.empty() || m_slices[open.back()].begin > event.time) {
        ignore("end without a begin");
        return;
    }
    m_slices[open.back()].end = event.time;
    m_slices[open.back()].isOpen = false;
    open.pop_back();
}

void ForeignTrace::takeComplete(const TraceEvent &event)
{
    if (event.duration < 0) {
        ignore("X without a duration");
        return;
    }
    Slice slice;
    slice.begin = event.time;
    slice.end = event.time + event.duration;
    slice.name = m_store.intern(event.name);
    slice.track = thread(event);
    m_slices.push_back(slice);
}

void ForeignTrace::takeInstant(const TraceEvent &event, Track track)
{
    Slice instant;
    instant.begin = event.time;
    instant.end = event.time;
    instant.name = m_store.intern(event.name);
    instant.track = track;
    instant.isInstant = true;
    m_slices.push_back(instant);
}

void ForeignTrace::takeCounter(const TraceEvent &event)
{
    bool hasSeries = false;
    for (const auto &[series, text] : event.arguments) {
        double value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size()) {
            continue;
        }
        if (!(std::abs(value) <= double(std::numeric_limits<qint32>::max()))) {
            ignore("counter beyond 2^31");
            return;
        }
        const std::string label =
            event.arguments.size() > 1 ? event.name + ": " + series : event.name;
        const auto [place, isNew] = m_series.try_emplace(
            event.process + '\0' + event.id + '\0' + label, m_resources.size());
        if (isNew && m_resources.size() == mostResources) {
            m_series.erase(place);
            ignore("counter, the 65536th and more");
            return;
        }
        if (isNew) {
            m_resources.emplace_back(label, 0);
        }
        auto &most = m_resources[place->second].second;
        most = std::max(most, std::llround(value));
        trace::TaskEvent use;
        use.time = event.time;
        use.kind = TaskEventKind::Slots;
        use.resource = trace::ResourceId(quint16(place->second + 1));
        use.b = trace::Usage{qint32(std::lround(value)), 0}.packed();
        m_counters.push_back(use);
        hasSeries = true;
    }
    if (!hasSeries) {
        ignore("counter without a number");
    }
}

void ForeignTrace::takeName(const TraceEvent &event)
{
    const std::string_view name = event.argument("name");
    if (event.name == "thread_name" && !name.empty()) {
        m_tracks[thread(event)].label = name;
    }
    // Others name processes, sort, and give colours.
}

// On a track a slice holds those that begin in it.
void ForeignTrace::nest()
{
    std::vector<std::size_t> order(m_slices.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::sort(order, {}, [this](std::size_t index) {
        const Slice &slice = m_slices[index];
        return std::tuple(slice.track, slice.begin, slice.isInstant, -slice.end, index);
    });
    std::vector<std::size_t> around;
    for (const std::size_t index : order) {
        Slice &slice = m_slices[index];
        while (!around.empty()) {
            const Slice &outer = m_slices[around.back()];
            const bool isOver = slice.isInstant ? outer.end < slice.begin
                                                : outer.end <= slice.begin && outer.end < slice.end;
            if (outer.track == slice.track && !isOver) {
                slice.outer = around.back() + 1;
                slice.depth = outer.depth + 1;
                break;
            }
            around.pop_back();
        }
        if (!slice.isInstant) {
            around.push_back(index);
        }
    }
}

trace::TaskId ForeignTrace::outerTask(const Slice &slice) const
{
    return slice.outer == 0 ? m_threads[slice.track] : m_slices[slice.outer - 1].task;
}

void ForeignTrace::closeOpen()
{
    for (Slice &slice : m_slices) {
        if (slice.isOpen) {
            slice.end = m_last;
        }
    }
}

void ForeignTrace::createTasks()
{
    m_threads.resize(m_tracks.size());
    for (std::size_t i = 0; i < m_tracks.size(); ++i) {
        if (m_tracks[i].isThread) {
            m_threads[i] = m_store.addTask({}, m_store.intern(m_tracks[i].label));
            m_events.add(0, m_threads[i], TaskEventKind::Created);
            m_events.add(0, m_threads[i], TaskEventKind::Started);
        }
    }
    std::vector<std::size_t> order(m_slices.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::sort(order, {}, [this](std::size_t index) {
        return std::tuple(m_slices[index].begin, m_slices[index].depth, index);
    });
    for (const std::size_t index : order) {
        Slice &slice = m_slices[index];
        if (!slice.isInstant) {
            slice.task = m_store.addTask(outerTask(slice), slice.name);
        }
    }
}

void ForeignTrace::writeSlices()
{
    for (const Slice &slice : m_slices) {
        const Timestamp begin = slice.begin - m_first;
        if (!slice.isInstant) {
            m_events.add(begin, slice.task, TaskEventKind::Created);
            m_events.add(begin, slice.task, TaskEventKind::Started);
            m_events.add(begin, slice.task, TaskEventKind::Waiting, 0, slice.end - slice.begin,
                         quint8(trace::WaitKind::Sleep));
            if (!slice.isOpen) {
                m_events.add(slice.end - m_first, slice.task, TaskEventKind::Finished);
            }
        } else if (const TaskId task = outerTask(slice)) {
            m_events.add(begin, task, TaskEventKind::Marker, slice.name.value);
        } else {
            ignore("instant outside of its slice");
        }
    }
}

void ForeignTrace::writeCounters()
{
    for (const auto &[name, most] : m_resources) {
        m_store.addResource({m_store.intern(name), trace::ResourceKind::Semaphore, most});
    }
    for (trace::TaskEvent event : m_counters) {
        event.time -= m_first;
        m_events.add(event);
    }
    m_counters = {};
}

void ForeignTrace::finish()
{
    if (m_last < m_first) {
        return; // nothing has a time
    }
    closeOpen();
    nest();
    createTasks();
    writeSlices();
    m_slices = {};
    writeCounters();
    m_events.add(m_last - m_first, {}, TaskEventKind::End);
    m_events.moveTo(m_store);
}

} // namespace awaitscope::formats::chrome
