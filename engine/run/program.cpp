// SPDX-License-Identifier: MIT
#include "engine/run/program.h"

#include <algorithm>

namespace awaitscope::run {

using scenario::ScenarioTask;
using scenario::ScenarioTaskPtr;
using trace::TaskEventKind;
using trace::TaskId;
using trace::Timestamp;

/// Of an intervention.
class Program::Timer final : public loop::Handle
{
public:
    Timer(Program &program, Intervention intervention)
        : m_program(program), m_intervention(std::move(intervention))
    { }

private:
    void run() override { m_program.fire(m_intervention); }

    Program &m_program;
    Intervention m_intervention;
};

/// Sees that a future is done, in the turn after.
class Program::Watch final : public loop::Handle
{
public:
    explicit Watch(task::FutureBase &future) { future.addDoneCallback(*this); }

    [[nodiscard]] bool hasSeenIt() const noexcept { return m_hasSeenIt; }

private:
    void run() override { m_hasSeenIt = true; }

    bool m_hasSeenIt = false;
};

Program::Program(const scenario::Scenario &scenario, quint64 seed,
                 const Interventions &interventions, trace::TraceStore &store, const Limits &limits)
    : m_scenario(scenario)
    , m_store(store)
    , m_recorder(store)
    , m_loop(&m_recorder, store.arena())
    , m_limits(limits)
    , m_interpreter(scenario, m_loop, m_recorder, seed, {limits.steps, limits.events})
{
    for (const Intervention &intervention : interventions) {
        arm(intervention);
    }
    m_watch = std::make_unique<Watch>(*m_interpreter.createMain());
    m_store.publish();
}

Program::~Program()
{
    m_loop.close();
}

void Program::arm(const Intervention &intervention)
{
    auto timer = std::make_unique<Timer>(*this, intervention);
    m_loop.callAtFirst(intervention.at, *timer);
    m_timers.push_back(std::move(timer));
}

void Program::intervene(const Intervention &intervention)
{
    Q_ASSERT(m_phase != Phase::Ended && intervention.at > now());
    m_isDeadlocked = false;
    arm(intervention);
}

void Program::fire(const Intervention &intervention)
{
    // They fire in the order of their list, also of one that is made while it runs.
    const auto index = quint32(m_interventionsDone++);
    if (const auto *const cancel = std::get_if<CancelTask>(&intervention.action)) {
        ScenarioTask *const task = m_interpreter.task(cancel->task);
        const bool accepted = task && !task->isDone();
        m_recorder.record(TaskEventKind::Intervention, {}, index, accepted);
        if (accepted) {
            task->cancel(trace::CancelCause::User);
        }
        return;
    }
    const auto &resize = std::get<ResizeSemaphore>(intervention.action);
    m_recorder.record(TaskEventKind::Intervention, {}, index, 1);
    m_interpreter.resources().get<sync::Semaphore>(resize.semaphore).resize(resize.slots);
}

std::optional<Timestamp> Program::nextDue() const
{
    const std::optional<Timestamp> due = m_loop.nextDue();
    if (m_phase == Phase::Ended || !due) {
        return std::nullopt;
    }
    // What lies beyond the end of time is due there: then the run is given up.
    return std::min(*due, trace::endOfTime);
}

Program::Progress Program::runSome(quint64 handles)
{
    if (m_phase == Phase::Ended) {
        return Progress::Idle;
    }
    if (!m_loop.isInTurn() && m_loop.iteration() >= m_limits.iterations) {
        m_loop.stop("iterations");
    }
    switch (m_loop.runTurn(handles)) {
    case loop::EventLoop::Progress::Yielded:
        return Progress::Yielded;
    case loop::EventLoop::Progress::TurnDone:
        afterTurn();
        break;
    case loop::EventLoop::Progress::Nothing:
        m_isDeadlocked = true;
        return Progress::Idle;
    case loop::EventLoop::Progress::Stopped:
        m_phase = Phase::Ended;
        break;
    }
    m_store.publish();
    return m_phase == Phase::Ended ? Progress::Idle : Progress::TurnDone;
}

void Program::afterTurn()
{
    if (!m_watch->hasSeenIt()) {
        return;
    }
    if (m_phase == Phase::Main) {
        endMain();
    } else {
        report();
    }
}

void Program::endMain()
{
    m_hasMainFailed = bool(m_interpreter.main()->failure()); // which counts as retrieved
    for (const ScenarioTaskPtr &task : m_interpreter.tasks()) {
        if (!task->isDone()) {
            m_cancelled.push_back(task);
        }
    }
    if (m_cancelled.empty()) {
        report();
        return;
    }
    m_phase = Phase::Shutdown;
    m_recorder.record(TaskEventKind::Shutdown, {}, m_recorder.listOf(pendingTasks()).value);
    for (const ScenarioTaskPtr &task : m_cancelled) {
        task->cancel(trace::CancelCause::Shutdown);
    }
    task::Gathering::Children children;
    for (const ScenarioTaskPtr &task : m_cancelled) {
        children.emplace_back(task.data());
    }
    m_shutdown = task::Gathering::create(m_loop, std::move(children), task::ReturnExceptions::Yes);
    m_watch = std::make_unique<Watch>(*m_shutdown);
}

void Program::conclude()
{
    if (m_phase == Phase::Ended || !m_isDeadlocked) {
        return;
    }
    m_loop.countIdleTurn();
    m_recorder.record(TaskEventKind::Deadlock, {}, m_recorder.listOf(pendingTasks()).value);
    report();
    m_store.publish();
}

void Program::stop()
{
    if (m_phase != Phase::Ended) {
        m_loop.stop("user");
        m_phase = Phase::Ended;
        m_store.publish();
    }
}

std::vector<TaskId> Program::pendingTasks() const
{
    std::vector<TaskId> pending;
    for (const ScenarioTaskPtr &task : m_interpreter.tasks()) {
        if (!task->isDone()) {
            pending.push_back(task->id());
        }
    }
    return pending;
}

void Program::report()
{
    m_phase = Phase::Ended;
    reportFailures();
    for (const TaskId task : pendingTasks()) {
        m_recorder.record(TaskEventKind::Destroyed, task);
    }
    for (quint16 i = 1; i <= m_store.resourceCount(); ++i) {
        const trace::ResourceId id(i);
        const auto kind = m_store.resource(id).kind;
        if (kind != trace::ResourceKind::Event && kind != trace::ResourceKind::Barrier) {
            m_recorder.resourceUsage(id, m_interpreter.resources().usage(id));
        }
    }
    m_recorder.record(TaskEventKind::End, {});
}

void Program::reportFailures()
{
    const auto record = [this](TaskEventKind kind, ScenarioTask &task, const task::Failure &why) {
        m_recorder.record(kind, task.id(), m_store.intern(why.name()).value);
    };
    for (const ScenarioTaskPtr &task : m_cancelled) {
        if (task->isDone() && !task->isCancelled()) {
            if (const task::Failure failure = task->failure()) {
                record(TaskEventKind::ShutdownError, *task, failure);
            }
        }
    }
    for (const ScenarioTaskPtr &task : m_interpreter.tasks()) {
        if (task->isDone() && !task->isCancelled() && task->isUnretrieved()) {
            record(TaskEventKind::NeverRetrieved, *task, task->failure());
        }
    }
}

} // namespace awaitscope::run
