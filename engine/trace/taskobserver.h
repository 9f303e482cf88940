// SPDX-License-Identifier: MIT
#pragma once

#include "engine/trace/tracestore.h"

#include <span>
#include <string_view>

namespace awaitscope::trace {

/// What a task waits for: the same value is given when the wait begins and when it ends, but for
/// `usage`, which is that of the moment.
struct Wait
{
    WaitKind kind = WaitKind::None;
    ResourceId resource;
    quint32 target = 0; ///< the task of Task, WaitFor, Shield; how many are left of AsCompleted
    std::span<const TaskId> targets; ///< of Gather, Wait, TaskGroup
    qint64 ns = 0; ///< of Sleep and Backoff
    Usage usage; ///< of Acquire, Put, Get; at the beginning this task is already counted
};

/// Hooks with which the runtime tells what it does; the only thing it knows of recording. All are
/// called on the thread of the loop, while the thing happens; a hook must not call back into the
/// runtime. Modelled on trio's Instrument.
class TaskObserver
{
public:
    virtual ~TaskObserver() = default;

    /// What happens from now on happens at this time, in this iteration of the loop (from 1).
    virtual void clockMoved(Timestamp /*now*/, quint64 /*iteration*/) { }

    // The life of a task. Tasks are numbered from 1 in the order of their creation.
    virtual void taskCreated(TaskId /*task*/, TaskId /*parent*/, std::string_view /*name*/) { }

    virtual void taskStarted(TaskId /*task*/) { }

    virtual void taskFinished(TaskId /*task*/, ValueId /*value*/) { }

    virtual void taskFailed(TaskId /*task*/, std::string_view /*error*/) { }

    virtual void taskCancelled(TaskId /*task*/) { }

    // Waiting. @p error is empty if the wait ended well.
    virtual void waitBegan(TaskId /*task*/, const Wait & /*wait*/) { }

    virtual void waitEnded(TaskId /*task*/, const Wait & /*wait*/, std::string_view /*error*/) { }

    // Resources.
    virtual ResourceId resourceDeclared(ResourceKind /*kind*/, std::string_view /*name*/,
                                        qint64 /*slotCount*/)
    {
        return {};
    }

    /// @p giver is the task whose slot it is now; none if a slot was free.
    virtual void acquired(TaskId /*task*/, ResourceId /*resource*/, Usage /*usage*/,
                          TaskId /*giver*/)
    { }

    virtual void released(TaskId /*task*/, ResourceId /*resource*/, Usage /*usage*/) { }

    virtual void resized(ResourceId /*resource*/, qint64 /*slotCount*/, Usage /*usage*/) { }

    virtual void itemPut(TaskId /*task*/, ResourceId /*queue*/, ValueId /*item*/, Usage /*usage*/)
    { }

    virtual void itemGot(TaskId /*task*/, ResourceId /*queue*/, ValueId /*item*/, Usage /*usage*/)
    { }

    virtual void itemDone(TaskId /*task*/, ResourceId /*queue*/, quint64 /*unfinished*/) { }

    virtual void eventSet(TaskId /*task*/, ResourceId /*event*/, quint64 /*woken*/) { }

    virtual void eventCleared(TaskId /*task*/, ResourceId /*event*/) { }

    virtual void notified(TaskId /*task*/, ResourceId /*condition*/, quint64 /*woken*/) { }

    virtual void barrierPassed(TaskId /*task*/, ResourceId /*barrier*/, quint64 /*index*/) { }

    // Timeout scopes. A deadline can be noDeadline.
    virtual void scopeOpened(TaskId /*task*/, ScopeId /*scope*/, Timestamp /*deadline*/) { }

    virtual void scopeClosed(TaskId /*task*/, ScopeId /*scope*/) { }

    virtual void scopeExpired(TaskId /*task*/, ScopeId /*scope*/) { }

    /// A cancellation became TimeoutError; scope 0: that of a wait_for with no time left.
    virtual void scopeTimedOut(TaskId /*task*/, ScopeId /*scope*/) { }

    virtual void scopeRescheduled(TaskId /*task*/, ScopeId /*scope*/, Timestamp /*deadline*/) { }

    // Cancellation.
    virtual void cancelRequested(TaskId /*task*/, TaskId /*by*/, CancelCause /*cause*/,
                                 CancelRequest /*request*/)
    { }

    virtual void cleanupBegan(TaskId /*task*/) { }

    virtual void cleanupEnded(TaskId /*task*/, CleanupEnd /*how*/) { }

    /// Main has ended; these are left and will be cancelled.
    virtual void shutdownBegan(std::span<const TaskId> /*pending*/) { }
};

} // namespace awaitscope::trace
