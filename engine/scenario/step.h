// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/problem.h"
#include "engine/trace/ids.h"
#include "engine/trace/timerange.h"

#include <QByteArray>

#include <optional>
#include <variant>
#include <vector>

/// The steps of a scenario as parsed and validated (scenario.md, sections 2 to 5).
namespace awaitscope::scenario {

using trace::ResourceId;
using trace::StepId;
using trace::Timestamp;

/// Index of a template in Scenario::templates.
using TemplateIndex = quint32;
/// Index of a variable's name in Scenario::variables.
using VariableIndex = quint32;

/// The variables that every task has.
inline constexpr VariableIndex selfVariable = 0;
inline constexpr VariableIndex parentVariable = 1;
inline constexpr VariableIndex mainVariable = 2;

/// A duration expression (scenario.md, section 2).
struct Duration
{
    enum class Kind : quint8 {
        Constant, ///< ns[0]
        Uniform, ///< ns[0] to ns[1]
        Exponential, ///< mean ns[0]
        LogNormal, ///< median ns[0], sigma
        Choice, ///< one of ns
    };
    Kind kind = Kind::Constant;
    std::vector<Timestamp> ns{0};
    double sigma = 0;
};

/// `"$v"`, `"$v[i]"`: tasks that exist.
struct TaskRef
{
    VariableIndex variable = selfVariable;
    std::optional<quint64> index;
};

/// A template name, or `{"template": T, "count": n}`: tasks to create on the spot.
struct NewTasks
{
    TemplateIndex templateIndex = 0;
    quint32 count = 1;
};

using Reference = std::variant<TaskRef, NewTasks>;

struct Step;
using Steps = std::vector<Step>;

// One structure a step of scenario.md, section 5, by the name of its operator.

struct SleepStep
{
    Duration duration;
};

struct BlockStep
{
    Duration duration;
};

struct ChanceStep
{
    double probability = 0;
    Steps then;
    Steps otherwise;
};

struct IfElapsedStep
{
    Duration duration;
    Steps then;
    Steps otherwise;
};

struct CallStep
{
    TemplateIndex templateIndex = 0;
};

struct SpawnStep
{
    TemplateIndex templateIndex = 0;
    quint32 count = 1;
    std::optional<VariableIndex> as;
    bool append = false;
};

struct StartStep
{
    TemplateIndex templateIndex = 0;
    quint32 count = 1;
    std::optional<VariableIndex> as;
    bool append = false;
};

struct AwaitStep
{
    TaskRef tasks;
};

struct GatherStep
{
    std::vector<Reference> references;
    bool returnExceptions = false;
    std::optional<VariableIndex> as;
};

struct WaitStep
{
    enum class ReturnWhen : quint8 {
        All,
        FirstCompleted,
        FirstException,
    };
    std::vector<Reference> references;
    ReturnWhen returnWhen = ReturnWhen::All;
    std::optional<Duration> timeout;
    std::optional<VariableIndex> doneAs;
    std::optional<VariableIndex> pendingAs;
};

struct AsCompletedStep
{
    std::vector<Reference> references;
    std::optional<Duration> timeout;
    Steps body;
};

struct WaitForStep
{
    Reference target; ///< NewTasks: a template, count 1
    std::optional<Duration> timeout;
};

struct ShieldStep
{
    Reference target; ///< NewTasks: a template, count 1
    std::optional<VariableIndex> as;
};

struct TimeoutStep
{
    std::optional<Duration> timeout;
    Steps body;
};

struct TimeoutAtStep
{
    Timestamp deadline = 0;
    Steps body;
};

struct RescheduleStep
{
    std::optional<Duration> timeout;
};

struct TaskGroupStep
{
    Steps body;
};

struct AcquireStep
{
    ResourceId resource; ///< semaphore, lock or condition
    std::optional<Steps> body; ///< none: nothing is released
};

struct ReleaseStep
{
    ResourceId resource;
};

struct PutStep
{
    ResourceId resource;
    std::optional<QByteArray> valueJson; ///< as Python's json.dumps writes it; none: running number
    bool nowait = false;
};

struct GetStep
{
    ResourceId resource;
    bool nowait = false;
};

struct TaskDoneStep
{
    ResourceId resource;
};

struct JoinStep
{
    ResourceId resource;
};

struct SetStep
{
    ResourceId resource;
};

struct ClearStep
{
    ResourceId resource;
};

struct WaitEventStep
{
    ResourceId resource;
};

struct WaitConditionStep
{
    ResourceId resource;
};

struct NotifyStep
{
    ResourceId resource;
    std::optional<quint64> n = 1; ///< none: all
};

struct BarrierStep
{
    ResourceId resource;
};

struct CancelStep
{
    TaskRef tasks;
};

struct UncancelStep
{ };

struct RaiseStep
{
    QByteArray error;
};

struct Handler
{
    QByteArray matcher; ///< an error name, `Group`, `Error` or `Any`
    Steps body;
    bool reraise = false;
};

struct TryStep
{
    Steps body;
    std::vector<Handler> handlers; ///< in the order of the text
    Steps finally;
};

struct RepeatStep
{
    quint32 times = 0;
    Steps body;
};

struct RetryStep
{
    quint32 attempts = 1;
    std::optional<Duration> backoff;
    double factor = 1.0;
    std::vector<QByteArray> on{"Error"};
    Steps body;
};

struct LogStep
{
    QByteArray text; ///< UTF-8
};

struct ReturnStep
{
    QByteArray valueJson; ///< as Python's json.dumps writes it: `null`, `7`, `"ok"`, …
};

using Operation =
    std::variant<SleepStep, BlockStep, ChanceStep, IfElapsedStep, CallStep, SpawnStep, StartStep,
                 AwaitStep, GatherStep, WaitStep, AsCompletedStep, WaitForStep, ShieldStep,
                 TimeoutStep, TimeoutAtStep, RescheduleStep, TaskGroupStep, AcquireStep,
                 ReleaseStep, PutStep, GetStep, TaskDoneStep, JoinStep, SetStep, ClearStep,
                 WaitEventStep, WaitConditionStep, NotifyStep, BarrierStep, CancelStep,
                 UncancelStep, RaiseStep, TryStep, RepeatStep, RetryStep, LogStep, ReturnStep>;

/// One step, and where it stands in the text.
struct Step
{
    StepId id; ///< from 1 in the order of the text
    Place place; ///< of its opening brace
    Place end; ///< behind its closing brace
    Operation operation;
};

} // namespace awaitscope::scenario
