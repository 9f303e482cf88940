// SPDX-License-Identifier: MIT
#include "engine/scenario/machine.h"

#include "engine/scenario/frameleaver.h"
#include "engine/scenario/interpreter.h"
#include "engine/scenario/stepexecutor.h"

namespace awaitscope::scenario {

using task::Coro;
using task::Failure;

Machine::Machine(ScenarioTask &task, const Steps &steps)
    : m_task(task), m_interpreter(task.interpreter())
{
    push({TemplateFrame(), &steps});
}

Machine::~Machine() = default;

loop::EventLoop &Machine::loop() const noexcept
{
    return m_task.loop();
}

Coro<> Machine::run(Machine *machine)
{
    while (machine->advance()) {
        Failure failure;
        if (Coro<Failure> *const coro = machine->m_wait.coro()) {
            failure = co_await *coro;
        } else {
            failure = co_await task::AwaiterRef<AnyWait>(machine->m_wait);
        }
        machine->resumed(std::move(failure));
    }
}

/// Executes until something has to be waited for (true) or the task has ended (false).
bool Machine::advance()
{
    while (!m_isAbandoned && !m_frames.empty()) {
        Frame &top = m_frames.back();
        if (m_ending.isNormal() && top.next < top.steps->size()) {
            execute((*top.steps)[top.next++]);
        } else {
            leaveTop();
        }
        if (!m_wait.isEmpty()) {
            return true;
        }
        m_isAbandoned |= m_interpreter.loop().stopReason().has_value();
    }
    return false;
}

void Machine::resumed(Failure failure)
{
    if (failure.isClosed()) {
        m_isAbandoned = true;
        m_wait.reset();
        return;
    }
    m_isInCleanup |= failure.isCancelled();
    if (m_waitingStep) {
        const Step &step = *std::exchange(m_waitingStep, nullptr);
        StepExecutor(*this, step).finish(std::move(failure));
    } else {
        FrameLeaver(*this).resumed(std::move(failure));
    }
    m_wait.reset();
}

void Machine::execute(const Step &step)
{
    if (!m_interpreter.countStep()) {
        return;
    }
    m_interpreter.recorder().enterStep(m_task.id(), step.id);
    try {
        StepExecutor(*this, step).execute();
    } catch (const task::Error &) {
        fail(Failure::current());
    }
}

void Machine::leaveTop()
{
    const Frame &top = m_frames.back();
    if (top.step) {
        m_interpreter.recorder().enterStep(m_task.id(), top.step);
    }
    try {
        FrameLeaver(*this).leave();
    } catch (const task::Error &) {
        fail(Failure::current());
    }
    noteCleanup();
}

void Machine::push(Frame frame)
{
    m_frames.push_back(std::move(frame));
}

void Machine::pop()
{
    m_frames.pop_back();
}

void Machine::fail(Failure failure)
{
    if (failure.isCancelled() && !m_isInCleanup) {
        m_isInCleanup = true;
        m_interpreter.recorder().cleanupBegan(m_task.id());
    }
    m_ending = Ending::failed(std::move(failure));
}

void Machine::noteCleanup()
{
    if (!m_isInCleanup || m_ending.isCancelled() || m_frames.empty() || !m_wait.isEmpty()) {
        return;
    }
    for (const Frame &frame : m_frames) {
        const auto *const attempt = std::get_if<TryFrame>(&frame.kind);
        if (attempt && attempt->pending.isCancelled()) {
            return;
        }
    }
    // An error that a handler raised waits until finally is over.
    const auto *const left = std::get_if<TryFrame>(&m_frames.back().kind);
    const bool isReplaced = m_ending.isError()
        || (left && left->phase == TryFrame::Phase::Finally && left->pending.isError());
    m_isInCleanup = false;
    m_interpreter.recorder().cleanupEnded(
        m_task.id(), isReplaced ? trace::CleanupEnd::Replaced : trace::CleanupEnd::Swallowed);
}

void Machine::invalid(std::string why)
{
    m_interpreter.loop().stop("invalid: " + std::move(why));
    m_isAbandoned = true;
}

Machine::TaskList Machine::lookup(const TaskRef &reference)
{
    const TaskList *found = nullptr;
    TaskList predefined;
    if (reference.variable == selfVariable) {
        predefined = {ScenarioTaskPtr(&m_task)};
        found = &predefined;
    } else if (reference.variable == parentVariable) {
        if (m_task.parent()) {
            predefined = {ScenarioTaskPtr(m_task.parent())};
            found = &predefined;
        }
    } else if (reference.variable == mainVariable) {
        predefined = {ScenarioTaskPtr(m_interpreter.main())};
        found = &predefined;
    } else {
        for (ScenarioTask *scope = &m_task; scope && !found; scope = scope->parent()) {
            found = scope->variable(reference.variable);
        }
    }
    if (!found || (reference.index && *reference.index >= quint64(found->size()))) {
        throw task::NamedError("UnboundTask");
    }
    return reference.index ? TaskList{found->at(qsizetype(*reference.index))} : *found;
}

Machine::TaskList Machine::resolve(const std::vector<Reference> &references)
{
    TaskList tasks;
    for (const Reference &reference : references) {
        if (const auto *const created = std::get_if<NewTasks>(&reference)) {
            tasks += createTasks(created->templateIndex, created->count);
        } else {
            tasks += lookup(std::get<TaskRef>(reference));
        }
    }
    return tasks;
}

Machine::TaskList Machine::createTasks(TemplateIndex templateIndex, quint32 count)
{
    TaskList tasks;
    tasks.reserve(qsizetype(count));
    for (quint32 i = 0; i < count && m_interpreter.isRunning(); ++i) {
        tasks.append(m_interpreter.create(m_task, templateIndex));
    }
    return tasks;
}

void Machine::bind(std::optional<VariableIndex> variable, TaskList tasks, bool append)
{
    if (!variable) {
        return;
    }
    TaskList *const own = m_task.variable(*variable);
    if (append && own) {
        *own += tasks;
    } else {
        m_task.setVariable(*variable, std::move(tasks));
    }
}

} // namespace awaitscope::scenario
