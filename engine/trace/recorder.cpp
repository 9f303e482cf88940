// SPDX-License-Identifier: MIT
#include "engine/trace/recorder.h"

namespace awaitscope::trace {

Recorder::Recorder(TraceStore &store) : m_store(store) { }

void Recorder::makeRoomForStepOf(TaskId task)
{
    m_steps.resize(std::max<std::size_t>(task.value, m_store.taskCount()));
    m_stepCount = quint32(m_steps.size());
}

void Recorder::resourceUsage(ResourceId resource, Usage usage)
{
    append(TaskEventKind::Slots, {}, {.resource = resource, .b = usage.packed()});
}

ListId Recorder::listOf(std::span<const TaskId> tasks)
{
    return m_store.addTaskList(tasks);
}

void Recorder::taskFailed(TaskId task, std::string_view error)
{
    record(TaskEventKind::Failed, task, m_store.intern(error).value);
}

void Recorder::taskCancelled(TaskId task)
{
    record(TaskEventKind::Cancelled, task);
}

quint32 Recorder::listOfTargets(TaskId task, const Wait &wait)
{
    const auto [list, isNew] = m_openLists.try_emplace(task);
    if (isNew) {
        list->second = listOf(wait.targets);
    }
    return list->second.value;
}

ResourceId Recorder::resourceDeclared(ResourceKind kind, std::string_view name, qint64 slotCount)
{
    return m_store.addResource({m_store.intern(name), kind, slotCount});
}

void Recorder::resized(ResourceId resource, qint64 slotCount, Usage usage)
{
    append(TaskEventKind::Resized, {}, {.resource = resource, .b = slotCount});
    resourceUsage(resource, usage);
}

void Recorder::itemPut(TaskId task, ResourceId queue, ValueId item, Usage usage)
{
    append(TaskEventKind::Put, task, {.resource = queue, .a = item.bits(), .b = usage.packed()});
}

void Recorder::itemGot(TaskId task, ResourceId queue, ValueId item, Usage usage)
{
    append(TaskEventKind::Got, task, {.resource = queue, .a = item.bits(), .b = usage.packed()});
}

void Recorder::itemDone(TaskId task, ResourceId queue, quint64 unfinished)
{
    append(TaskEventKind::TaskDone, task, {.resource = queue, .b = qint64(unfinished)});
}

void Recorder::eventSet(TaskId task, ResourceId event, quint64 woken)
{
    append(TaskEventKind::EventSet, task, {.resource = event, .b = qint64(woken)});
}

void Recorder::eventCleared(TaskId task, ResourceId event)
{
    append(TaskEventKind::EventCleared, task, {.resource = event});
}

void Recorder::notified(TaskId task, ResourceId condition, quint64 woken)
{
    append(TaskEventKind::Notified, task, {.resource = condition, .b = qint64(woken)});
}

void Recorder::barrierPassed(TaskId task, ResourceId barrier, quint64 index)
{
    append(TaskEventKind::Passed, task, {.resource = barrier, .b = qint64(index)});
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
    append(TaskEventKind::CancelRequested, task,
           {.what = quint8(cause), .a = by.value, .b = request.packed()});
}

void Recorder::cleanupBegan(TaskId task)
{
    record(TaskEventKind::CleanupBegan, task);
}

void Recorder::cleanupEnded(TaskId task, CleanupEnd how)
{
    append(TaskEventKind::CleanupEnded, task, {.what = quint8(how)});
}

void Recorder::shutdownBegan(std::span<const TaskId> pending)
{
    record(TaskEventKind::Shutdown, {}, listOf(pending).value);
}

} // namespace awaitscope::trace
