// SPDX-License-Identifier: MIT
#pragma once

#include "engine/trace/spanbuilder.h"

#include <string_view>

namespace awaitscope::tests {

/// Writes a trace by hand, event by event, at times in milliseconds:
/// `writer.at(10).create(main, "infer").start(infer)`.
class TraceWriter
{
public:
    TraceWriter()
        : m_builder(m_store)
    { }

    static constexpr trace::Timestamp milliseconds(double time)
    {
        return trace::Timestamp(time * 1e6);
    }

    [[nodiscard]] trace::TraceStore &store() { return m_store; }
    /// Up to date with all that was written.
    [[nodiscard]] trace::SpanBuilder &builder()
    {
        m_builder.update();
        return m_builder;
    }

    /// When everything from now on happens.
    TraceWriter &at(double time)
    {
        m_time = milliseconds(time);
        return *this;
    }

    trace::ResourceId resource(std::string_view name, trace::ResourceKind kind, qint64 slots = 1)
    {
        return m_store.addResource({m_store.intern(name), kind, slots});
    }

    /// A new task that has started at once.
    trace::TaskId task(std::string_view name, trace::TaskId parent = {})
    {
        const trace::TaskId id = created(name, parent);
        event(id, trace::TaskEventKind::Started);
        return id;
    }

    /// A new task that has not started yet.
    trace::TaskId created(std::string_view name, trace::TaskId parent = {})
    {
        const trace::TaskId id = m_store.addTask(parent, m_store.intern(name));
        event(id, trace::TaskEventKind::Created);
        return id;
    }

    /// Any event; the resource and `a`, `b`, `what` are as taskevent.h says.
    TraceWriter &event(trace::TaskId task, trace::TaskEventKind kind, quint32 a = 0, qint64 b = 0,
                       quint8 what = 0)
    {
        trace::TaskEvent event;
        event.time = m_time;
        event.task = task;
        event.step = m_step;
        event.kind = kind;
        event.what = what;
        event.resource = m_resource;
        event.a = a;
        event.b = b;
        m_store.append(event);
        m_resource = {};
        return *this;
    }

    /// Where the tasks stand at every event from now on.
    TraceWriter &step(trace::StepId step)
    {
        m_step = step;
        return *this;
    }

    /// The resource of the next event.
    TraceWriter &on(trace::ResourceId resource)
    {
        m_resource = resource;
        return *this;
    }

    /// Begins to wait; without resource.
    TraceWriter &wait(trace::TaskId task, trace::WaitKind kind, quint32 a = 0, qint64 b = 0)
    {
        return event(task, trace::TaskEventKind::Waiting, a, b, quint8(kind));
    }
    TraceWriter &sleep(trace::TaskId task) { return wait(task, trace::WaitKind::Sleep); }
    TraceWriter &resume(trace::TaskId task, trace::WaitKind kind = trace::WaitKind::Sleep)
    {
        return event(task, trace::TaskEventKind::Resumed, 0, 0, quint8(kind));
    }

    /// Queues for a slot; so many are taken and so many wait afterwards.
    TraceWriter &queue(trace::TaskId task, trace::ResourceId resource, trace::Usage usage)
    {
        return on(resource).wait(task, trace::WaitKind::Acquire, 0, usage.packed());
    }
    TraceWriter &acquire(trace::TaskId task, trace::ResourceId resource, trace::Usage usage)
    {
        return on(resource).event(task, trace::TaskEventKind::Acquired, 0, usage.packed());
    }
    TraceWriter &release(trace::TaskId task, trace::ResourceId resource, trace::Usage usage)
    {
        return on(resource).event(task, trace::TaskEventKind::Released, 0, usage.packed());
    }

    TraceWriter &openScope(trace::TaskId task, quint32 scope, double deadline)
    {
        return event(task, trace::TaskEventKind::ScopeOpened, scope, milliseconds(deadline));
    }
    TraceWriter &cancel(trace::TaskId task, trace::CancelCause cause = trace::CancelCause::User)
    {
        return event(task, trace::TaskEventKind::CancelRequested, 0,
                     trace::CancelRequest {true, 1}.packed(), quint8(cause));
    }
    TraceWriter &beginCleanup(trace::TaskId task)
    {
        return event(task, trace::TaskEventKind::CleanupBegan);
    }
    TraceWriter &endCleanup(trace::TaskId task, trace::CleanupEnd end = trace::CleanupEnd::Ended)
    {
        return event(task, trace::TaskEventKind::CleanupEnded, 0, 0, quint8(end));
    }
    TraceWriter &mark(trace::TaskId task, std::string_view text)
    {
        return event(task, trace::TaskEventKind::Marker, m_store.intern(text).value);
    }

    TraceWriter &finish(trace::TaskId task) { return event(task, trace::TaskEventKind::Finished); }
    TraceWriter &fail(trace::TaskId task, std::string_view error)
    {
        return event(task, trace::TaskEventKind::Failed, m_store.intern(error).value);
    }
    TraceWriter &end(trace::TaskId task, trace::TaskEventKind kind) { return event(task, kind); }

private:
    trace::TraceStore m_store;
    trace::SpanBuilder m_builder;
    trace::Timestamp m_time = 0;
    trace::StepId m_step;
    trace::ResourceId m_resource;
};

} // namespace awaitscope::tests
