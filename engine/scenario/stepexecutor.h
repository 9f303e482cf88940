// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/machine.h"
#include "engine/scenario/scenariotask.h"

namespace awaitscope::scenario {

/// What each kind of step does. An operation either is done at once, or opens a frame, or makes the
/// machine wait; then finish() goes on where execute() left off. Its operations stand in three
/// files, as those of the parser do: control, tasks, resources.
class StepExecutor
{
public:
    StepExecutor(Machine &machine, const Step &step) noexcept
        : m_machine(machine)
        , m_task(machine.m_task)
        , m_interpreter(machine.m_interpreter)
        , m_step(step)
    { }

    /// Throws task::Error if the step fails at once.
    void execute();
    /// The wait is over, with this failure or none.
    void finish(task::Failure failure);

private:
    void run(const SleepStep &step);
    void run(const BlockStep &step);
    void run(const ChanceStep &step);
    void run(const IfElapsedStep &step);
    void run(const CallStep &step);
    void run(const SpawnStep &step);
    void run(const StartStep &step);
    void run(const AwaitStep &step);
    void run(const GatherStep &step);
    void run(const WaitStep &step);
    void run(const AsCompletedStep &step);
    void run(const WaitForStep &step);
    void run(const ShieldStep &step);
    void run(const TimeoutStep &step);
    void run(const TimeoutAtStep &step);
    void run(const RescheduleStep &step);
    void run(const TaskGroupStep &step);
    void run(const AcquireStep &step);
    void run(const ReleaseStep &step);
    void run(const PutStep &step);
    void run(const GetStep &step);
    void run(const TaskDoneStep &step);
    void run(const JoinStep &step);
    void run(const SetStep &step);
    void run(const ClearStep &step);
    void run(const WaitEventStep &step);
    void run(const WaitConditionStep &step);
    void run(const NotifyStep &step);
    void run(const BarrierStep &step);
    void run(const CancelStep &step);
    void run(const UncancelStep &step);
    void run(const RaiseStep &step);
    void run(const TryStep &step);
    void run(const RepeatStep &step);
    void run(const RetryStep &step);
    void run(const LogStep &step);
    void run(const ReturnStep &step);

    void finishStep(const GatherStep &step);
    void finishStep(const WaitStep &step);
    void finishStep(const AcquireStep &step);

    void finishStep(const auto & /*step*/) { }

    template <typename Awaiter, typename... Args>
    void wait(Args &&...args);
    void wait(task::Coro<task::Failure> coro);
    void enter(FrameKind kind, const Steps &steps);
    void enterScope(std::optional<Timestamp> deadline, const Steps &body, bool isStep);
    [[nodiscard]] Timestamp draw(const Duration &duration);
    [[nodiscard]] std::optional<Timestamp> draw(const std::optional<Duration> &duration);
    [[nodiscard]] std::optional<ScenarioTaskPtr> singleTask(const Reference &reference);

    [[nodiscard]] loop::EventLoop &loop() const noexcept { return m_task.loop(); }

    Machine &m_machine;
    ScenarioTask &m_task;
    Interpreter &m_interpreter;
    const Step &m_step;
};

template <typename Awaiter, typename... Args>
void StepExecutor::wait(Args &&...args)
{
    m_machine.m_wait.emplace<Awaiter>(std::forward<Args>(args)...);
    m_machine.m_waitingStep = &m_step;
}

} // namespace awaitscope::scenario
