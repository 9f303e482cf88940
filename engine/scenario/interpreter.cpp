// SPDX-License-Identifier: MIT
#include "engine/scenario/interpreter.h"

namespace awaitscope::scenario {

namespace {

    // As measured: what stays of a task; and the coroutine and machine of one that has not ended,
    // which it may still have to start.
    constexpr quint64 bytesPerTask = 300;
    constexpr quint64 bytesPerLiveTask = 560;

} // namespace

Interpreter::Interpreter(const Scenario &scenario, loop::EventLoop &loop, trace::Recorder &recorder,
                         quint64 seed, StepLimits limits)
    : m_scenario(scenario)
    , m_loop(loop)
    , m_recorder(recorder)
    , m_resources(scenario, loop)
    , m_seed(seed)
    , m_limits(limits)
{ }

Interpreter::~Interpreter()
{
    m_loop.close();
    for (const ScenarioTaskPtr &task : m_tasks) {
        task->clearVariables();
    }
}

ScenarioTaskPtr Interpreter::createMain()
{
    Q_ASSERT(m_tasks.empty());
    ++m_liveTasks;
    return m_tasks.emplace_back(new (m_loop.pool()) ScenarioTask(*this));
}

ScenarioTaskPtr Interpreter::create(ScenarioTask &parent, TemplateIndex templateIndex)
{
    checkMemory();
    ++m_liveTasks;
    return m_tasks.emplace_back(new (m_loop.pool()) ScenarioTask(*this, parent, templateIndex));
}

ScenarioTask *Interpreter::task(trace::TaskId id) const
{
    return id && id.value <= m_tasks.size() ? m_tasks[id.value - 1].data() : nullptr;
}

trace::ValueId Interpreter::valueOf(const QByteArray &json)
{
    if (json == "null") {
        return {};
    }
    const std::string_view text(json.data(), std::size_t(json.size()));
    return trace::ValueId::fromJson(m_recorder.store().intern(text));
}

bool Interpreter::countStep()
{
    if (++m_steps > m_limits.steps) {
        m_loop.stop("steps");
    } else if (m_recorder.store().eventCount() >= m_limits.events) {
        m_loop.stop("events");
    } else {
        checkMemory();
    }
    return isRunning();
}

quint64 Interpreter::memoryUse() const noexcept
{
    return m_recorder.store().byteCount() + m_tasks.size() * bytesPerTask
        + m_liveTasks * bytesPerLiveTask;
}

void Interpreter::checkMemory()
{
    if (memoryUse() > m_limits.memory) {
        m_loop.stop("memory");
    }
}

} // namespace awaitscope::scenario
