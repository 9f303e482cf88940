// SPDX-License-Identifier: MIT
#include "engine/run/runprivate.h"

#include <algorithm>
#include <ranges>

namespace awaitscope::run {

using loop::LoopDriver;
using Progress = loop::Drivable::Progress;
using trace::ResourceId;
using trace::TaskId;
using trace::Timestamp;

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
    connect(&d->driver, &LoopDriver::ticked, this, &Run::showAdvance);
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

void Run::letOldestGo()
{
    d->program.letOldestGo();
    Q_EMIT advanced();
}

bool Run::letsOldestGo() const noexcept
{
    return d->program.limits().letsOldestGo;
}

bool Run::canLetOldestGo() const noexcept
{
    return d->program.canLetOldestGo();
}

void Run::conclude()
{
    d->program.conclude();
    showAdvance();
}

void Run::stop()
{
    d->driver.pause();
    d->program.stop();
    showAdvance();
}

void Run::stepTurn()
{
    stepUntil([this](quint64 before) { return d->store.eventCount() > before; });
}

void Run::stepTask(TaskId task)
{
    stepUntil([this, task](quint64 before) {
        const auto isOfTask = [&](quint64 event) { return d->store.event(event).task == task; };
        return std::ranges::any_of(std::views::iota(before, d->store.eventCount()), isOfTask);
    });
}

void Run::stepUntil(const std::function<bool(quint64)> &hasHappened)
{
    if (state() != RunState::Paused) {
        return;
    }
    quint64 before = d->store.eventCount();
    while (d->program.runSome(Private::wholeTurn) != Progress::Idle && !hasHappened(before)) {
        before = d->store.eventCount();
    }
    d->driver.resynchronise();
    showAdvance();
}

void Run::runToEnd(Timestamp until, const std::stop_token &giveUp)
{
    d->driver.pause();
    for (std::optional<Timestamp> due = d->program.nextDue();
         due && *due <= until && !d->program.isHeld(); due = d->program.nextDue()) {
        d->program.runSome(Private::handlesAtOnce);
        if (giveUp.stop_requested()) {
            d->program.stop();
        }
    }
    if (!d->program.hasEnded() && !d->program.nextDue()) {
        d->program.runSome(1); // finds that nothing can happen
        d->program.conclude();
    }
    d->driver.resynchronise();
    showAdvance();
}

void Run::runTo(quint64 events, Timestamp time)
{
    d->driver.pause();
    while (d->store.eventCount() < events
           && d->program.runSome(Private::wholeTurn) != Progress::Idle) { }
    d->driver.resynchronise(time);
    showAdvance();
}

void Run::tick()
{
    if (state() == RunState::Running) {
        d->driver.tick();
    }
}

void Run::showAdvance()
{
    showState();
    Q_EMIT advanced();
}

void Run::showState()
{
    if (const RunState state = d->state(); state != d->shownState) {
        d->shownState = state;
        Q_EMIT stateChanged(state);
    }
}

} // namespace awaitscope::run
