// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/machine.h"
#include "engine/scenario/random.h"
#include "engine/task/coro.h"
#include "engine/task/task.h"

#include <QHash>
#include <QList>

#include <memory>
#include <optional>

namespace awaitscope::scenario {

class Interpreter;
class ScenarioTask;
using ScenarioTaskPtr = task::TaskPtr<ScenarioTask>;
/// Shared until written to: a list taken from a variable does not change with the variable.
using TaskList = QList<ScenarioTaskPtr>;

/// A task that interprets a template: a coroutine around a Machine.
class ScenarioTask final : public task::TaskBase
{
public:
    /// The main task.
    explicit ScenarioTask(Interpreter &interpreter);
    ScenarioTask(Interpreter &interpreter, ScenarioTask &parent, TemplateIndex templateIndex);
    ~ScenarioTask() override;

    [[nodiscard]] Interpreter &interpreter() const noexcept { return m_interpreter; }

    [[nodiscard]] ScenarioTask *parent() const noexcept { return m_parent; }

    [[nodiscard]] trace::Timestamp startedAt() const noexcept { return m_startedAt; }

    /// Its own random numbers.
    [[nodiscard]] Stream &stream();
    /// The list that this task's own variable holds, or null.
    [[nodiscard]] TaskList *variable(VariableIndex variable);
    void setVariable(VariableIndex variable, TaskList tasks);

    /// What it returned. Precondition: it returned normally.
    [[nodiscard]] trace::ValueId value() const noexcept { return m_value; }

    /// Lets go of the tasks that its variables hold.
    void clearVariables() { m_variables.clear(); }

private:
    void begin() override;
    void abandon() override;
    void collect() override;

    Interpreter &m_interpreter;
    ScenarioTask *m_parent = nullptr; // held by the interpreter
    const Steps &m_steps;
    PathHash m_path;
    quint32 m_childCount = 0;
    trace::ValueId m_value;
    trace::Timestamp m_startedAt = 0;
    std::unique_ptr<Machine> m_machine; // while it runs
    std::optional<Stream> m_stream;
    QHash<VariableIndex, TaskList> m_variables;
};

} // namespace awaitscope::scenario
