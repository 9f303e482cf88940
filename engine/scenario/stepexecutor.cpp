// SPDX-License-Identifier: MIT
#include "engine/scenario/stepexecutor.h"

#include "engine/scenario/draws.h"
#include "engine/scenario/interpreter.h"

#include <QSet>

#include <algorithm>

namespace awaitscope::scenario {

using task::Failure;
using trace::TaskEventKind;

namespace {

    /// Of frames that have none.
    const Steps noSteps;

} // namespace

void StepExecutor::execute()
{
    std::visit([this](const auto &step) { run(step); }, m_step.operation);
}

void StepExecutor::finish(Failure failure)
{
    if (failure) {
        m_machine.fail(std::move(failure));
        return;
    }
    std::visit([this](const auto &step) { finishStep(step); }, m_step.operation);
}

template <typename Awaiter, typename... Args>
void StepExecutor::wait(Args &&...args)
{
    m_machine.m_wait.emplace<Awaiter>(std::forward<Args>(args)...);
    m_machine.m_waitingStep = &m_step;
}

void StepExecutor::wait(task::Coro<Failure> coro)
{
    m_machine.m_wait.emplace(std::move(coro));
    m_machine.m_waitingStep = &m_step;
}

void StepExecutor::enter(FrameKind kind, const Steps &steps)
{
    m_machine.push({std::move(kind), &steps, m_step.id});
}

Timestamp StepExecutor::draw(const Duration &duration)
{
    return scenario::draw(duration, m_task.stream());
}

std::optional<Timestamp> StepExecutor::draw(const std::optional<Duration> &duration)
{
    return duration ? std::optional(draw(*duration)) : std::nullopt;
}

// Time and branches.

void StepExecutor::run(const SleepStep &step)
{
    wait<task::SleepAwaiter>(loop(), draw(step.duration), trace::WaitKind::Sleep);
}

void StepExecutor::run(const BlockStep &step)
{
    const Timestamp ns = draw(step.duration);
    m_interpreter.recorder().record(TaskEventKind::Blocking, m_task.id(), 0, ns);
    loop().advance(std::max<Timestamp>(0, ns));
}

void StepExecutor::run(const ChanceStep &step)
{
    const bool taken = m_task.stream().unit() < step.probability;
    enter(BranchFrame(), taken ? step.then : step.otherwise);
}

void StepExecutor::run(const IfElapsedStep &step)
{
    const bool taken = loop().now() - m_task.startedAt() >= draw(step.duration);
    enter(BranchFrame(), taken ? step.then : step.otherwise);
}

void StepExecutor::run(const CallStep &step)
{
    enter(TemplateFrame(), m_interpreter.scenario().templates[step.templateIndex].steps);
}

void StepExecutor::run(const RepeatStep &step)
{
    if (step.times > 0 && !step.body.empty()) {
        enter(RepeatFrame{step.times - 1}, step.body);
    }
}

void StepExecutor::run(const RetryStep &step)
{
    enter(RetryFrame{&step}, step.body);
}

void StepExecutor::run(const TryStep &step)
{
    enter(TryFrame{&step}, step.body);
}

void StepExecutor::run(const RaiseStep &step)
{
    if (step.error == "Cancelled") {
        m_machine.fail(Failure::cancelled());
    } else if (step.error == "Timeout") {
        m_machine.fail(Failure::make(task::TimeoutError()));
    } else {
        m_machine.fail(Failure::make(task::NamedError(step.error.toStdString())));
    }
}

void StepExecutor::run(const LogStep &step)
{
    trace::Recorder &recorder = m_interpreter.recorder();
    const std::string_view text(step.text.data(), std::size_t(step.text.size()));
    recorder.record(TaskEventKind::Marker, m_task.id(), recorder.store().intern(text).value);
}

void StepExecutor::run(const ReturnStep &step)
{
    m_machine.m_ending = Ending::returned(m_interpreter.valueOf(step.valueJson));
}

// Timeouts.

void StepExecutor::enterScope(std::optional<Timestamp> deadline, const Steps &body, bool isStep)
{
    auto timeout = std::make_unique<task::Timeout>(loop(), deadline);
    timeout->enter();
    enter(ScopeFrame{std::move(timeout), isStep}, body);
}

void StepExecutor::run(const TimeoutStep &step)
{
    enterScope(task::deadlineIn(loop(), draw(step.timeout)), step.body, true);
}

void StepExecutor::run(const TimeoutAtStep &step)
{
    enterScope(step.deadline, step.body, true);
}

void StepExecutor::run(const RescheduleStep &step)
{
    const auto isOpenScope = [](const Frame &frame) {
        const auto *const scope = std::get_if<ScopeFrame>(&frame.kind);
        return scope && scope->isStep;
    };
    auto &frames = m_machine.m_frames;
    const auto innermost = std::find_if(frames.rbegin(), frames.rend(), isOpenScope);
    if (innermost == frames.rend()) {
        m_machine.invalid("reschedule outside of a timeout");
        return;
    }
    const std::optional<Timestamp> delay = draw(step.timeout);
    std::get<ScopeFrame>(innermost->kind).timeout->reschedule(task::deadlineIn(loop(), delay));
}

// Tasks.

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
    for (quint32 i = 0; i < step.count; ++i) {
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

namespace {

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
    m_machine.m_frames.back().next = step.body.size(); // first take one, then the body
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

// Resources.

void StepExecutor::run(const AcquireStep &step)
{
    Resources &resources = m_interpreter.resources();
    switch (m_interpreter.scenario().resource(step.resource).kind) {
    case ResourceKind::Semaphore:
        wait<sync::Semaphore::AcquireAwaiter>(resources.get<sync::Semaphore>(step.resource));
        break;
    case ResourceKind::Lock: {
        auto &lock = resources.get<sync::Lock>(step.resource);
        wait<sync::Lock::AcquireAwaiter>(lock, &lock);
        break;
    }
    default: {
        auto &condition = resources.get<sync::Condition>(step.resource);
        wait<sync::Lock::AcquireAwaiter>(condition.lock(), &condition);
        break;
    }
    }
}

void StepExecutor::finishStep(const AcquireStep &step)
{
    if (step.body) {
        enter(HeldFrame{step.resource}, *step.body);
    }
}

void StepExecutor::run(const ReleaseStep &step)
{
    m_interpreter.resources().release(step.resource);
}

void StepExecutor::run(const PutStep &step)
{
    auto &queue = m_interpreter.resources().get<Resources::ItemQueue>(step.resource);
    const quint32 number = m_interpreter.resources().nextPut(step.resource);
    const trace::ValueId value = step.valueJson ? m_interpreter.valueOf(*step.valueJson)
                                                : trace::ValueId::fromNumber(number);
    if (step.nowait) {
        queue.putNowait(value);
    } else {
        wait(outcomeOf(queue.put(value)));
    }
}

void StepExecutor::run(const GetStep &step)
{
    auto &queue = m_interpreter.resources().get<Resources::ItemQueue>(step.resource);
    if (step.nowait) {
        Q_UNUSED(queue.getNowait())
    } else {
        wait(outcomeOf(queue.get()));
    }
}

void StepExecutor::run(const TaskDoneStep &step)
{
    m_interpreter.resources().get<Resources::ItemQueue>(step.resource).taskDone();
}

void StepExecutor::run(const JoinStep &step)
{
    wait(outcomeOf(m_interpreter.resources().get<Resources::ItemQueue>(step.resource).join()));
}

void StepExecutor::run(const SetStep &step)
{
    m_interpreter.resources().get<sync::Event>(step.resource).set();
}

void StepExecutor::run(const ClearStep &step)
{
    m_interpreter.resources().get<sync::Event>(step.resource).clear();
}

void StepExecutor::run(const WaitEventStep &step)
{
    wait<sync::Event::WaitAwaiter>(m_interpreter.resources().get<sync::Event>(step.resource),
                                   sync::Event::WaitAwaiter::Observed::Yes);
}

void StepExecutor::run(const WaitConditionStep &step)
{
    wait(outcomeOf(m_interpreter.resources().get<sync::Condition>(step.resource).wait()));
}

void StepExecutor::run(const NotifyStep &step)
{
    auto &condition = m_interpreter.resources().get<sync::Condition>(step.resource);
    if (step.n) {
        condition.notify(*step.n);
    } else {
        condition.notifyAll();
    }
}

void StepExecutor::run(const BarrierStep &step)
{
    wait(outcomeOf(m_interpreter.resources().get<sync::Barrier>(step.resource).wait()));
}

} // namespace awaitscope::scenario
