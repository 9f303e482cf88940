// SPDX-License-Identifier: MIT
#pragma once

#include "engine/trace/taskevent.h"
#include "engine/trace/taskstate.h"

#include <unordered_map>
#include <vector>

namespace awaitscope::trace {

class TraceStore;

/// How a task stands, and what it has come to so far.
struct TaskSummary
{
    Timestamp created = 0;
    Timestamp started = -1; ///< -1: never
    Timestamp ended = -1; ///< -1: alive
    Outcome outcome = Outcome::None;
    TaskState state = TaskState::Ready;
    WaitKind wait = WaitKind::None;
    bool cancelRequested = false; ///< accepted, and not yet ended or taken back
    bool isInCleanup = false; ///< a cancellation was delivered and has not come to its end
    ResourceId resource;
    StepId step; ///< where it stands
    quint32 target = 0; ///< TaskId or ListId of what it awaits, by `wait`; kept when destroyed
    StringId error; ///< if it failed
    Timestamp deadline = -1; ///< the earliest of its open timeout scopes; -1: none
    Timestamp waited = 0; ///< ns of Waiting that are over
    Timestamp worked = 0; ///< ns of Working and Blocking that are over
    Timestamp since = 0; ///< when `state` began

    [[nodiscard]] bool isAlive() const noexcept { return outcome == Outcome::None; }

    /// Whether it never came to an end of its own.
    [[nodiscard]] bool isPending() const noexcept
    {
        return isAlive() || outcome == Outcome::Destroyed;
    }

    friend bool operator==(const TaskSummary &, const TaskSummary &) noexcept = default;
};

/// What an event does to the state of its task.
enum class StateChange : quint8 {
    None,
    Began, ///< the task is there
    Entered, ///< a state, maybe the same again
    Ended,
};

/// Follows the tasks of a store from event to event.
class TaskFollower
{
public:
    explicit TaskFollower(const TraceStore &store) noexcept : m_store(&store) { }

    /// Precondition: the event is of this task, and the next one of it.
    StateChange follow(const TaskEvent &event, TaskSummary &task);

private:
    struct Scope
    {
        ScopeId id;
        Timestamp deadline = noDeadline;
    };

    StateChange followWait(const TaskEvent &event, TaskSummary &task);
    void followScope(const TaskEvent &event, TaskSummary &task);

    const TraceStore *m_store;
    std::unordered_map<TaskId, std::vector<Scope>> m_openScopes;
};

} // namespace awaitscope::trace
