// SPDX-License-Identifier: MIT
#include "engine/formats/chrometrace.h"

#include "engine/formats/eventnames.h"
#include "engine/scenario/jsontext.h"

#include <set>
#include <string>
#include <utility>

namespace awaitscope::formats {

using trace::Span;
using trace::TaskEvent;
using trace::TaskEventKind;
using trace::TaskId;
using trace::TaskLife;
using trace::TaskState;
using trace::Timestamp;

namespace {

    constexpr int loopThread = 1; // resources have 2 and more

    /// The events, one a line.
    class Writer
    {
    public:
        // Most of the work is in the events of the tasks.
        Writer(const trace::TraceStore &store, const trace::SpanBuilder &spans,
               const Progress &progress)
            : m_store(store), m_spans(spans), m_counter(progress, spans.lives().size())
        { }

        [[nodiscard]] QByteArray write(const QByteArray &title)
        {
            writeHead(title);
            writeLoop(title);
            for (quint32 i = 1; i <= m_spans.lives().size() && m_counter.step(); ++i) {
                writeTask(TaskId(i));
            }
            for (quint16 i = 1; i <= m_store.resourceCount(); ++i) {
                writeCounter(trace::ResourceId(i));
            }
            writeHandOvers();
            m_text += "\n]}\n";
            return std::move(m_text);
        }

    private:
        void writeHead(const QByteArray &title)
        {
            m_text += R"({"displayTimeUnit":"ms","otherData":{"awaitscope_trace":"1","title":)";
            scenario::appendJsonText(m_text, title);
            m_text += R"(,"end":")" + QByteArray::number(m_spans.lastTime()) + '"';
            if (const quint64 gone = m_store.firstEvent(); gone > 0) {
                m_text += R"(,"partial":"the oldest )" + QByteArray::number(gone)
                    + R"( events were let go")";
            }
            m_text += R"(,"resources":[)";
            for (quint16 i = 1; i <= m_store.resourceCount(); ++i) {
                const trace::ResourceInfo &resource = m_store.resource(trace::ResourceId(i));
                m_text += i > 1 ? ",{" : "{";
                key("name");
                quoted(m_store.text(resource.name));
                m_text += R"(,"kind":")";
                m_text += nameOf(resource.kind);
                m_text += R"(","slots":")" + QByteArray::number(resource.slotCount) + "\"}";
            }
            m_text += "]},\"traceEvents\":[";
        }

        // The event loop as a thread: programs that know nothing of async slices show that.
        void writeLoop(const QByteArray &title)
        {
            writeThread(loopThread, "event loop");
            begin("X", 0, loopThread);
            m_text += ",\"dur\":";
            time(m_spans.lastTime());
            name({title.constData(), std::size_t(title.size())});
            end();
            for (quint64 i = m_store.firstEvent(); i < m_store.eventCount(); ++i) {
                const TaskEvent &event = m_store.event(i);
                if (event.kind == TaskEventKind::Blocking && event.b > 0) {
                    begin("X", event.time, loopThread);
                    m_text += ",\"dur\":";
                    time(event.b);
                    name("blocked by " + labelOf(event.task));
                    end();
                }
            }
        }

        void writeThread(int thread, std::string_view label)
        {
            begin("M", 0, thread);
            name("thread_name");
            m_text += ",\"args\":{";
            key("name");
            quoted(label);
            m_text += '}';
            end();
        }

        void writeTask(TaskId task)
        {
            const TaskLife &life = m_spans.life(task);
            const trace::TaskInfo &info = m_store.task(task);
            slice("b", life.created, task);
            name(labelOf(task));
            m_text +=
                ",\"args\":{\"parent\":" + QByteArray::number(info.parent.value) + ",\"template\":";
            quoted(m_store.text(info.name));
            if (life.started >= 0) {
                m_text += ",\"started\":\"" + QByteArray::number(life.started) + '"';
            }
            m_text += '}';
            end();
            auto mark = life.marks.begin();
            for (const Span &span : life.spans) {
                for (; mark != life.marks.end() && mark->time < span.begin; ++mark) {
                    writeMark(task, *mark);
                }
                writeState(task, span);
            }
            for (; mark != life.marks.end(); ++mark) {
                writeMark(task, *mark);
            }
            if (!life.isAlive()) {
                writeEnd(task, life);
            }
        }

        void writeState(TaskId task, const Span &span)
        {
            const std::string label = labelOf(span);
            slice("b", span.begin, task);
            name(label);
            m_text += R"(,"args":{"state":")";
            m_text += nameOf(span.state);
            m_text += '"';
            if (span.wait != trace::WaitKind::None) {
                m_text += R"(,"wait":")";
                m_text += span.wait == trace::WaitKind::Backoff ? "backoff" : nameOf(span.wait);
                m_text += '"';
            }
            if (span.resource) {
                m_text += ",\"resource\":" + QByteArray::number(span.resource.value);
            }
            m_text += '}';
            end();
            if (!span.isOpen()) {
                slice("e", span.end, task);
                name(label);
                end();
            }
        }

        void writeMark(TaskId task, const trace::Mark &mark)
        {
            const TaskEvent &event = m_store.event(mark.event);
            const bool hasText =
                mark.kind == TaskEventKind::Marker || mark.kind == TaskEventKind::Caught;
            slice("n", mark.time, task);
            name(hasText ? m_store.text(trace::StringId(event.a)) : nameOf(mark.kind));
            m_text += R"(,"args":{"mark":")";
            m_text += nameOf(mark.kind);
            m_text += "\"}";
            end();
        }

        void writeEnd(TaskId task, const TaskLife &life)
        {
            slice("n", life.ended, task);
            name(nameOf(life.outcome));
            m_text += R"(,"args":{"outcome":")";
            m_text += nameOf(life.outcome);
            m_text += '"';
            if (life.error) {
                m_text += ",\"error\":";
                quoted(m_store.text(life.error));
            }
            m_text += '}';
            end();
            slice("e", life.ended, task);
            name(labelOf(task));
            end();
        }

        void writeCounter(trace::ResourceId resource)
        {
            for (const trace::ResourceStep &step : m_spans.history(resource)) {
                begin("C", step.time, loopThread);
                name(m_store.text(m_store.resource(resource).name));
                m_text += ",\"args\":{\"in use\":" + QByteArray::number(step.usage.inUse)
                    + ",\"queued\":" + QByteArray::number(step.usage.waiting)
                    + ",\"slots\":" + QByteArray::number(step.slotCount) + '}';
                end();
            }
        }

        // A flow goes from slice to slice of a thread: two threads a resource, for what is given
        // and what is taken, with a slice without duration for each. Chrome binds them by time,
        // thread and category.
        void writeHandOvers()
        {
            int flow = 0;
            for (quint64 i = m_store.firstEvent(); i < m_store.eventCount(); ++i) {
                const TaskEvent &event = m_store.event(i);
                if (event.kind != TaskEventKind::Acquired || event.a == 0) {
                    continue;
                }
                const int giving = 2 * event.resource.value;
                const std::string resource(m_store.text(m_store.resource(event.resource).name));
                if (m_named.insert(giving).second) {
                    writeThread(giving, resource + ": given");
                    writeThread(giving + 1, resource + ": taken");
                }
                ++flow;
                writeHand("s", flow, event.time, giving, "given by " + labelOf(TaskId(event.a)));
                writeHand("f", flow, event.time, giving + 1, "taken by " + labelOf(event.task));
            }
        }

        void writeHand(const char *phase, int flow, Timestamp at, int thread,
                       const std::string &what)
        {
            const char *const category = R"(,"cat":"hand-over")";
            begin("X", at, thread);
            m_text += category;
            m_text += ",\"dur\":0";
            name(what);
            end();
            begin(phase, at, thread);
            m_text += category;
            m_text += R"(,"bp":"e","id":)" + QByteArray::number(flow);
            name("hand-over");
            end();
        }

        /// `infer #3`, by the number of the task.
        [[nodiscard]] std::string labelOf(TaskId task) const
        {
            return std::string(m_store.taskName(task)) + " #" + std::to_string(task.value);
        }

        /// `waiting: gpu`
        [[nodiscard]] std::string labelOf(const Span &span) const
        {
            const std::string_view about = span.resource
                ? m_store.text(m_store.resource(span.resource).name)
                : nameOf(span.wait);
            const std::string state(nameOf(span.state));
            return about.empty() ? state : state + ": " + std::string(about);
        }

        void begin(const char *phase, Timestamp at, int thread)
        {
            m_text += std::exchange(m_separator, ",\n");
            m_text += "{\"ph\":\"";
            m_text += phase;
            m_text += "\",\"pid\":1,\"tid\":" + QByteArray::number(thread) + ",\"ts\":";
            time(at);
        }

        // Chrome's performance panel shows async slices of this category alone, and pairs them by
        // name.
        void slice(const char *phase, Timestamp at, TaskId task)
        {
            begin(phase, at, loopThread);
            m_text += R"(,"cat":"blink.user_timing","id":)" + QByteArray::number(task.value);
        }

        void end() { m_text += '}'; }

        void time(Timestamp ns)
        {
            m_text += QByteArray::number(ns / 1000);
            if (const Timestamp rest = ns % 1000; rest != 0) {
                m_text += '.' + QByteArray::number(rest).rightJustified(3, '0');
            }
        }

        void name(std::string_view text)
        {
            m_text += ',';
            key("name");
            quoted(text);
        }

        void key(const char *key)
        {
            m_text += '"';
            m_text += key;
            m_text += "\":";
        }

        void quoted(std::string_view text)
        {
            scenario::appendJsonText(m_text, QByteArrayView(text));
        }

        const trace::TraceStore &m_store;
        const trace::SpanBuilder &m_spans;
        ProgressCounter m_counter;
        QByteArray m_text;
        const char *m_separator = "\n";
        std::set<int> m_named; // threads
    };

} // namespace

QByteArray chromeTrace(const trace::TraceStore &store, const trace::SpanBuilder &spans,
                       const QByteArray &title, const Progress &progress)
{
    return Writer(store, spans, progress).write(title);
}

} // namespace awaitscope::formats
