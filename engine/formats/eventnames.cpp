// SPDX-License-Identifier: MIT
#include "engine/formats/eventnames.h"

#include <array>

namespace awaitscope::formats {

using trace::CancelCause;
using trace::CleanupEnd;
using trace::Outcome;
using trace::ResourceKind;
using trace::TaskEventKind;
using trace::TaskState;
using trace::WaitKind;

namespace {

    constexpr std::array<const char *, 41> eventNames{
        "created",          "started",      "finished",
        "failed",           "cancelled",    "waiting",
        "resumed",          "blocking",     "acquired",
        "released",         "put",          "got",
        "task_done",        "set",          "cleared",
        "notified",         "passed",       "slots",
        "resized",          "scope_opened", "scope_closed",
        "expired",          "timeout",      "rescheduled",
        "cancel_requested", "uncancelled",  "cleanup_began",
        "cleanup_ended",    "caught",       "attempt_failed",
        "results",          "waited",       "completed",
        "marker",           "intervention", "shutdown",
        "deadlock",         "end",          "shutdown_error",
        "never_retrieved",  "destroyed"};
    static_assert(eventNames.size() == std::size_t(TaskEventKind::Destroyed) + 1);

    constexpr std::array<const char *, 18> waitNames{
        "",       "sleep",  "sleep",     "acquire",    "put",          "get",
        "join",   "event",  "condition", "barrier",    "task",         "wait_for",
        "shield", "gather", "wait",      "task_group", "as_completed", "outside"};
    static_assert(waitNames.size() == std::size_t(WaitKind::Outside) + 1);

    constexpr std::array<const char *, 8> causeNames{"unknown", "step",   "user",  "timeout",
                                                     "awaiter", "gather", "group", "shutdown"};
    static_assert(causeNames.size() == std::size_t(CancelCause::Shutdown) + 1);

    constexpr std::array<const char *, 4> cleanupNames{"ended", "swallowed", "timed out",
                                                       "replaced"};
    static_assert(cleanupNames.size() == std::size_t(CleanupEnd::Replaced) + 1);

    constexpr std::array<const char *, trace::stateCount> stateNames{
        "ready", "working", "backing off", "waiting", "awaiting", "blocking", "cleanup"};

    constexpr std::array<const char *, trace::outcomeCount> outcomeNames{
        "alive", "finished", "failed", "timed out", "cancelled", "destroyed"};

    constexpr std::array<const char *, 6> resourceNames{"semaphore", "lock",      "event",
                                                        "queue",     "condition", "barrier"};
    static_assert(resourceNames.size() == std::size_t(ResourceKind::Barrier) + 1);

} // namespace

const char *nameOf(TaskEventKind kind) noexcept
{
    return eventNames[std::size_t(kind)];
}

bool isInLog(TaskEventKind kind) noexcept
{
    return kind != TaskEventKind::ScopeOpened && kind != TaskEventKind::ScopeClosed
        && kind != TaskEventKind::CleanupBegan && kind != TaskEventKind::CleanupEnded;
}

const char *nameOf(WaitKind kind) noexcept
{
    return waitNames[std::size_t(kind)];
}

const char *nameOf(CancelCause cause) noexcept
{
    return causeNames[std::size_t(cause)];
}

const char *nameOf(CleanupEnd end) noexcept
{
    return cleanupNames[std::size_t(end)];
}

const char *nameOf(TaskState state) noexcept
{
    return stateNames[std::size_t(state)];
}

const char *nameOf(Outcome outcome) noexcept
{
    return outcomeNames[std::size_t(outcome)];
}

const char *nameOf(ResourceKind kind) noexcept
{
    return resourceNames[std::size_t(kind)];
}

} // namespace awaitscope::formats
