// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/ending.h"
#include "engine/scenario/scenario.h"
#include "engine/task/ascompleted.h"
#include "engine/task/taskgroup.h"
#include "engine/task/timeout.h"

#include <QList>

#include <memory>
#include <variant>

namespace awaitscope::scenario {

class ScenarioTask;

// What a frame of the Machine's stack is for: one structure a kind of block.

/// The branch of a condition.
struct BranchFrame
{ };

/// A template: the task's own, a call, or the body of a wait_for. A return ends here.
struct TemplateFrame
{ };

struct RepeatFrame
{
    quint32 left = 0; ///< rounds to come
};

struct RetryFrame
{
    enum class Phase : quint8 {
        Body,
        Backoff,
    };
    const RetryStep *step = nullptr;
    quint32 attempt = 1;
    double scale = 1.0;
    Phase phase = Phase::Body;
};

/// Between an acquire and its release.
struct HeldFrame
{
    ResourceId resource;
};

struct ScopeFrame
{
    std::unique_ptr<task::Timeout> timeout;
    bool isStep = false; ///< a timeout step, which `reschedule` finds; not a wait_for
};

struct GroupFrame
{
    std::unique_ptr<task::TaskGroup> group;
    Ending bodyEnding;
    bool isLeaving = false;
};

struct TryFrame
{
    enum class Phase : quint8 {
        Body,
        Handler,
        Finally,
    };
    const TryStep *step = nullptr;
    const Handler *handler = nullptr;
    Ending pending; ///< caught by the handler, or what comes after the finally part
    Phase phase = Phase::Body;
};

struct CompletionsFrame
{
    std::unique_ptr<task::AsCompleted> source;
    const AsCompletedStep *step = nullptr;
};

/// Awaits tasks one after the other.
struct AwaitFrame
{
    QList<task::TaskPtr<ScenarioTask>> tasks;
    qsizetype next = 0;
};

using FrameKind = std::variant<BranchFrame, TemplateFrame, RepeatFrame, RetryFrame, HeldFrame,
                               ScopeFrame, GroupFrame, TryFrame, CompletionsFrame, AwaitFrame>;

/// Steps that are being executed, and what happens when they end.
struct Frame
{
    FrameKind kind;
    const Steps *steps = nullptr;
    StepId step; ///< that opened the frame
    quint32 next = 0; ///< index of the step to execute next
};

} // namespace awaitscope::scenario
