// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/random.h"
#include "engine/scenario/resources.h"
#include "engine/scenario/scenariotask.h"
#include "engine/trace/recorder.h"

#include <vector>

namespace awaitscope::scenario {

/// When the interpretation of a scenario is given up.
struct StepLimits
{
    quint64 steps = 0;
    quint64 events = 0;
    quint64 memory = 0; ///< bytes
};

/// What all tasks of one run of a scenario share: its text, its resources, the tasks themselves.
/// Holds every task until it is destroyed, which must be before its loop is.
class Interpreter
{
public:
    /// All outlive the interpreter. @p seed: of the random draws.
    Interpreter(const Scenario &scenario, loop::EventLoop &loop, trace::Recorder &recorder,
                quint64 seed, StepLimits limits);
    ~Interpreter();
    Q_DISABLE_COPY_MOVE(Interpreter)

    [[nodiscard]] const Scenario &scenario() const noexcept { return m_scenario; }

    [[nodiscard]] loop::EventLoop &loop() const noexcept { return m_loop; }

    [[nodiscard]] trace::Recorder &recorder() const noexcept { return m_recorder; }

    [[nodiscard]] Resources &resources() noexcept { return m_resources; }

    [[nodiscard]] quint64 seed() const noexcept { return m_seed; }

    /// Creates the main task. To be called once, before any other.
    ScenarioTaskPtr createMain();
    /// Creates a task from a template.
    ScenarioTaskPtr create(ScenarioTask &parent, TemplateIndex templateIndex);

    [[nodiscard]] ScenarioTask *main() const { return m_tasks.front().data(); }

    /// All tasks, in order of creation.
    [[nodiscard]] const std::vector<ScenarioTaskPtr> &tasks() const noexcept { return m_tasks; }

    /// Null if there is none (yet).
    [[nodiscard]] ScenarioTask *task(trace::TaskId id) const;

    /// A value of the text, for the trace.
    [[nodiscard]] trace::ValueId valueOf(const QByteArray &json);

    /// Counts a step; false if the run was stopped or a limit is reached.
    [[nodiscard]] bool countStep();

    /// One of them has ended, or never will start.
    void taskEnded() noexcept { --m_liveTasks; }

    /// Bytes of the recording and the tasks, estimated.
    [[nodiscard]] quint64 memoryUse() const noexcept;

    void setMemoryLimit(quint64 bytes) noexcept { m_limits.memory = bytes; }

    /// Whether tasks may be created: false if the run was stopped.
    [[nodiscard]] bool isRunning() const noexcept { return !m_loop.stopReason(); }

private:
    void checkMemory();

    const Scenario &m_scenario;
    loop::EventLoop &m_loop;
    trace::Recorder &m_recorder;
    Resources m_resources;
    std::vector<ScenarioTaskPtr> m_tasks;
    quint64 m_seed;
    StepLimits m_limits;
    quint64 m_steps = 0;
    quint64 m_liveTasks = 0;
};

} // namespace awaitscope::scenario
