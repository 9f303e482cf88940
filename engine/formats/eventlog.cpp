// SPDX-License-Identifier: MIT
#include "engine/formats/eventlog.h"

#include "engine/formats/eventnames.h"
#include "engine/formats/logline.h"

namespace awaitscope::formats {

using trace::ListId;
using trace::ResourceId;
using trace::StringId;
using trace::TaskEvent;
using trace::TaskEventKind;
using trace::TaskId;
using trace::ValueId;
using trace::WaitKind;

namespace {

    /// The keys that every event has. An iteration of -1 is left out.
    void writeHead(LogLine &line, const trace::TraceStore &store, const TaskEvent &event,
                   const char *name, qint64 iteration)
    {
        line.begin();
        line.number("t", event.time);
        if (iteration >= 0) {
            line.number("it", iteration);
        }
        line.number("task", event.task.value);
        if (event.task) {
            const trace::TaskInfo &task = store.task(event.task);
            line.quoted("name", task.name);
            line.number("parent", task.parent.value);
        } else {
            line.quoted("name", "loop");
            line.number("parent", 0);
        }
        line.quoted("event", name);
    }

    void writeWait(LogLine &line, const TaskEvent &event)
    {
        line.quoted("what", nameOf(event.wait()));
        const bool isResumed = event.kind == TaskEventKind::Resumed;
        const quint32 target = isResumed ? quint32(event.b) : event.a;
        switch (event.wait()) {
        case WaitKind::None:
        case WaitKind::Outside:
            break;
        case WaitKind::Sleep:
        case WaitKind::Backoff:
            if (!isResumed) {
                line.number("ns", event.b);
            }
            break;
        case WaitKind::Acquire:
        case WaitKind::Put:
        case WaitKind::Get:
        case WaitKind::Join:
        case WaitKind::Event:
        case WaitKind::Condition:
        case WaitKind::Barrier:
            if (event.resource) { // one without a name has none
                line.resource(event.resource);
            }
            break;
        case WaitKind::Task:
        case WaitKind::WaitFor:
        case WaitKind::Shield:
            line.number("target", target);
            break;
        case WaitKind::Gather:
        case WaitKind::Wait:
        case WaitKind::TaskGroup:
            line.list("targets", ListId(target));
            break;
        case WaitKind::AsCompleted:
            line.number("left", target);
            break;
        }
        if (isResumed && event.a != 0) {
            line.quoted("error", StringId(event.a));
        }
    }

    void writeCancelRequest(LogLine &line, const TaskEvent &event)
    {
        const auto request = trace::CancelRequest::unpacked(event.b);
        line.number("by", event.a);
        line.truth("accepted", request.accepted);
        line.number("cancelling", request.cancelling);
    }

    /// The keys of an event of a resource.
    void writeResource(LogLine &line, const TaskEvent &event)
    {
        line.resource(event.resource);
        switch (event.kind) {
        case TaskEventKind::Put:
        case TaskEventKind::Got:
            line.value("value", ValueId::fromBits(event.a));
            break;
        case TaskEventKind::TaskDone:
            line.number("unfinished", event.b);
            break;
        case TaskEventKind::EventSet:
        case TaskEventKind::Notified:
            line.number("woken", event.b);
            break;
        case TaskEventKind::Passed:
            line.number("index", event.b);
            break;
        case TaskEventKind::Slots:
            line.usage(event.usage());
            break;
        case TaskEventKind::Resized:
            line.number("slots", event.b);
            break;
        default: // acquired, released, cleared
            break;
        }
    }

    /// The keys of the scenario's and the loop's own events.
    void writeReport(LogLine &line, const TaskEvent &event)
    {
        switch (event.kind) {
        case TaskEventKind::AttemptFailed:
            line.number("attempt", event.b);
            line.quoted("error", StringId(event.a));
            break;
        case TaskEventKind::Results:
            line.list("targets", ListId(event.a));
            line.results("results", ListId(quint32(event.b)));
            break;
        case TaskEventKind::Waited:
            line.list("done", ListId(event.a));
            line.list("pending", ListId(quint32(event.b)));
            break;
        case TaskEventKind::Completed:
            line.number("target", event.a);
            break;
        case TaskEventKind::Marker:
            line.quoted("text", StringId(event.a));
            break;
        case TaskEventKind::Intervention:
            line.number("index", event.a);
            line.truth("accepted", event.b != 0);
            break;
        case TaskEventKind::Shutdown:
        case TaskEventKind::Deadlock:
            line.list("pending", ListId(event.a));
            break;
        default: // created, started, cancelled, end, destroyed: nothing more
            break;
        }
    }

    /// The keys that the kind of the event adds.
    void writeRest(LogLine &line, const TaskEvent &event)
    {
        switch (event.kind) {
        case TaskEventKind::Finished:
            if (event.a != 0) {
                line.value("value", ValueId::fromBits(event.a));
            }
            break;
        case TaskEventKind::Failed:
        case TaskEventKind::Caught:
        case TaskEventKind::ShutdownError:
        case TaskEventKind::NeverRetrieved:
            line.quoted("error", StringId(event.a));
            break;
        case TaskEventKind::Waiting:
        case TaskEventKind::Resumed:
            writeWait(line, event);
            break;
        case TaskEventKind::Blocking:
            line.number("ns", event.b);
            break;
        case TaskEventKind::Expired:
        case TaskEventKind::TimedOut:
            line.number("scope", event.a);
            break;
        case TaskEventKind::Rescheduled:
            line.number("scope", event.a);
            if (event.b != trace::noDeadline) {
                line.number("at", event.b);
            }
            break;
        case TaskEventKind::CancelRequested:
            writeCancelRequest(line, event);
            break;
        case TaskEventKind::Uncancelled:
            line.number("cancelling", event.b);
            break;
        default:
            if (event.resource) {
                writeResource(line, event);
            } else {
                writeReport(line, event);
            }
            break;
        }
    }

    /// Whether a line with the usage of the resource follows the event.
    [[nodiscard]] bool isFollowedBySlots(const TaskEvent &event)
    {
        switch (event.kind) {
        case TaskEventKind::Acquired:
        case TaskEventKind::Released:
        case TaskEventKind::Put:
        case TaskEventKind::Got:
            return true;
        case TaskEventKind::Waiting:
            return event.resource && trace::hasUsage(event.wait());
        case TaskEventKind::Resumed:
            return event.resource && trace::hasUsage(event.wait()) && event.a != 0;
        default:
            return false;
        }
    }

} // namespace

EventLog::EventLog(const trace::TraceStore &store, Iterations iterations)
    : m_store(store), m_iterations(iterations)
{ }

void EventLog::append(QByteArray &text, quint64 first, quint64 last) const
{
    LogLine line(m_store, text);
    quint64 at = m_store.iterationBefore(first);
    for (quint64 i = first; i < last; ++i) {
        const TaskEvent &event = m_store.event(i);
        at = m_store.iterationAfter(at, i);
        if (!isInLog(event.kind)) {
            continue;
        }
        const qint64 iteration = m_iterations == Iterations::Show ? qint64(at) : -1;
        writeHead(line, m_store, event, nameOf(event.kind), iteration);
        writeRest(line, event);
        line.end();
        if (isFollowedBySlots(event)) {
            writeHead(line, m_store, event, "slots", iteration);
            line.resource(event.resource);
            line.usage(event.usage());
            line.end();
        }
    }
}

QByteArray EventLog::text(const Progress &progress) const
{
    constexpr quint64 atOnce = 65536; // between two words on how far it is
    QByteArray text;
    const quint64 count = m_store.eventCount();
    const quint64 oldest = m_store.firstEvent();
    for (quint64 first = oldest; first < count; first += atOnce) {
        append(text, first, std::min(first + atOnce, count));
        if (progress && !progress(double(first - oldest) / double(count - oldest))) {
            break;
        }
    }
    return text;
}

} // namespace awaitscope::formats
