// SPDX-License-Identifier: MIT
#pragma once

#include "engine/loop/pacing.h"
#include "engine/run/intervention.h"
#include "engine/run/limits.h"
#include "engine/run/runend.h"
#include "engine/run/runspec.h"
#include "engine/trace/tracestore.h"

#include <QObject>

#include <functional>
#include <limits>
#include <memory>
#include <stop_token>

namespace awaitscope::run {

enum class RunState : quint8 {
    Paused, ///< also before the first turn
    Running,
    Deadlocked, ///< nothing can happen until the user does something, or concludes the run
    Ended,
};

/// One run of a scenario, as a guest of the Qt event loop of its thread: it runs turns of the
/// engine for about half of each frame, at the pace of the chosen speed. What the user does to it
/// becomes an Intervention of its spec, so that running the spec again gives the same log.
///
/// The log does not depend on speed, pauses or time budget.
class Run final : public QObject
{
    Q_OBJECT

public:
    /// Speed without pacing.
    static constexpr double maxSpeed = std::numeric_limits<double>::infinity();

    /// The run stands before its first turn, paused.
    [[nodiscard]] static scenario::Result<std::unique_ptr<Run>>
    create(RunSpec spec, const Limits &limits = {}, loop::Pacing pacing = {});
    ~Run() override;

    [[nodiscard]] const scenario::Scenario &scenario() const noexcept;
    /// With every intervention up to now.
    [[nodiscard]] const RunSpec &spec() const noexcept;
    [[nodiscard]] const trace::TraceStore &store() const noexcept;
    [[nodiscard]] RunState state() const noexcept;
    [[nodiscard]] RunEnd end() const noexcept;
    /// Why the run ended, if it is LimitReached or Invalid.
    [[nodiscard]] QString endMessage() const;
    /// Name of the limit that was reached, a member of Limits or `time`; empty if none was.
    [[nodiscard]] QString reachedLimit() const;
    /// Where the now line stands: at least the time of the last event, and while the run is paced
    /// it advances smoothly until the next timer is due.
    [[nodiscard]] trace::Timestamp now() const;
    [[nodiscard]] double speed() const noexcept;
    [[nodiscard]] quint64 iteration() const noexcept;
    /// Whether the present instant has not drained: something is due without any time passing.
    [[nodiscard]] bool isMidInstant() const;
    /// The virtual time of the loop; unlike now(), it goes from instant to instant.
    [[nodiscard]] trace::Timestamp instant() const noexcept;
    /// Whether a frame ended in the middle of a turn of the loop.
    [[nodiscard]] bool isInTurn() const noexcept;
    /// Whether it stands at its limit of memory: it does not go on before that is raised.
    [[nodiscard]] bool isHeld() const noexcept;
    /// Bytes of all that is kept of it, estimated, and their limit.
    [[nodiscard]] quint64 memoryUse() const noexcept;
    [[nodiscard]] quint64 memoryLimit() const noexcept;
    /// Live tasks, in order of creation.
    [[nodiscard]] std::vector<trace::TaskId> liveTasks() const;
    /// Tasks whose cancellation was asked for by hand and has not taken effect yet.
    [[nodiscard]] std::vector<trace::TaskId> pendingCancels() const;
    /// Slots that a semaphore has, or will have when what was asked for takes effect.
    [[nodiscard]] qint64 slotsOf(trace::ResourceId semaphore) const;

    /// Starts or resumes.
    void resume();
    void pause();
    /// Virtual seconds a second of wall time; maxSpeed: as fast as it goes. Precondition: > 0.
    void setSpeed(double speed);
    /// Asks for cancel() on a task, as soon as the present instant has drained.
    void cancel(trace::TaskId task);
    /// cancel() for each of them, in this order, at one instant.
    void cancel(const std::vector<trace::TaskId> &tasks);
    /// Asks for another number of slots.
    void setSlots(trace::ResourceId semaphore, qint64 slotCount);
    /// The same run can go on with twice as much; what it logs does not depend on that.
    void raiseMemoryLimit();
    /// It can go on without its oldest events, now and whenever it reaches the limit again (see
    /// Limits::letsOldestGo); what it logs does not depend on that.
    void letOldestGo();
    /// Whether that was chosen.
    [[nodiscard]] bool letsOldestGo() const noexcept;
    /// Whether the oldest events are so much of what holds it that letting them go lets it go on.
    [[nodiscard]] bool canLetOldestGo() const noexcept;
    /// Ends a deadlocked run: what is left is reported as destroyed.
    void conclude();
    /// Runs on while paused until a turn has logged something.
    void stepTurn();
    /// Runs on while paused until a turn has logged something of that task.
    void stepTask(trace::TaskId task);
    /// Ends the run where it stands, without shutdown: what is alive stays so in the trace.
    void stop();
    /// Runs without pause or pace until the end (a deadlock is concluded), or until everything up
    /// to and at @p until has happened. From another thread @p giveUp can have it stop() early.
    void runToEnd(trace::Timestamp until = trace::endOfTime, const std::stop_token &giveUp = {});
    /// Runs on while paused until @p events events are logged, and lets the now line stand at
    /// @p time or, if something is due before, there: where another run of the same spec stood when
    /// it had logged so many. Precondition: a turn ends with the last of them.
    void runTo(quint64 events, trace::Timestamp time);
    /// One frame of work if it is Running: what a timer does by itself.
    void tick();

Q_SIGNALS:
    void stateChanged(awaitscope::run::RunState state);
    void speedChanged(double speed);
    /// After each slice of work, at most once a frame: the store may have grown, now() may have
    /// moved.
    void advanced();
    /// It stands in spec() at this index, behind all that happen before it.
    void interventionAdded(int index);

private:
    class Private;
    explicit Run(std::unique_ptr<Private> priv);

    /// When an intervention asked for now takes effect: as soon as the present instant has drained,
    /// where the now line stands, or when the next timer is due.
    [[nodiscard]] trace::Timestamp nextInstant() const;
    [[nodiscard]] qint64 slotsAt(trace::ResourceId semaphore, trace::Timestamp instant) const;
    void intervene(const Intervention &intervention);
    void showState();
    void showAdvance();
    /// Runs on while paused until @p hasHappened, which is given the first event that is new.
    void stepUntil(const std::function<bool(quint64)> &hasHappened);

    std::unique_ptr<Private> d;
};

} // namespace awaitscope::run
