// SPDX-License-Identifier: MIT
#include "engine/scenario/interpreter.h"
#include "engine/scenario/stepexecutor.h"

#include <QSet>

#include <algorithm>

namespace awaitscope::scenario {

using task::Failure;
using trace::TaskEventKind;

namespace {

    /// Of frames that have none.
    const Steps noSteps;

    [[nodiscard]] std::vector<task::TaskPtr<task::TaskBase>> asTasks(const TaskList &tasks)
    {
        std::vector<task::TaskPtr<task::TaskBase>> bases;
        bases.reserve(std::size_t(tasks.size()));
        for (const ScenarioTaskPtr &task : tasks) {
            bases.emplace_back(task.data());
        }
        return bases;
    }

    [[nodiscard]] TaskList distinct(const TaskList &tasks)
    {
        TaskList unique;
        QSet<const ScenarioTask *> seen;
        for (const ScenarioTaskPtr &task : tasks) {
            if (!seen.contains(task.data())) {
                seen.insert(task.data());
                unique.append(task);
            }
        }
        return unique;
    }

    [[nodiscard]] task::ReturnWhen returnWhen(WaitStep::ReturnWhen when)
    {
        switch (when) {
        case WaitStep::ReturnWhen::All:
            return task::ReturnWhen::AllCompleted;
        case WaitStep::ReturnWhen::FirstCompleted:
            return task::ReturnWhen::FirstCompleted;
        case WaitStep::ReturnWhen::FirstException:
            return task::ReturnWhen::FirstException;
        }
        Q_UNREACHABLE();
    }

} // namespace

void StepExecutor::run(const SpawnStep &step)
{
    m_machine.bind(step.as, m_machine.createTasks(step.templateIndex, step.count), step.append);
}

void StepExecutor::run(const StartStep &step)
{
    auto &frames = m_machine.m_frames;
    const auto innermost = std::find_if(frames.rbegin(), frames.rend(), [](const Frame &frame) {
        return std::holds_alternative<GroupFrame>(frame.kind);
    });
    if (innermost == frames.rend()) {
        m_machine.invalid("start outside of a task_group");
        return;
    }
    task::TaskGroup &group = *std::get<GroupFrame>(innermost->kind).group;
    TaskList started;
    for (quint32 i = 0; i < step.count && m_interpreter.isRunning(); ++i) {
        group.requireOpen();
        started.append(m_interpreter.create(m_task, step.templateIndex));
        group.adopt(task::TaskPtr<task::TaskBase>(started.last().data()));
    }
    m_machine.bind(step.as, std::move(started), step.append);
}

void StepExecutor::run(const TaskGroupStep &step)
{
    enter(GroupFrame{std::make_unique<task::TaskGroup>(loop())}, step.body);
}

void StepExecutor::run(const AwaitStep &step)
{
    enter(AwaitFrame{m_machine.lookup(step.tasks)}, noSteps);
}

void StepExecutor::run(const GatherStep &step)
{
    m_machine.m_targets = m_machine.resolve(step.references);
    m_machine.bind(step.as, m_machine.m_targets);
    wait<task::GatherAwaiter>(loop(), asTasks(m_machine.m_targets),
                              step.returnExceptions ? task::ReturnExceptions::Yes
                                                    : task::ReturnExceptions::No);
}

void StepExecutor::finishStep(const GatherStep &)
{
    trace::Recorder &recorder = m_interpreter.recorder();
    std::vector<quint32> targets;
    std::vector<quint32> results;
    for (const ScenarioTaskPtr &task : std::exchange(m_machine.m_targets, {})) {
        targets.push_back(task->id().value);
        const Failure failure = task->failure();
        results.push_back(failure ? 1 : 0);
        results.push_back(failure ? recorder.store().intern(failure.name()).value
                                  : task->value().bits());
    }
    const trace::ListId targetList = recorder.store().addList(targets);
    recorder.record(TaskEventKind::Results, m_task.id(), targetList.value,
                    recorder.store().addList(results).value);
}

void StepExecutor::run(const WaitStep &step)
{
    const TaskList tasks = m_machine.resolve(step.references);
    const std::optional<Timestamp> timeout = draw(step.timeout);
    if (tasks.isEmpty()) {
        throw task::ValueError("wait() for no task");
    }
    m_machine.m_targets = distinct(tasks);
    wait<task::WaitAwaiter>(loop(), asTasks(m_machine.m_targets), timeout,
                            returnWhen(step.returnWhen));
}

void StepExecutor::finishStep(const WaitStep &step)
{
    TaskList done;
    TaskList pending;
    std::vector<trace::TaskId> doneIds;
    std::vector<trace::TaskId> pendingIds;
    for (const ScenarioTaskPtr &task : std::exchange(m_machine.m_targets, {})) {
        (task->isDone() ? done : pending).append(task);
        (task->isDone() ? doneIds : pendingIds).push_back(task->id());
    }
    m_machine.bind(step.doneAs, std::move(done));
    m_machine.bind(step.pendingAs, std::move(pending));
    trace::Recorder &recorder = m_interpreter.recorder();
    const trace::ListId doneList = recorder.listOf(doneIds);
    recorder.record(TaskEventKind::Waited, m_task.id(), doneList.value,
                    recorder.listOf(pendingIds).value);
}

void StepExecutor::run(const AsCompletedStep &step)
{
    const TaskList tasks = distinct(m_machine.resolve(step.references));
    const std::optional<Timestamp> timeout = draw(step.timeout);
    auto source = std::make_unique<task::AsCompleted>(loop(), asTasks(tasks), timeout);
    enter(CompletionsFrame{std::move(source), &step}, step.body);
    m_machine.m_frames.back().next = quint32(step.body.size()); // first take one, then the body
}

std::optional<ScenarioTaskPtr> StepExecutor::singleTask(const Reference &reference)
{
    if (const auto *const created = std::get_if<NewTasks>(&reference)) {
        return m_interpreter.create(m_task, created->templateIndex);
    }
    const TaskList found = m_machine.lookup(std::get<TaskRef>(reference));
    if (found.size() != 1) {
        m_machine.invalid("wait_for and shield need exactly one task");
        return std::nullopt;
    }
    return found.first();
}

void StepExecutor::run(const WaitForStep &step)
{
    std::optional<ScenarioTaskPtr> task;
    const auto *const created = std::get_if<NewTasks>(&step.target);
    if (!created && !(task = singleTask(step.target))) {
        return;
    }
    const std::optional<Timestamp> timeout = draw(step.timeout);
    if (created && (!timeout || *timeout > 0)) {
        enterScope(task::deadlineIn(loop(), timeout), noSteps, false);
        enter(TemplateFrame(), m_interpreter.scenario().templates[created->templateIndex].steps);
        return;
    }
    if (created) {
        task = singleTask(step.target);
    }
    wait(task::waitForEnd(task::TaskPtr<task::TaskBase>(task->data()), timeout));
}

void StepExecutor::run(const ShieldStep &step)
{
    if (const std::optional<ScenarioTaskPtr> task = singleTask(step.target)) {
        m_machine.bind(step.as, {*task});
        wait<task::ShieldAwaiter>(task::TaskPtr<task::TaskBase>(task->data()));
    }
}

void StepExecutor::run(const CancelStep &step)
{
    for (const ScenarioTaskPtr &task : m_machine.lookup(step.tasks)) {
        task->cancel(trace::CancelCause::Step);
    }
}

void StepExecutor::run(const UncancelStep &)
{
    m_interpreter.recorder().record(TaskEventKind::Uncancelled, m_task.id(), 0, m_task.uncancel());
}

} // namespace awaitscope::scenario
