// SPDX-License-Identifier: MIT
#include "engine/run/program.h"

#include <algorithm>

namespace awaitscope::run {

using scenario::ScenarioTask;
using scenario::ScenarioTaskPtr;
using trace::TaskEventKind;
using trace::TaskId;
using trace::Timestamp;

namespace {

    // What a window keeps, as measured: spans, rows, tables.
    constexpr quint64 viewBytesPerEvent = 40;
    constexpr quint64 viewBytesPerTask = 500;

    // Of the memory: a smaller part of it is not worth being let go, and so much of what there is
    // goes at once. What is kept is moved for it, and every view begins anew.
    constexpr quint64 leastShare = 8;
    constexpr quint64 goingShare = 4;

    /// Whether a window keeps the run, or it takes as little as if one did.
    [[nodiscard]] bool countsViews(const Limits &limits)
    {
        return limits.atMemory == Limits::AtMemory::Hold || limits.letsOldestGo;
    }

    /// Beyond which a run is given up.
    [[nodiscard]] quint64 utmost(const Limits &limits)
    {
        return countsViews(limits) ? limits.memory + limits.memory / 2 : limits.memory;
    }

} // namespace

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

Program::Program(const scenario::Scenario &scenario, quint64 seed,
                 const Interventions &interventions, trace::TraceStore &store, const Limits &limits)
    : m_scenario(scenario)
    , m_store(store)
    , m_recorder(store)
    , m_loop(&m_recorder, store.arena())
    , m_limits(limits)
    , m_interpreter(scenario, m_loop, m_recorder, seed,
                    {limits.steps, limits.events, utmost(limits)})
{
    m_loop.setIterationLimit(limits.iterations);
    for (const Intervention &intervention : interventions) {
        arm(intervention);
    }
    m_runner.emplace(task::TaskPtr<task::TaskBase>(m_interpreter.createMain().data()));
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
    Q_ASSERT(!m_hasEnded && intervention.at > now());
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
    m_interpreter.resources().get<sync::Semaphore>(resize.semaphore).resize(resize.slotCount);
}

std::optional<Timestamp> Program::nextDue() const
{
    const std::optional<Timestamp> due = m_loop.nextDue();
    if (m_hasEnded || !due) {
        return std::nullopt;
    }
    // What lies beyond the end of time is due there: then the run is given up.
    return std::min(*due, trace::endOfTime);
}

Program::Progress Program::runSome(quint64 handles)
{
    if (m_limits.letsOldestGo) {
        makeRoom();
    }
    if (m_hasEnded || isHeld()) {
        return Progress::Idle;
    }
    switch (m_loop.runTurn(handles)) {
    case loop::EventLoop::Progress::Yielded:
        return Progress::Yielded;
    case loop::EventLoop::Progress::TurnDone:
        if (m_runner->afterTurn() == task::Runner::Phase::Ended) {
            report();
        }
        break;
    case loop::EventLoop::Progress::Nothing:
        m_isDeadlocked = true;
        return Progress::Idle;
    case loop::EventLoop::Progress::Stopped:
        m_hasEnded = true;
        break;
    }
    m_store.publish();
    return m_hasEnded ? Progress::Idle : Progress::TurnDone;
}

bool Program::isHeld() const noexcept
{
    return !m_hasEnded && m_limits.atMemory == Limits::AtMemory::Hold
        && memoryUse() >= m_limits.memory && !(m_limits.letsOldestGo && canLetOldestGo());
}

bool Program::canLetOldestGo() const noexcept
{
    const quint64 held = m_store.eventCount() - m_store.firstEvent();
    return held > trace::TraceStore::chunkSize
        && held * (sizeof(trace::TaskEvent) + viewBytesPerEvent) >= m_limits.memory / leastShare;
}

void Program::letOldestGo() noexcept
{
    m_limits.letsOldestGo = true;
    m_interpreter.setMemoryLimit(utmost(m_limits));
}

void Program::makeRoom()
{
    const auto isFull = [this] { return !m_hasEnded && memoryUse() >= m_limits.memory; };
    while (isFull() && canLetOldestGo()) {
        const quint64 first = m_store.firstEvent();
        const quint64 going = (m_store.eventCount() - first) / goingShare;
        m_store.letOldestGo(first + std::max(going, trace::TraceStore::chunkSize));
    }
    if (isFull() && m_limits.atMemory == Limits::AtMemory::GiveUp) {
        m_loop.stop("memory");
    }
}

quint64 Program::memoryUse() const noexcept
{
    const quint64 held = m_store.eventCount() - m_store.firstEvent();
    const quint64 views = countsViews(m_limits)
        ? held * viewBytesPerEvent + m_store.taskCount() * viewBytesPerTask
        : 0;
    return m_interpreter.memoryUse() + views;
}

void Program::setMemoryLimit(quint64 bytes) noexcept
{
    m_limits.memory = bytes;
    m_interpreter.setMemoryLimit(utmost(m_limits));
}

bool Program::hasMainFailed() const
{
    return m_interpreter.main()->isDone() && m_interpreter.main()->failure();
}

void Program::conclude()
{
    if (m_hasEnded || !m_isDeadlocked) {
        return;
    }
    m_loop.countIdleTurn();
    m_recorder.record(TaskEventKind::Deadlock, {}, m_recorder.listOf(pendingTasks()).value);
    report();
    m_store.publish();
}

void Program::stop()
{
    if (!m_hasEnded) {
        m_loop.stop("user");
        m_hasEnded = true;
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
    m_hasEnded = true;
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
    const auto record = [this](TaskEventKind kind, task::TaskBase &task, const task::Failure &why) {
        m_recorder.record(kind, task.id(), m_store.intern(why.name()).value);
    };
    for (const auto &task : m_runner->cancelled()) {
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
