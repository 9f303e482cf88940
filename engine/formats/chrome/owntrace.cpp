// SPDX-License-Identifier: MIT
#include "engine/formats/chrome/owntrace.h"

#include "engine/formats/eventnames.h"

#include <charconv>
#include <optional>

namespace awaitscope::formats::chrome {

using trace::ResourceId;
using trace::Span;
using trace::TaskEventKind;
using trace::TaskId;
using trace::TaskState;
using trace::Timestamp;
using trace::WaitKind;

namespace {

    // A file of ours numbers its tasks from 1; more than this, and it is not worth the memory.
    constexpr quint32 mostTasks = 50'000'000;

    template <typename Number>
    [[nodiscard]] std::optional<Number> numberOf(std::string_view text)
    {
        Number number{};
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        return error == std::errc() && end == text.data() + text.size() ? std::optional(number)
                                                                        : std::nullopt;
    }

    /// The value of an enumeration from 0 to last that has this name.
    template <typename Enum>
    [[nodiscard]] std::optional<Enum> valueNamed(std::string_view name, Enum last)
    {
        for (int i = 0; i <= int(last); ++i) {
            if (name == nameOf(Enum(i))) {
                return Enum(i);
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<TaskEventKind> endNamed(std::string_view outcome)
    {
        if (outcome == nameOf(trace::Outcome::TimedOut)) {
            return TaskEventKind::Failed;
        }
        const auto kind = valueNamed(outcome, TaskEventKind::Destroyed);
        const bool isEnd = kind == TaskEventKind::Finished || kind == TaskEventKind::Failed
            || kind == TaskEventKind::Cancelled || kind == TaskEventKind::Destroyed;
        return isEnd ? kind : std::nullopt;
    }

} // namespace

void OwnTrace::take(const OwnHead &head, const TraceEvent &event)
{
    bool isUnderstood = true;
    switch (event.phase) {
    case 'b':
    case 'e':
    case 'n':
        if (Task *const task = event.hasTime ? taskOf(event) : nullptr) {
            if (event.phase == 'b') {
                isUnderstood = takeBegin(head, event, *task);
            } else if (event.phase == 'n') {
                isUnderstood = takeInstant(event, *task);
            } else if (!task->spans.empty() && task->spans.back().isOpen()) {
                task->spans.back().end = event.time;
            }
        } else {
            isUnderstood = false;
        }
        break;
    case 'C':
        isUnderstood = event.hasTime && takeCounter(head, event);
        break;
    default: // the loop, names of threads, flows: for other programs
        break;
    }
    m_ignored += isUnderstood ? 0 : 1;
}

OwnTrace::Task *OwnTrace::taskOf(const TraceEvent &event)
{
    const auto number = numberOf<quint32>(event.id);
    // Numbers follow each other, so that a wrong one cannot ask for memory.
    if (!number || *number == 0 || *number > m_tasks.size() + 1 || *number > mostTasks) {
        return nullptr;
    }
    if (*number > m_tasks.size()) {
        m_tasks.emplace_back();
    }
    return &m_tasks[*number - 1];
}

bool OwnTrace::takeBegin(const OwnHead &head, const TraceEvent &event, Task &task)
{
    const std::string_view state = event.argument("state");
    if (state.empty()) {
        const auto parent = numberOf<quint32>(event.argument("parent"));
        const auto own = numberOf<quint32>(event.id);
        if (task.isKnown || !parent || *parent >= own.value_or(0)) {
            return false;
        }
        task.isKnown = true;
        task.parent = TaskId(*parent);
        task.name = m_store.intern(event.argument("template"));
        task.created = event.time;
        task.started = numberOf<Timestamp>(event.argument("started")).value_or(-1);
        return true;
    }
    Span span;
    span.begin = event.time;
    const auto known = valueNamed(state, TaskState::Cleanup);
    const std::string_view wait = event.argument("wait");
    const auto kind =
        wait == "backoff" ? WaitKind::Backoff : valueNamed(wait, WaitKind::AsCompleted);
    const quint16 resource = numberOf<quint16>(event.argument("resource")).value_or(0);
    if (!known || !kind || !task.isKnown || resource > head.resources.size()) {
        return false;
    }
    span.state = *known;
    span.wait = *kind;
    span.resource = ResourceId(resource);
    task.spans.push_back(span);
    return true;
}

bool OwnTrace::takeInstant(const TraceEvent &event, Task &task)
{
    if (const auto end = endNamed(event.argument("outcome"))) {
        task.ended = event.time;
        task.end = *end;
        task.error = m_store.intern(event.argument("error"));
        return true;
    }
    const auto kind = valueNamed(event.argument("mark"), TaskEventKind::Destroyed);
    if (!kind) {
        return false;
    }
    trace::TaskEvent mark;
    mark.time = event.time;
    mark.kind = *kind;
    switch (*kind) {
    case TaskEventKind::Marker:
    case TaskEventKind::Caught:
        mark.a = m_store.intern(event.name).value;
        break;
    case TaskEventKind::CancelRequested:
        mark.b = trace::CancelRequest{true, 1}.packed();
        break;
    case TaskEventKind::CleanupEnded:
        mark.what = quint8(trace::CleanupEnd::Swallowed);
        break;
    case TaskEventKind::Expired:
    case TaskEventKind::TimedOut:
        break;
    default:
        return false;
    }
    task.marks.push_back(mark);
    return true;
}

bool OwnTrace::takeCounter(const OwnHead &head, const TraceEvent &event)
{
    const auto resource = std::ranges::find(head.resources, event.name, &OwnResource::name);
    const auto inUse = numberOf<qint32>(event.argument("in use"));
    const auto queued = numberOf<quint32>(event.argument("queued"));
    const auto slots = numberOf<qint64>(event.argument("slots"));
    if (resource == head.resources.end() || !inUse || !queued || !slots) {
        return false;
    }
    trace::TaskEvent use;
    use.time = event.time;
    use.resource = ResourceId(quint16(resource - head.resources.begin() + 1));
    use.kind = TaskEventKind::Resized;
    use.b = *slots;
    m_counters.push_back(use);
    use.kind = TaskEventKind::Slots;
    use.b = trace::Usage{*inUse, *queued}.packed();
    m_counters.push_back(use);
    return true;
}

void OwnTrace::finish(const OwnHead &head)
{
    for (const OwnResource &resource : head.resources) {
        const auto kind = valueNamed(std::string_view(resource.kind), trace::ResourceKind::Barrier);
        m_store.addResource({m_store.intern(resource.name),
                             kind.value_or(trace::ResourceKind::Semaphore),
                             numberOf<qint64>(resource.slots).value_or(0)});
    }
    for (const Task &task : m_tasks) {
        m_store.addTask(task.parent, task.name);
    }
    for (std::size_t i = 0; i < m_tasks.size(); ++i) {
        write(TaskId(quint32(i + 1)), m_tasks[i]);
    }
    m_tasks = {};
    // Behind the waits at the same moment, which know nothing of the use.
    for (const trace::TaskEvent &event : m_counters) {
        m_events.add(event);
    }
    m_counters = {};
    m_events.add(numberOf<Timestamp>(head.end).value_or(0), {}, TaskEventKind::End);
    m_events.moveTo(m_store);
}

void OwnTrace::write(TaskId id, const Task &task)
{
    m_events.add(task.created, id, TaskEventKind::Created);
    auto mark = task.marks.begin();
    const auto writeMarks = [&](Timestamp until) {
        for (; mark != task.marks.end() && mark->time < until; ++mark) {
            trace::TaskEvent event = *mark;
            event.task = id;
            if (event.kind != TaskEventKind::CleanupEnded) { // those end a span
                m_events.add(event);
            }
        }
    };
    bool isStarted = task.started < 0;
    for (std::size_t i = 0; i < task.spans.size(); ++i) {
        if (!isStarted && task.started <= task.spans[i].begin) {
            m_events.add(task.started, id, TaskEventKind::Started);
            isStarted = true;
        }
        writeMarks(task.spans[i].begin);
        writeSpan(id, task, i);
    }
    if (!isStarted) {
        m_events.add(task.started, id, TaskEventKind::Started);
    }
    writeMarks(trace::openEnd);
    const bool endsInCleanup = !task.spans.empty() && task.spans.back().state == TaskState::Cleanup;
    if (endsInCleanup && !task.marks.empty()
        && task.marks.back().kind == TaskEventKind::CleanupEnded) {
        m_events.add(task.marks.back().time, id, TaskEventKind::CleanupEnded, 0, 0,
                     quint8(trace::CleanupEnd::Swallowed));
    }
    if (task.ended >= 0) {
        m_events.add(task.ended, id, task.end, task.error.value);
    }
}

void OwnTrace::writeSpan(TaskId id, const Task &task, std::size_t index)
{
    const Span &span = task.spans[index];
    const bool wasCleanup = index > 0 && task.spans[index - 1].state == TaskState::Cleanup;
    if (wasCleanup) {
        const bool isSwallowed = std::ranges::any_of(task.marks, [&](const auto &mark) {
            return mark.kind == TaskEventKind::CleanupEnded && mark.time == span.begin;
        });
        const auto end = isSwallowed ? trace::CleanupEnd::Swallowed : trace::CleanupEnd::Ended;
        m_events.add(span.begin, id, TaskEventKind::CleanupEnded, 0, 0, quint8(end));
    }
    switch (span.state) {
    case TaskState::Ready:
        // The creation, the start and the end of a cleanup make such spans by themselves.
        if (!wasCleanup && span.begin != task.created && span.begin != task.started) {
            m_events.add(span.begin, id, TaskEventKind::Resumed);
        }
        break;
    case TaskState::Cleanup:
        m_events.add(span.begin, id, TaskEventKind::CleanupBegan);
        if (span.wait != WaitKind::None) { // the last for which it waited meanwhile
            m_events.add(span.begin, id, TaskEventKind::Waiting, 0, 0, quint8(span.wait),
                         span.resource);
        }
        break;
    case TaskState::Blocking:
        m_events.add(span.begin, id, TaskEventKind::Blocking, 0,
                     span.isOpen() ? 0 : span.end - span.begin);
        break;
    default:
        m_events.add(span.begin, id, TaskEventKind::Waiting, 0, 0, quint8(span.wait),
                     span.resource);
        break;
    }
}

} // namespace awaitscope::formats::chrome
