// SPDX-License-Identifier: MIT
#include "engine/scenario/scenariotask.h"

#include "engine/scenario/interpreter.h"

namespace awaitscope::scenario {

namespace {

    [[nodiscard]] std::string_view nameOf(const Template &made)
    {
        return {made.name.data(), std::size_t(made.name.size())};
    }

} // namespace

ScenarioTask::ScenarioTask(Interpreter &interpreter)
    : TaskBase(interpreter.loop(), "main")
    , m_interpreter(interpreter)
    , m_steps(interpreter.scenario().main)
{ }

ScenarioTask::ScenarioTask(Interpreter &interpreter, ScenarioTask &parent,
                           TemplateIndex templateIndex)
    : TaskBase(interpreter.loop(), nameOf(interpreter.scenario().templates[templateIndex]))
    , m_interpreter(interpreter)
    , m_parent(&parent)
    , m_steps(interpreter.scenario().templates[templateIndex].steps)
    , m_path(parent.m_path.child(interpreter.scenario().templates[templateIndex].name,
                                 parent.m_childCount))
{
    ++parent.m_childCount;
}

ScenarioTask::~ScenarioTask()
{
    Q_UNUSED(takeCoro<void>()) // before the machine that it drives
}

Stream &ScenarioTask::stream()
{
    if (!m_stream) {
        m_stream.emplace(m_interpreter.seed(), m_path);
    }
    return *m_stream;
}

TaskList *ScenarioTask::variable(VariableIndex variable)
{
    const auto found = m_variables.find(variable);
    return found == m_variables.end() ? nullptr : &*found;
}

void ScenarioTask::setVariable(VariableIndex variable, TaskList tasks)
{
    m_variables.insert(variable, std::move(tasks));
}

void ScenarioTask::begin()
{
    m_startedAt = loop().now();
    m_machine.reset(new (loop().pool()) Machine(*this, m_steps));
    setCoro(Machine::run(m_machine.get()));
}

void ScenarioTask::abandon()
{
    m_interpreter.taskEnded();
}

void ScenarioTask::collect()
{
    Q_UNUSED(takeCoro<void>())
    const std::unique_ptr<Machine> machine = std::move(m_machine);
    m_interpreter.taskEnded();
    if (machine->isAbandoned()) {
        completeAsCancelled();
    } else if (machine->ending().isError()) {
        endWithFailure(machine->ending().failure());
    } else if (endWithValue(machine->ending().value())) {
        m_value = machine->ending().value();
        completeWithValue();
    }
}

} // namespace awaitscope::scenario
