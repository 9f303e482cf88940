// SPDX-License-Identifier: MIT
#include "engine/scenario/stepexecutor.h"

#include "engine/scenario/draws.h"
#include "engine/scenario/interpreter.h"

#include <algorithm>

namespace awaitscope::scenario {

using task::Failure;
using trace::TaskEventKind;

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
        m_machine.fail(Failure::timedOut());
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

} // namespace awaitscope::scenario
