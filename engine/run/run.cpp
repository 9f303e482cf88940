// SPDX-License-Identifier: MIT
#include "engine/run/run.h"

#include "engine/loop/loopdriver.h"
#include "engine/run/program.h"

#include <algorithm>

namespace awaitscope::run {

namespace {

    constexpr quint64 handlesAtOnce = 4096; // between two looks at what could end it

} // namespace

using loop::LoopDriver;
using trace::ResourceId;
using trace::TaskId;
using trace::Timestamp;

class Run::Private
{
public:
    Private(RunSpec runSpec, scenario::Scenario parsed, const Limits &given, loop::Pacing pacing)
        : spec(std::move(runSpec))
        , scenario(std::move(parsed))
        , program(scenario, spec.seed.value_or(scenario.seed), spec.interventions, store, given)
        , driver(program, std::move(pacing))
    { }

    /// Which of the interventions have not taken effect.
    [[nodiscard]] std::span<const Intervention> pending() const
    {
        return std::span(spec.interventions).subspan(program.interventionsDone());
    }

    [[nodiscard]] RunState state() const
    {
        if (program.hasEnded()) {
            return RunState::Ended;
        }
        if (program.isDeadlocked()) {
            return RunState::Deadlocked;
        }
        return driver.isRunning() ? RunState::Running : RunState::Paused;
    }

    RunSpec spec;
    scenario::Scenario scenario;
    trace::TraceStore store;
    Program program;
    LoopDriver driver;
    RunState shownState = RunState::Paused;
};

scenario::Result<std::unique_ptr<Run>> Run::create(RunSpec spec, const Limits &limits,
                                                   loop::Pacing pacing)
{
    auto scenario = scenario::parseScenario(spec.scenarioText, spec.scenarioFile, spec.values);
    if (!scenario) {
        return scenario.problem();
    }
    auto d = std::make_unique<Private>(std::move(spec), std::move(scenario).value(), limits,
                                       std::move(pacing));
    return std::unique_ptr<Run>(new Run(std::move(d)));
}

Run::Run(std::unique_ptr<Private> priv) : d(std::move(priv))
{
    connect(&d->driver, &LoopDriver::ticked, this, [this] {
        showState();
        Q_EMIT advanced();
    });
}

Run::~Run() = default;

const scenario::Scenario &Run::scenario() const noexcept
{
    return d->scenario;
}

const RunSpec &Run::spec() const noexcept
{
    return d->spec;
}

const trace::TraceStore &Run::store() const noexcept
{
    return d->store;
}

RunState Run::state() const noexcept
{
    return d->state();
}

RunEnd Run::end() const noexcept
{
    return endOf(d->program);
}

QString Run::endMessage() const
{
    return endMessageOf(d->program);
}

QString Run::reachedLimit() const
{
    return end() == RunEnd::LimitReached ? QString::fromStdString(*d->program.stopReason())
                                         : QString();
}

Timestamp Run::now() const
{
    return d->driver.pacedNow();
}

double Run::speed() const noexcept
{
    return d->driver.speed();
}

quint64 Run::iteration() const noexcept
{
    return d->program.iteration();
}

bool Run::isMidInstant() const
{
    const std::optional<Timestamp> due = d->program.nextDue();
    return due && *due <= d->program.now();
}

Timestamp Run::instant() const noexcept
{
    return d->program.now();
}

bool Run::isInTurn() const noexcept
{
    return d->program.isInTurn();
}

bool Run::isHeld() const noexcept
{
    return d->program.isHeld();
}

quint64 Run::memoryUse() const noexcept
{
    return d->program.memoryUse();
}

quint64 Run::memoryLimit() const noexcept
{
    return d->program.limits().memory;
}

std::vector<TaskId> Run::liveTasks() const
{
    return d->program.pendingTasks();
}

std::vector<TaskId> Run::pendingCancels() const
{
    std::vector<TaskId> tasks;
    for (const Intervention &intervention : d->pending()) {
        if (const auto *const cancel = std::get_if<CancelTask>(&intervention.action)) {
            tasks.push_back(cancel->task);
        }
    }
    return tasks;
}

qint64 Run::slotsOf(ResourceId semaphore) const
{
    return slotsAt(semaphore, std::numeric_limits<Timestamp>::max());
}

qint64 Run::slotsAt(ResourceId semaphore, Timestamp instant) const
{
    const auto &all = d->spec.interventions;
    const auto last = std::find_if(all.rbegin(), all.rend(), [&](const Intervention &each) {
        const auto *const resize = std::get_if<ResizeSemaphore>(&each.action);
        return resize && resize->semaphore == semaphore && each.at <= instant;
    });
    return last == all.rend() ? d->scenario.resource(semaphore).slotCount
                              : std::get<ResizeSemaphore>(last->action).slotCount;
}

void Run::resume()
{
    if (state() == RunState::Paused && !isHeld()) {
        d->driver.start();
        showState();
    }
}

void Run::pause()
{
    d->driver.pause();
    showState();
}

void Run::setSpeed(double speed)
{
    if (speed != d->driver.speed()) {
        d->driver.setSpeed(speed);
        Q_EMIT speedChanged(speed);
    }
}

void Run::cancel(TaskId task)
{
    cancel(std::vector{task});
}

void Run::cancel(const std::vector<TaskId> &tasks)
{
    const Timestamp at = nextInstant();
    for (const TaskId task : tasks) {
        intervene({at, CancelTask{task}});
    }
}

void Run::setSlots(ResourceId semaphore, qint64 slotCount)
{
    const Timestamp at = nextInstant();
    if (slotCount != slotsAt(semaphore, at)) {
        intervene({at, ResizeSemaphore{semaphore, slotCount}});
    }
}

Timestamp Run::nextInstant() const
{
    return std::max(d->program.now() + 1, d->driver.pacedNow());
}

void Run::intervene(const Intervention &intervention)
{
    if (state() == RunState::Ended) {
        return;
    }
    const bool wasDeadlocked = state() == RunState::Deadlocked;
    d->program.intervene(intervention);
    // Those that were there from the start may be yet to come.
    auto &all = d->spec.interventions;
    const auto place = std::ranges::upper_bound(all, intervention.at, {}, &Intervention::at);
    const auto index = int(place - all.begin());
    all.insert(place, intervention);
    if (wasDeadlocked) {
        d->driver.start();
    }
    showState();
    Q_EMIT interventionAdded(index);
}

void Run::raiseMemoryLimit()
{
    d->program.setMemoryLimit(2 * memoryLimit());
    Q_EMIT advanced();
}

void Run::conclude()
{
    d->program.conclude();
    showState();
    Q_EMIT advanced();
}

void Run::stop()
{
    d->driver.pause();
    d->program.stop();
    showState();
    Q_EMIT advanced();
}

void Run::stepTurn()
{
    stepUntil([this](quint64 before) { return d->store.eventCount() > before; });
}

void Run::stepTask(TaskId task)
{
    stepUntil([this, task](quint64 before) {
        for (quint64 event = before; event < d->store.eventCount(); ++event) {
            if (d->store.event(event).task == task) {
                return true;
            }
        }
        return false;
    });
}

void Run::stepUntil(const std::function<bool(quint64)> &hasHappened)
{
    if (state() != RunState::Paused) {
        return;
    }
    quint64 before = d->store.eventCount();
    while (d->program.runSome(std::numeric_limits<quint64>::max()) != loop::Drivable::Progress::Idle
           && !hasHappened(before)) {
        before = d->store.eventCount();
    }
    d->driver.resynchronise();
    showState();
    Q_EMIT advanced();
}

void Run::runToEnd(Timestamp until, const std::stop_token &giveUp)
{
    d->driver.pause();
    for (std::optional<Timestamp> due = d->program.nextDue();
         due && *due <= until && !d->program.isHeld(); due = d->program.nextDue()) {
        d->program.runSome(handlesAtOnce);
        if (giveUp.stop_requested()) {
            d->program.stop();
        }
    }
    if (!d->program.hasEnded() && !d->program.nextDue()) {
        d->program.runSome(1); // finds that nothing can happen
        d->program.conclude();
    }
    d->driver.resynchronise();
    showState();
    Q_EMIT advanced();
}

void Run::tick()
{
    if (state() == RunState::Running) {
        d->driver.tick();
    }
}

void Run::showState()
{
    if (const RunState state = d->state(); state != d->shownState) {
        d->shownState = state;
        Q_EMIT stateChanged(state);
    }
}

} // namespace awaitscope::run
