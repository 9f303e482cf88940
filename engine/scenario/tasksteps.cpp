// SPDX-License-Identifier: MIT
#include "engine/scenario/draws.h"
#include "engine/scenario/stepkinds.h"

#include <array>

namespace awaitscope::scenario {

namespace {

class TaskWords
{
    Q_DECLARE_TR_FUNCTIONS(awaitscope::scenario::TaskWords)
};

// `spawn` and `start` have the same parts.
template <typename NewTasksStep>
NewTasksStep newTasks(StepParser &parser, const JsonValue &step, const QByteArray &name)
{
    parser.checkKeys(step, {name}, {"count", "as", "append"});
    return {parser.names().templateNamed(step[name]), parser.numbers().count(step.find("count")),
            parser.names().assigned(step.find("as")), parser.in().flag(step, "append")};
}

Operation parseSpawn(StepParser &parser, const JsonValue &step, StepScope)
{
    return newTasks<SpawnStep>(parser, step, "spawn");
}

Operation parseStart(StepParser &parser, const JsonValue &step, StepScope scope)
{
    StartStep start = newTasks<StartStep>(parser, step, "start");
    if (scope.inMain && !scope.inGroup) {
        parser.in().refuse(step,
                           TaskWords::tr("\"start\" outside of a group: expected it inside of a "
                                         "\"task_group\" step"));
    }
    return start;
}

Operation parseAwait(StepParser &parser, const JsonValue &step, StepScope)
{
    parser.checkKeys(step, {"await"});
    return AwaitStep {parser.names().tasks(step["await"])};
}

Operation parseGather(StepParser &parser, const JsonValue &step, StepScope)
{
    parser.checkKeys(step, {"gather"}, {"return_exceptions", "as"});
    return GatherStep {parser.names().list(step["gather"]),
                       parser.in().flag(step, "return_exceptions"),
                       parser.names().assigned(step.find("as"))};
}

Operation parseWait(StepParser &parser, const JsonValue &step, StepScope)
{
    parser.checkKeys(step, {"wait"}, {"return_when", "timeout", "done_as", "pending_as"});
    WaitStep wait;
    wait.references = parser.names().list(step["wait"]);
    wait.timeout = parser.numbers().timeout(step.find("timeout"));
    wait.doneAs = parser.names().assigned(step.find("done_as"));
    wait.pendingAs = parser.names().assigned(step.find("pending_as"));
    if (const JsonValue *when = step.find("return_when")) {
        wait.returnWhen = WaitStep::ReturnWhen(
            parser.in().choice(*when, {"all", "first_completed", "first_exception"}));
    }
    return wait;
}

Operation parseAsCompleted(StepParser &parser, const JsonValue &step, StepScope scope)
{
    parser.checkKeys(step, {"as_completed"}, {"timeout", "do"});
    return AsCompletedStep {parser.names().list(step["as_completed"]),
                            parser.numbers().timeout(step.find("timeout")),
                            parser.steps(step.find("do"), scope)};
}

Operation parseWaitFor(StepParser &parser, const JsonValue &step, StepScope)
{
    parser.checkKeys(step, {"wait_for", "timeout"});
    return WaitForStep {parser.names().target(step["wait_for"]),
                        parser.numbers().timeout(&step["timeout"])};
}

Operation parseShield(StepParser &parser, const JsonValue &step, StepScope)
{
    parser.checkKeys(step, {"shield"}, {"as"});
    return ShieldStep {parser.names().target(step["shield"]),
                       parser.names().assigned(step.find("as"))};
}

Operation parseTimeout(StepParser &parser, const JsonValue &step, StepScope scope)
{
    parser.checkKeys(step, {"timeout", "do"});
    scope.inTimeout = true;
    return TimeoutStep {parser.numbers().timeout(&step["timeout"]),
                        parser.steps(step["do"], scope)};
}

Operation parseTimeoutAt(StepParser &parser, const JsonValue &step, StepScope scope)
{
    parser.checkKeys(step, {"timeout_at", "do"});
    scope.inTimeout = true;
    return TimeoutAtStep {toNs(parser.numbers().number(step["timeout_at"], NumberPlace::Time)),
                          parser.steps(step["do"], scope)};
}

Operation parseReschedule(StepParser &parser, const JsonValue &step, StepScope scope)
{
    parser.checkKeys(step, {"reschedule"});
    if (scope.inMain && !scope.inTimeout) {
        parser.in().refuse(step,
                           TaskWords::tr("\"reschedule\" outside of a timeout: expected it inside "
                                         "of a \"timeout\" or \"timeout_at\" step"));
    }
    return RescheduleStep {parser.numbers().timeout(&step["reschedule"])};
}

Operation parseTaskGroup(StepParser &parser, const JsonValue &step, StepScope scope)
{
    parser.checkKeys(step, {"task_group"});
    scope.inGroup = true;
    return TaskGroupStep {parser.steps(step["task_group"], scope)};
}

Operation parseCancel(StepParser &parser, const JsonValue &step, StepScope)
{
    parser.checkKeys(step, {"cancel"});
    return CancelStep {parser.names().tasks(step["cancel"])};
}

Operation parseUncancel(StepParser &parser, const JsonValue &step, StepScope)
{
    parser.checkKeys(step, {"uncancel"});
    if (const JsonValue &value = step["uncancel"]; !value.boolean) {
        parser.in().refuseOther(value, QStringLiteral("true"));
    }
    return UncancelStep {};
}

constexpr std::array kinds {
    StepKind {"spawn", parseSpawn},
    StepKind {"start", parseStart},
    StepKind {"await", parseAwait},
    StepKind {"gather", parseGather},
    StepKind {"wait", parseWait},
    StepKind {"as_completed", parseAsCompleted},
    StepKind {"wait_for", parseWaitFor},
    StepKind {"shield", parseShield},
    StepKind {"timeout", parseTimeout},
    StepKind {"timeout_at", parseTimeoutAt},
    StepKind {"reschedule", parseReschedule},
    StepKind {"task_group", parseTaskGroup},
    StepKind {"cancel", parseCancel},
    StepKind {"uncancel", parseUncancel},
};

} // namespace

std::span<const StepKind> taskSteps() noexcept
{
    return kinds;
}

} // namespace awaitscope::scenario
