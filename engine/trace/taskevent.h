// SPDX-License-Identifier: MIT
#pragma once

#include "engine/trace/ids.h"
#include "engine/trace/timerange.h"
#include "engine/trace/valueid.h"

#include <limits>
#include <type_traits>

namespace awaitscope::trace {

/// The deadline of a timeout scope that has none.
inline constexpr Timestamp noDeadline = std::numeric_limits<Timestamp>::min();

/// What happened. The comments say what the fields `resource`, `a` and `b` of the event hold.
enum class TaskEventKind : quint8 {
    // The life of a task.
    Created,
    Started,
    Finished, ///< a: ValueId returned
    Failed, ///< a: StringId of the error
    Cancelled,
    // Waiting; see WaitKind for `a` and `b`.
    Waiting,
    Resumed, ///< a: StringId of the error or 0; b as Waiting, or the usage afterwards
    Blocking, ///< b: ns drawn
    // Resources.
    Acquired, ///< resource; a: TaskId from whose hand, 0 if it was free; b: Usage
    Released, ///< resource; b: Usage
    Put, ///< resource; a: ValueId; b: Usage
    Got, ///< resource; a: ValueId; b: Usage
    TaskDone, ///< resource; b: unfinished
    EventSet, ///< resource; b: woken
    EventCleared, ///< resource
    Notified, ///< resource; b: woken
    Passed, ///< resource; b: index
    Slots, ///< resource; b: Usage (after Resized, and once at the end of a run)
    Resized, ///< resource; b: new number of slots; a Slots event follows
    // Timeout scopes.
    ScopeOpened, ///< a: ScopeId; b: deadline or noDeadline. Not in the log.
    ScopeClosed, ///< a: ScopeId. Not in the log.
    Expired, ///< a: ScopeId
    TimedOut, ///< a: ScopeId
    Rescheduled, ///< a: ScopeId; b: deadline or noDeadline
    // Cancellation.
    CancelRequested, ///< what: CancelCause; a: TaskId of the caller or 0; b: see CancelRequest
    Uncancelled, ///< b: cancelling
    CleanupBegan, ///< Cancelled was delivered. Not in the log.
    CleanupEnded, ///< what: CleanupEnd. Not in the log.
    // The scenario's own.
    Caught, ///< a: StringId of the error
    AttemptFailed, ///< a: StringId of the error; b: attempt
    Results, ///< a: ListId of tasks; b: ListId, two numbers a result: 0 ok / 1 error, then id
    Waited, ///< a: ListId done; b: ListId pending
    Completed, ///< a: TaskId
    Marker, ///< a: StringId
    // The loop's own (task 0, but for the last three).
    Intervention, ///< a: index; b: accepted
    Shutdown, ///< a: ListId pending
    Deadlock, ///< a: ListId pending
    End,
    ShutdownError, ///< a: StringId of the error
    NeverRetrieved, ///< a: StringId of the error
    Destroyed,
};

/// What a Waiting or Resumed event is about. For Waiting: `a` is the target task, the ListId of the
/// target tasks or the number left; `b` the ns of a sleep or the Usage of the resource. For Resumed
/// `a` is the error and `b` holds what identifies the wait, or the Usage if there was an error.
enum class WaitKind : quint8 {
    None,
    Sleep, ///< b: ns
    Backoff, ///< the sleep of a retry; b: ns
    Acquire, ///< resource; b: Usage
    Put, ///< resource; b: Usage
    Get, ///< resource; b: Usage
    Join, ///< resource
    Event, ///< resource
    Condition, ///< resource
    Barrier, ///< resource
    Task, ///< target
    WaitFor, ///< target
    Shield, ///< target
    Gather, ///< targets
    Wait, ///< targets
    TaskGroup, ///< targets
    AsCompleted, ///< left
    Outside, ///< something that happens outside of the loop: a reply, a process, a signal
};

/// Why cancel() was called on a task.
enum class CancelCause : quint8 {
    Unknown,
    Step, ///< a task asked for it
    User, ///< an intervention
    Timeout, ///< a timeout scope expired, or wait_for with no time left
    Awaiter, ///< the task that awaits it was cancelled
    Gather, ///< the gather that holds it was cancelled
    Group, ///< its task group aborts, or pokes its parent
    Shutdown, ///< the end of the run
};

/// How the time from the delivery of a cancellation came to an end.
enum class CleanupEnd : quint8 {
    Ended, ///< the task ended
    Swallowed, ///< a handler kept the cancellation to itself
    TimedOut, ///< a timeout scope turned it into Timeout
    Replaced, ///< another error took its place
};

/// How many slots (items, locks) are taken and how many tasks queue; packed into one event field.
struct Usage
{
    qint32 inUse = 0;
    quint32 waiting = 0;

    [[nodiscard]] constexpr qint64 packed() const noexcept
    {
        return (qint64(inUse) << 32) | qint64(waiting);
    }

    [[nodiscard]] static constexpr Usage unpacked(qint64 bits) noexcept
    {
        return {qint32(bits >> 32), quint32(bits & 0xffffffff)};
    }

    friend constexpr bool operator==(const Usage &, const Usage &) noexcept = default;
};

/// The `b` of a CancelRequested event.
struct CancelRequest
{
    bool accepted = false;
    quint32 cancelling = 0; ///< the count after the call

    [[nodiscard]] constexpr qint64 packed() const noexcept
    {
        return (qint64(cancelling) << 1) | qint64(accepted);
    }

    [[nodiscard]] static constexpr CancelRequest unpacked(qint64 bits) noexcept
    {
        return {(bits & 1) != 0, quint32(bits >> 1)};
    }
};

/// One thing that happened to one task (0: to the loop) at one instant.
struct TaskEvent
{
    Timestamp time = 0;
    TaskId task;
    StepId step; ///< the step where the task stood, if a scenario runs it
    TaskEventKind kind : 6 = TaskEventKind::Created;
    quint8 iterations : 2 = 0; ///< since the event before; of the store, see iterationOf()
    quint8 what = 0; ///< WaitKind, CancelCause or CleanupEnd, by kind
    ResourceId resource;
    quint32 a = 0;
    qint64 b = 0;

    /// Of `iterations`: as many or more.
    static constexpr quint8 manyIterations = 3;

    [[nodiscard]] constexpr WaitKind wait() const noexcept { return WaitKind(what); }

    [[nodiscard]] constexpr CancelCause cause() const noexcept { return CancelCause(what); }

    [[nodiscard]] constexpr Usage usage() const noexcept { return Usage::unpacked(b); }
};

static_assert(quint8(TaskEventKind::Destroyed) < 1U << 6U, "it has 6 bits");
static_assert(sizeof(TaskEvent) == 32 && std::is_trivially_copyable_v<TaskEvent>);

/// Whether a wait of this kind reports the usage of its resource.
[[nodiscard]] constexpr bool hasUsage(WaitKind kind) noexcept
{
    return kind == WaitKind::Acquire || kind == WaitKind::Put || kind == WaitKind::Get;
}

} // namespace awaitscope::trace
