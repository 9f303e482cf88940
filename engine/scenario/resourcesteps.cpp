// SPDX-License-Identifier: MIT
#include "engine/scenario/stepkinds.h"

#include <array>

namespace awaitscope::scenario {

namespace {

// A step that has nothing but a resource.
template <typename ResourceStep>
ResourceStep only(StepParser &parser, const JsonValue &step, const QByteArray &name,
                  std::initializer_list<ResourceKind> kinds)
{
    parser.checkKeys(step, {name});
    return {parser.names().resource(step[name], kinds)};
}

Operation parseAcquire(StepParser &parser, const JsonValue &step, StepScope scope)
{
    parser.checkKeys(step, {"acquire"}, {"do"});
    AcquireStep acquire;
    acquire.resource = parser.names().resource(
        step["acquire"], {ResourceKind::Semaphore, ResourceKind::Lock, ResourceKind::Condition});
    if (const JsonValue *body = step.find("do")) {
        acquire.body = parser.steps(*body, scope);
    }
    return acquire;
}

Operation parseRelease(StepParser &parser, const JsonValue &step, StepScope)
{
    return only<ReleaseStep>(
        parser, step, "release",
        {ResourceKind::Semaphore, ResourceKind::Lock, ResourceKind::Condition});
}

Operation parsePut(StepParser &parser, const JsonValue &step, StepScope)
{
    parser.checkKeys(step, {"put"}, {"value", "nowait"});
    PutStep put;
    put.resource = parser.names().resource(step["put"], {ResourceKind::Queue});
    put.nowait = parser.in().flag(step, "nowait");
    if (const JsonValue *value = step.find("value")) {
        put.valueJson = scalarJson(parser.in(), *value);
    }
    return put;
}

Operation parseGet(StepParser &parser, const JsonValue &step, StepScope)
{
    parser.checkKeys(step, {"get"}, {"nowait"});
    return GetStep {parser.names().resource(step["get"], {ResourceKind::Queue}),
                    parser.in().flag(step, "nowait")};
}

Operation parseTaskDone(StepParser &parser, const JsonValue &step, StepScope)
{
    return only<TaskDoneStep>(parser, step, "task_done", {ResourceKind::Queue});
}

Operation parseJoin(StepParser &parser, const JsonValue &step, StepScope)
{
    return only<JoinStep>(parser, step, "join", {ResourceKind::Queue});
}

Operation parseSet(StepParser &parser, const JsonValue &step, StepScope)
{
    return only<SetStep>(parser, step, "set", {ResourceKind::Event});
}

Operation parseClear(StepParser &parser, const JsonValue &step, StepScope)
{
    return only<ClearStep>(parser, step, "clear", {ResourceKind::Event});
}

Operation parseWaitEvent(StepParser &parser, const JsonValue &step, StepScope)
{
    return only<WaitEventStep>(parser, step, "wait_event", {ResourceKind::Event});
}

Operation parseWaitCondition(StepParser &parser, const JsonValue &step, StepScope)
{
    return only<WaitConditionStep>(parser, step, "wait_condition", {ResourceKind::Condition});
}

Operation parseNotify(StepParser &parser, const JsonValue &step, StepScope)
{
    parser.checkKeys(step, {"notify"}, {"n"});
    NotifyStep notify;
    notify.resource = parser.names().resource(step["notify"], {ResourceKind::Condition});
    const JsonValue *n = step.find("n");
    if (n != nullptr && n->kind == JsonValue::Kind::Text) {
        (void)parser.in().choice(*n, {"all"});
        notify.n.reset();
    } else if (n != nullptr) {
        notify.n = quint64(parser.numbers().number(*n, NumberPlace::Whole));
    }
    return notify;
}

Operation parseBarrier(StepParser &parser, const JsonValue &step, StepScope)
{
    return only<BarrierStep>(parser, step, "barrier", {ResourceKind::Barrier});
}

constexpr std::array kinds {
    StepKind {"acquire", parseAcquire},
    StepKind {"release", parseRelease},
    StepKind {"put", parsePut},
    StepKind {"get", parseGet},
    StepKind {"task_done", parseTaskDone},
    StepKind {"join", parseJoin},
    StepKind {"set", parseSet},
    StepKind {"clear", parseClear},
    StepKind {"wait_event", parseWaitEvent},
    StepKind {"wait_condition", parseWaitCondition},
    StepKind {"notify", parseNotify},
    StepKind {"barrier", parseBarrier},
};

} // namespace

std::span<const StepKind> resourceSteps() noexcept
{
    return kinds;
}

} // namespace awaitscope::scenario
