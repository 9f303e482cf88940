// SPDX-License-Identifier: MIT
#include "engine/formats/tasktable.h"

#include "engine/formats/csvwriter.h"
#include "engine/formats/eventnames.h"

#include <QBuffer>

namespace awaitscope::formats {

using trace::TaskEvent;
using trace::TaskEventKind;
using trace::TaskId;
using trace::TaskSummary;
using trace::Timestamp;
using trace::WaitKind;

namespace {

    /// The paths of tasks, one after the other. Siblings mostly follow each other: the path of
    /// their parent is worked out once.
    class Paths
    {
    public:
        explicit Paths(const trace::TraceStore &store) : m_store(store) { }

        /// Valid until the next call.
        [[nodiscard]] std::string_view of(TaskId task)
        {
            const trace::TaskInfo &info = m_store.task(task);
            if (info.parent != m_parent) {
                m_parent = info.parent;
                m_prefix = m_store.taskPath(m_parent).toStdString() + '/';
            }
            m_path = info.parent ? m_prefix : std::string();
            m_path += m_store.text(info.name);
            if (info.parent) {
                m_path += '#';
                m_path += std::to_string(info.childIndex);
            }
            return m_path;
        }

    private:
        const trace::TraceStore &m_store;
        TaskId m_parent;
        std::string m_prefix; // the path of m_parent and a slash
        std::string m_path;
    };

    void writeTime(CsvWriter &row, Timestamp time)
    {
        if (time < 0) {
            row.empty();
        } else {
            row.seconds(time);
        }
    }

    /// Whether `b` of the event is the usage of its resource.
    [[nodiscard]] bool tellsUsage(const TaskEvent &event)
    {
        switch (event.kind) {
        case TaskEventKind::Waiting:
            return trace::hasUsage(event.wait());
        case TaskEventKind::Resumed:
            return trace::hasUsage(event.wait()) && event.a != 0;
        case TaskEventKind::Acquired:
        case TaskEventKind::Released:
        case TaskEventKind::Put:
        case TaskEventKind::Got:
        case TaskEventKind::Slots:
            return true;
        default:
            return false;
        }
    }

    /// The columns `what`, `resource`, `in_use`, `queued`.
    void writeSubject(CsvWriter &row, const trace::TraceStore &store, const TaskEvent &event)
    {
        switch (event.kind) {
        case TaskEventKind::Waiting:
        case TaskEventKind::Resumed:
            row.cell(nameOf(event.wait()));
            break;
        case TaskEventKind::CancelRequested:
            row.cell(nameOf(event.cause()));
            break;
        case TaskEventKind::CleanupEnded:
            row.cell(nameOf(trace::CleanupEnd(event.what)));
            break;
        default:
            row.empty();
            break;
        }
        if (!event.resource) {
            row.empty().empty().empty();
            return;
        }
        row.cell(store.text(store.resource(event.resource).name));
        if (tellsUsage(event)) {
            row.number(event.usage().inUse).number(event.usage().waiting);
        } else {
            row.empty().empty();
        }
    }

    [[nodiscard]] std::string numbers(const trace::TraceStore &store, quint32 list)
    {
        std::string text;
        for (const quint32 number : store.list(trace::ListId(list))) {
            text += text.empty() ? "" : " ";
            text += std::to_string(number);
        }
        return text;
    }

    void writeWaitDetail(CsvWriter &row, const trace::TraceStore &store, const TaskEvent &event)
    {
        switch (event.wait()) {
        case WaitKind::Sleep:
        case WaitKind::Backoff:
            row.seconds(event.b);
            break;
        case WaitKind::Task:
        case WaitKind::WaitFor:
        case WaitKind::Shield:
        case WaitKind::AsCompleted:
            row.number(event.a);
            break;
        case WaitKind::Gather:
        case WaitKind::Wait:
        case WaitKind::TaskGroup:
            row.cell(numbers(store, event.a));
            break;
        default:
            row.empty();
            break;
        }
    }

    void writeDetail(CsvWriter &row, const trace::TraceStore &store, const TaskEvent &event)
    {
        switch (event.kind) {
        case TaskEventKind::Waiting:
            writeWaitDetail(row, store, event);
            break;
        case TaskEventKind::Finished:
        case TaskEventKind::Put:
        case TaskEventKind::Got: {
            const auto value = trace::ValueId::fromBits(event.a);
            const QByteArray json = value.isNull() ? QByteArray() : store.json(value);
            row.cell({json.constData(), std::size_t(json.size())});
            break;
        }
        case TaskEventKind::Failed:
        case TaskEventKind::Resumed:
        case TaskEventKind::Caught:
        case TaskEventKind::AttemptFailed:
        case TaskEventKind::ShutdownError:
        case TaskEventKind::NeverRetrieved:
        case TaskEventKind::Marker:
            row.cell(store.text(trace::StringId(event.a)));
            break;
        case TaskEventKind::Blocking:
            row.seconds(event.b);
            break;
        case TaskEventKind::ScopeOpened:
        case TaskEventKind::Rescheduled:
            if (event.b == trace::noDeadline) {
                row.empty();
            } else {
                row.seconds(event.b);
            }
            break;
        case TaskEventKind::Results:
        case TaskEventKind::Waited:
        case TaskEventKind::Shutdown:
        case TaskEventKind::Deadlock:
            row.cell(numbers(store, event.a));
            break;
        case TaskEventKind::Acquired:
        case TaskEventKind::CancelRequested:
        case TaskEventKind::Completed:
            row.number(event.a);
            break;
        case TaskEventKind::TaskDone:
        case TaskEventKind::EventSet:
        case TaskEventKind::Notified:
        case TaskEventKind::Passed:
        case TaskEventKind::Resized:
            row.number(event.b);
            break;
        default:
            row.empty();
            break;
        }
    }

    /// Rows on their way to a device, so that a long table needs no memory.
    class Rows
    {
    public:
        explicit Rows(QIODevice &device) : m_device(device) { m_text.reserve(2 * enough); }

        [[nodiscard]] QByteArray &text() noexcept { return m_text; }

        /// False if the device does not take what is there. Between rows.
        [[nodiscard]] bool passOn() { return m_text.size() < enough || flush(); }

        [[nodiscard]] bool flush()
        {
            const bool isTaken = m_device.write(m_text) == m_text.size();
            m_text.resize(0); // and not clear(), which gives the memory back
            return isTaken;
        }

    private:
        static constexpr qsizetype enough = qsizetype(64) * 1024;

        QIODevice &m_device;
        QByteArray m_text;
    };

    template <auto Write>
    [[nodiscard]] QByteArray textOf(const trace::TraceStore &store, const Progress &progress)
    {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        [[maybe_unused]] const bool isTaken = Write(buffer, store, progress);
        Q_ASSERT(isTaken);
        return buffer.data();
    }

} // namespace

QByteArray taskTable(const trace::TraceStore &store, const Progress &progress)
{
    return textOf<writeTaskTable>(store, progress);
}

QByteArray eventTable(const trace::TraceStore &store, const Progress &progress)
{
    return textOf<writeEventTable>(store, progress);
}

bool writeTaskTable(QIODevice &device, const trace::TraceStore &store, const Progress &progress)
{
    trace::SummaryBuilder builder(store);
    builder.update();
    const trace::SummaryList &tasks = builder.summaries();
    Rows rows(device);
    CsvWriter row(rows.text());
    for (const char *const name : {"task", "path", "template", "parent", "created", "start", "end",
                                   "outcome", "error", "waiting", "working"}) {
        row.cell(name);
    }
    row.endRow();
    Paths paths(store);
    ProgressCounter counter(progress, tasks.size());
    for (std::size_t i = 0; i < tasks.size() && counter.step(); ++i) {
        const TaskId id(quint32(i + 1));
        const trace::TaskInfo &info = store.task(id);
        const TaskSummary &task = tasks[i];
        row.number(id.value).cell(paths.of(id)).cell(store.text(info.name));
        row.number(info.parent.value).seconds(task.created);
        writeTime(row, task.started);
        writeTime(row, task.ended);
        row.cell(nameOf(task.outcome)).cell(store.text(task.error));
        row.seconds(task.waited).seconds(task.worked);
        row.endRow();
        if (!rows.passOn()) {
            return false;
        }
    }
    return rows.flush();
}

bool writeEventTable(QIODevice &device, const trace::TraceStore &store, const Progress &progress)
{
    const quint64 first = store.firstEvent();
    Rows rows(device);
    CsvWriter row(rows.text());
    for (const char *const name : {"time", "iteration", "task", "path", "event", "what", "resource",
                                   "in_use", "queued", "detail"}) {
        row.cell(name);
    }
    row.endRow();
    Paths paths(store);
    quint64 iteration = store.iterationBefore(first);
    ProgressCounter counter(progress, store.eventCount() - first);
    for (quint64 i = first; i < store.eventCount() && counter.step(); ++i) {
        const TaskEvent &event = store.event(i);
        iteration = store.iterationAfter(iteration, i);
        row.seconds(event.time).number(qint64(iteration)).number(event.task.value);
        row.cell(event.task ? paths.of(event.task) : std::string_view());
        row.cell(nameOf(event.kind));
        writeSubject(row, store, event);
        writeDetail(row, store, event);
        row.endRow();
        if (!rows.passOn()) {
            return false;
        }
    }
    return rows.flush();
}

} // namespace awaitscope::formats
