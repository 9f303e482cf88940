// SPDX-License-Identifier: MIT
#pragma once

#include "engine/trace/taskobserver.h"

#include <unordered_map>
#include <vector>

namespace awaitscope::trace {

/// Writes what it observes into a trace store, with the virtual time and the iteration. What
/// happens in the life of nearly every task is inline: a loop calls it directly, and all of it
/// becomes the few stores of an event.
class Recorder final : public TaskObserver
{
public:
    /// @p store outlives the recorder.
    explicit Recorder(TraceStore &store);

    [[nodiscard]] TraceStore &store() const noexcept { return m_store; }

    /// Where the task stands from now on; shown with its events.
    void enterStep(TaskId task, StepId step);
    /// For what no hook tells: appends an event at the present time.
    void record(TaskEventKind kind, TaskId task, quint32 a = 0, qint64 b = 0);
    /// The use of a resource, as the loop itself reports it.
    void resourceUsage(ResourceId resource, Usage usage);
    /// A list of task numbers, for the fields of an event.
    [[nodiscard]] ListId listOf(std::span<const TaskId> tasks);

    void clockMoved(Timestamp now, quint64 iteration) override;
    void taskCreated(TaskId task, TaskId parent, std::string_view name) override;
    void taskStarted(TaskId task) override;
    void taskFinished(TaskId task, ValueId value) override;
    void taskFailed(TaskId task, std::string_view error) override;
    void taskCancelled(TaskId task) override;
    void waitBegan(TaskId task, const Wait &wait) override;
    void waitEnded(TaskId task, const Wait &wait, std::string_view error) override;
    ResourceId resourceDeclared(ResourceKind kind, std::string_view name,
                                qint64 slotCount) override;
    void acquired(TaskId task, ResourceId resource, Usage usage, TaskId giver) override;
    void released(TaskId task, ResourceId resource, Usage usage) override;
    void resized(ResourceId resource, qint64 slotCount, Usage usage) override;
    void itemPut(TaskId task, ResourceId queue, ValueId item, Usage usage) override;
    void itemGot(TaskId task, ResourceId queue, ValueId item, Usage usage) override;
    void itemDone(TaskId task, ResourceId queue, quint64 unfinished) override;
    void eventSet(TaskId task, ResourceId event, quint64 woken) override;
    void eventCleared(TaskId task, ResourceId event) override;
    void notified(TaskId task, ResourceId condition, quint64 woken) override;
    void barrierPassed(TaskId task, ResourceId barrier, quint64 index) override;
    void scopeOpened(TaskId task, ScopeId scope, Timestamp deadline) override;
    void scopeClosed(TaskId task, ScopeId scope) override;
    void scopeExpired(TaskId task, ScopeId scope) override;
    void scopeTimedOut(TaskId task, ScopeId scope) override;
    void scopeRescheduled(TaskId task, ScopeId scope, Timestamp deadline) override;
    void cancelRequested(TaskId task, TaskId by, CancelCause cause, CancelRequest request) override;
    void cleanupBegan(TaskId task) override;
    void cleanupEnded(TaskId task, CleanupEnd how) override;
    void shutdownBegan(std::span<const TaskId> pending) override;

private:
    void makeRoomForStepOf(TaskId task);
    void append(TaskEventKind kind, TaskId task, TraceStore::Details details);
    [[nodiscard]] quint32 targetOf(TaskId task, const Wait &wait);
    [[nodiscard]] quint32 listOfTargets(TaskId task, const Wait &wait);

    TraceStore &m_store;
    Timestamp m_now = 0;
    std::vector<StepId> m_steps; // per task, if a scenario runs them
    quint32 m_stepCount = 0; // of m_steps
    std::unordered_map<TaskId, ListId> m_openLists; // of waits for several tasks
};

inline void Recorder::enterStep(TaskId task, StepId step)
{
    if (task.value > m_stepCount) [[unlikely]] {
        makeRoomForStepOf(task);
    }
    m_steps[task.value - 1] = step;
}

/// Always inline: what is constant of an event stays so.
Q_ALWAYS_INLINE void Recorder::append(TaskEventKind kind, TaskId task, TraceStore::Details details)
{
    m_store.append(m_now, kind, task, {m_steps.data(), m_stepCount}, details);
}

Q_ALWAYS_INLINE void Recorder::record(TaskEventKind kind, TaskId task, quint32 a, qint64 b)
{
    append(kind, task, {.a = a, .b = b});
}

inline void Recorder::clockMoved(Timestamp now, quint64 iteration)
{
    m_now = now;
    m_store.setIteration(iteration);
}

inline void Recorder::taskCreated(TaskId task, TaskId parent, std::string_view name)
{
    const TaskId added = m_store.addTask(parent, m_store.intern(name));
    Q_ASSERT(added == task);
    Q_UNUSED(added)
    record(TaskEventKind::Created, task);
}

inline void Recorder::taskStarted(TaskId task)
{
    record(TaskEventKind::Started, task);
}

inline void Recorder::taskFinished(TaskId task, ValueId value)
{
    record(TaskEventKind::Finished, task, value.bits());
}

inline quint32 Recorder::targetOf(TaskId task, const Wait &wait)
{
    return wait.targets.empty() ? wait.target : listOfTargets(task, wait);
}

Q_ALWAYS_INLINE void Recorder::waitBegan(TaskId task, const Wait &wait)
{
    append(TaskEventKind::Waiting, task,
           {.what = quint8(wait.kind),
            .resource = wait.resource,
            .a = targetOf(task, wait),
            .b = hasUsage(wait.kind) ? wait.usage.packed() : wait.ns});
}

Q_ALWAYS_INLINE void Recorder::waitEnded(TaskId task, const Wait &wait, std::string_view error)
{
    append(TaskEventKind::Resumed, task,
           {.what = quint8(wait.kind),
            .resource = wait.resource,
            .a = error.empty() ? 0 : m_store.intern(error).value,
            .b = hasUsage(wait.kind) ? wait.usage.packed() : targetOf(task, wait)});
    if (!wait.targets.empty()) [[unlikely]] {
        m_openLists.erase(task);
    }
}

Q_ALWAYS_INLINE void Recorder::acquired(TaskId task, ResourceId resource, Usage usage, TaskId giver)
{
    append(TaskEventKind::Acquired, task,
           {.resource = resource, .a = giver.value, .b = usage.packed()});
}

Q_ALWAYS_INLINE void Recorder::released(TaskId task, ResourceId resource, Usage usage)
{
    append(TaskEventKind::Released, task, {.resource = resource, .b = usage.packed()});
}

} // namespace awaitscope::trace
