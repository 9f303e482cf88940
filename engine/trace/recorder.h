// SPDX-License-Identifier: MIT
#pragma once

#include "engine/trace/taskobserver.h"

#include <unordered_map>
#include <vector>

namespace awaitscope::trace {

/// Writes what it observes into a trace store, with the virtual time and the iteration.
class Recorder : public TaskObserver
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
    /// `time` and `step` are filled in.
    void append(TaskEvent event);
    [[nodiscard]] quint32 targetOf(TaskId task, const Wait &wait);
    [[nodiscard]] quint32 listOfTargets(TaskId task, const Wait &wait);

    TraceStore &m_store;
    Timestamp m_now = 0;
    std::vector<StepId> m_steps; // per task, if a scenario runs them
    std::unordered_map<TaskId, ListId> m_openLists; // of waits for several tasks
};

} // namespace awaitscope::trace
