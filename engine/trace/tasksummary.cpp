// SPDX-License-Identifier: MIT
#include "engine/trace/tasksummary.h"

#include "engine/trace/tracestore.h"

#include <algorithm>

namespace awaitscope::trace {

namespace {

    [[nodiscard]] TaskState stateOf(WaitKind kind)
    {
        switch (kind) {
        case WaitKind::None:
            return TaskState::Ready;
        case WaitKind::Sleep:
        case WaitKind::Outside:
            return TaskState::Working;
        case WaitKind::Backoff:
            return TaskState::BackingOff;
        case WaitKind::Acquire:
        case WaitKind::Put:
        case WaitKind::Get:
        case WaitKind::Join:
        case WaitKind::Event:
        case WaitKind::Condition:
        case WaitKind::Barrier:
            return TaskState::Waiting;
        case WaitKind::Task:
        case WaitKind::WaitFor:
        case WaitKind::Shield:
        case WaitKind::Gather:
        case WaitKind::Wait:
        case WaitKind::TaskGroup:
        case WaitKind::AsCompleted:
            return TaskState::Awaiting;
        }
        Q_UNREACHABLE();
    }

    /// What is over of the state that the task was in.
    void addDuration(TaskSummary &task, Timestamp time)
    {
        const Timestamp duration = time - task.since;
        if (task.state == TaskState::Waiting) {
            task.waited += duration;
        } else if (task.state == TaskState::Working || task.state == TaskState::Blocking) {
            task.worked += duration;
        }
    }

    StateChange enter(const TaskEvent &event, TaskSummary &task, TaskState state)
    {
        addDuration(task, event.time);
        task.step = event.step;
        task.state = state;
        task.since = event.time;
        task.wait = WaitKind::None;
        task.resource = {};
        task.target = 0;
        return StateChange::Entered;
    }

    StateChange end(const TaskEvent &event, TaskSummary &task, Outcome outcome)
    {
        addDuration(task, event.time);
        task.ended = event.time;
        task.outcome = outcome;
        task.deadline = -1;
        task.cancelRequested = false;
        if (outcome != Outcome::Destroyed) { // what it was waiting for is why it never ended
            task.state = TaskState::Ready;
            task.wait = WaitKind::None;
            task.resource = {};
            task.target = 0;
        }
        return StateChange::Ended;
    }

} // namespace

StateChange TaskFollower::follow(const TaskEvent &event, TaskSummary &task)
{
    switch (event.kind) {
    case TaskEventKind::Created:
        task.created = event.time;
        task.since = event.time;
        return StateChange::Began;
    case TaskEventKind::Started:
        task.started = event.time;
        return enter(event, task, TaskState::Ready);
    case TaskEventKind::Finished:
        return end(event, task, Outcome::Finished);
    case TaskEventKind::Failed:
        task.error = StringId(event.a);
        return end(event, task,
                   m_store->text(task.error) == "Timeout" ? Outcome::TimedOut : Outcome::Failed);
    case TaskEventKind::Cancelled:
        return end(event, task, Outcome::Cancelled);
    case TaskEventKind::Destroyed:
        return end(event, task, Outcome::Destroyed);
    case TaskEventKind::CancelRequested:
        task.cancelRequested |= CancelRequest::unpacked(event.b).accepted;
        return StateChange::None;
    case TaskEventKind::Uncancelled:
        task.cancelRequested = event.b > 0;
        return StateChange::None;
    case TaskEventKind::CleanupBegan:
        task.isInCleanup = true;
        return enter(event, task, TaskState::Cleanup);
    case TaskEventKind::CleanupEnded:
        task.isInCleanup = false;
        task.cancelRequested = false;
        return enter(event, task, TaskState::Ready);
    case TaskEventKind::ScopeOpened:
    case TaskEventKind::ScopeClosed:
    case TaskEventKind::Rescheduled:
        followScope(event, task);
        return StateChange::None;
    default:
        return followWait(event, task);
    }
}

StateChange TaskFollower::followWait(const TaskEvent &event, TaskSummary &task)
{
    const auto unlessInCleanup = [&](TaskState state) {
        return task.isInCleanup ? TaskState::Cleanup : state;
    };
    switch (event.kind) {
    case TaskEventKind::Waiting:
        enter(event, task, unlessInCleanup(stateOf(event.wait())));
        task.wait = event.wait();
        task.resource = event.resource;
        task.target = event.a;
        return StateChange::Entered;
    case TaskEventKind::Resumed:
        return enter(event, task, unlessInCleanup(TaskState::Ready));
    case TaskEventKind::Blocking:
        return enter(event, task, unlessInCleanup(TaskState::Blocking));
    default:
        // Whatever a task does after a block, it does not block any more.
        return task.state == TaskState::Blocking ? enter(event, task, TaskState::Ready)
                                                 : StateChange::None;
    }
}

void TaskFollower::followScope(const TaskEvent &event, TaskSummary &task)
{
    auto &scopes = m_openScopes[event.task];
    const auto sameId = [&](const Scope &scope) { return scope.id == ScopeId(event.a); };
    if (event.kind == TaskEventKind::ScopeOpened) {
        scopes.push_back({ScopeId(event.a), event.b});
    } else if (event.kind == TaskEventKind::ScopeClosed) {
        std::erase_if(scopes, sameId);
    } else if (const auto scope = std::ranges::find_if(scopes, sameId); scope != scopes.end()) {
        scope->deadline = event.b;
    }
    task.deadline = -1;
    for (const Scope &scope : scopes) {
        const Timestamp deadline = std::max<Timestamp>(scope.deadline, 0);
        if (scope.deadline != noDeadline && (task.deadline < 0 || deadline < task.deadline)) {
            task.deadline = deadline;
        }
    }
    if (scopes.empty()) {
        m_openScopes.erase(event.task);
    }
}

} // namespace awaitscope::trace
