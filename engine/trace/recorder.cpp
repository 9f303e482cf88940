// SPDX-License-Identifier: MIT
#include "engine/trace/recorder.h"

namespace awaitscope::trace {

Recorder::Recorder(TraceStore &store) : m_store(store) { }

void Recorder::enterStep(TaskId task, StepId step)
{
    if (task.value > m_steps.size()) {
        m_steps.resize(std::max<std::size_t>(task.value, m_store.taskCount()));
    }
    m_steps[task.value - 1] = step;
}

inline void Recorder::append(TaskEvent event)
{
    event.time = m_now;
    if (const quint32 task = event.task.value; task - 1 < m_steps.size()) { // task 0 has none
        event.step = m_steps[task - 1];
    }
    m_store.append(event);
}

void Recorder::clockMoved(Timestamp now, quint64 iteration)
{
    m_now = now;
    m_store.setIteration(iteration);
}

void Recorder::record(TaskEventKind kind, TaskId task, quint32 a, qint64 b)
{
    append(TaskEvent{.task = task, .kind = kind, .a = a, .b = b});
}

void Recorder::resourceUsage(ResourceId resource, Usage usage)
{
    append(TaskEvent{.kind = TaskEventKind::Slots, .resource = resource, .b = usage.packed()});
}

ListId Recorder::listOf(std::span<const TaskId> tasks)
{
    static_assert(sizeof(TaskId) == sizeof(quint32));
    std::vector<quint32> numbers(tasks.size());
    std::ranges::transform(tasks, numbers.begin(), &TaskId::value);
    return m_store.addList(numbers);
}

void Recorder::taskCreated(TaskId task, TaskId parent, std::string_view name)
{
    const TaskId added = m_store.addTask(parent, m_store.intern(name));
    Q_ASSERT(added == task);
    Q_UNUSED(added)
    record(TaskEventKind::Created, task);
}

void Recorder::taskStarted(TaskId task)
{
    record(TaskEventKind::Started, task);
}

void Recorder::taskFinished(TaskId task, ValueId value)
{
    record(TaskEventKind::Finished, task, value.bits());
}

void Recorder::taskFailed(TaskId task, std::string_view error)
{
    record(TaskEventKind::Failed, task, m_store.intern(error).value);
}

void Recorder::taskCancelled(TaskId task)
{
    record(TaskEventKind::Cancelled, task);
}

inline quint32 Recorder::targetOf(TaskId task, const Wait &wait)
{
    return wait.targets.empty() ? wait.target : listOfTargets(task, wait);
}

quint32 Recorder::listOfTargets(TaskId task, const Wait &wait)
{
    const auto [list, isNew] = m_openLists.try_emplace(task);
    if (isNew) {
        list->second = listOf(wait.targets);
    }
    return list->second.value;
}

void Recorder::waitBegan(TaskId task, const Wait &wait)
{
    append(TaskEvent{.task = task,
                     .kind = TaskEventKind::Waiting,
                     .what = quint8(wait.kind),
                     .resource = wait.resource,
                     .a = targetOf(task, wait),
                     .b = hasUsage(wait.kind) ? wait.usage.packed() : wait.ns});
}

void Recorder::waitEnded(TaskId task, const Wait &wait, std::string_view error)
{
    append(TaskEvent{.task = task,
                     .kind = TaskEventKind::Resumed,
                     .what = quint8(wait.kind),
                     .resource = wait.resource,
                     .a = error.empty() ? 0 : m_store.intern(error).value,
                     .b = hasUsage(wait.kind) ? wait.usage.packed() : targetOf(task, wait)});
    if (!wait.targets.empty()) {
        m_openLists.erase(task);
    }
}

ResourceId Recorder::resourceDeclared(ResourceKind kind, std::string_view name, qint64 slotCount)
{
    return m_store.addResource({m_store.intern(name), kind, slotCount});
}

void Recorder::acquired(TaskId task, ResourceId resource, Usage usage, TaskId giver)
{
    append(TaskEvent{.task = task,
                     .kind = TaskEventKind::Acquired,
                     .resource = resource,
                     .a = giver.value,
                     .b = usage.packed()});
}

void Recorder::released(TaskId task, ResourceId resource, Usage usage)
{
    append(TaskEvent{
        .task = task, .kind = TaskEventKind::Released, .resource = resource, .b = usage.packed()});
}

void Recorder::resized(ResourceId resource, qint64 slotCount, Usage usage)
{
    append(TaskEvent{.kind = TaskEventKind::Resized, .resource = resource, .b = slotCount});
    resourceUsage(resource, usage);
}

void Recorder::itemPut(TaskId task, ResourceId queue, ValueId item, Usage usage)
{
    append(TaskEvent{.task = task,
                     .kind = TaskEventKind::Put,
                     .resource = queue,
                     .a = item.bits(),
                     .b = usage.packed()});
}

void Recorder::itemGot(TaskId task, ResourceId queue, ValueId item, Usage usage)
{
    append(TaskEvent{.task = task,
                     .kind = TaskEventKind::Got,
                     .resource = queue,
                     .a = item.bits(),
                     .b = usage.packed()});
}

void Recorder::itemDone(TaskId task, ResourceId queue, quint64 unfinished)
{
    append(TaskEvent{
        .task = task, .kind = TaskEventKind::TaskDone, .resource = queue, .b = qint64(unfinished)});
}

void Recorder::eventSet(TaskId task, ResourceId event, quint64 woken)
{
    append(TaskEvent{
        .task = task, .kind = TaskEventKind::EventSet, .resource = event, .b = qint64(woken)});
}

void Recorder::eventCleared(TaskId task, ResourceId event)
{
    append(TaskEvent{.task = task, .kind = TaskEventKind::EventCleared, .resource = event});
}

void Recorder::notified(TaskId task, ResourceId condition, quint64 woken)
{
    append(TaskEvent{
        .task = task, .kind = TaskEventKind::Notified, .resource = condition, .b = qint64(woken)});
}

void Recorder::barrierPassed(TaskId task, ResourceId barrier, quint64 index)
{
    append(TaskEvent{
        .task = task, .kind = TaskEventKind::Passed, .resource = barrier, .b = qint64(index)});
}

void Recorder::scopeOpened(TaskId task, ScopeId scope, Timestamp deadline)
{
    record(TaskEventKind::ScopeOpened, task, scope.value, deadline);
}

void Recorder::scopeClosed(TaskId task, ScopeId scope)
{
    record(TaskEventKind::ScopeClosed, task, scope.value);
}

void Recorder::scopeExpired(TaskId task, ScopeId scope)
{
    record(TaskEventKind::Expired, task, scope.value);
}

void Recorder::scopeTimedOut(TaskId task, ScopeId scope)
{
    record(TaskEventKind::TimedOut, task, scope.value);
    cleanupEnded(task, CleanupEnd::TimedOut);
}

void Recorder::scopeRescheduled(TaskId task, ScopeId scope, Timestamp deadline)
{
    record(TaskEventKind::Rescheduled, task, scope.value, deadline);
}

void Recorder::cancelRequested(TaskId task, TaskId by, CancelCause cause, CancelRequest request)
{
    append(TaskEvent{.task = task,
                     .kind = TaskEventKind::CancelRequested,
                     .what = quint8(cause),
                     .a = by.value,
                     .b = request.packed()});
}

void Recorder::cleanupBegan(TaskId task)
{
    record(TaskEventKind::CleanupBegan, task);
}

void Recorder::cleanupEnded(TaskId task, CleanupEnd how)
{
    append(TaskEvent{.task = task, .kind = TaskEventKind::CleanupEnded, .what = quint8(how)});
}

void Recorder::shutdownBegan(std::span<const TaskId> pending)
{
    record(TaskEventKind::Shutdown, {}, listOf(pending).value);
}

} // namespace awaitscope::trace
