// SPDX-License-Identifier: MIT
#pragma once

#include "engine/loop/eventloop.h"
#include "engine/loop/loopdriver.h"
#include "engine/run/intervention.h"
#include "engine/run/limits.h"
#include "engine/scenario/interpreter.h"
#include "engine/task/runner.h"
#include "engine/trace/recorder.h"

#include <memory>
#include <optional>
#include <vector>

namespace awaitscope::run {

/// asyncio.run() of a scenario (semantics.md, 1.6 and 1.7; the section "A run" of scenario.md):
/// main, then the shutdown of what is left, then the report.
class Program final : public loop::Drivable
{
public:
    /// @p scenario and @p store outlive it.
    Program(const scenario::Scenario &scenario, quint64 seed, const Interventions &interventions,
            trace::TraceStore &store, const Limits &limits);
    ~Program() override;

    Progress runSome(quint64 handles) override;
    [[nodiscard]] std::optional<trace::Timestamp> nextDue() const override;

    [[nodiscard]] trace::Timestamp now() const override { return m_loop.now(); }

    [[nodiscard]] bool hasEnded() const noexcept { return m_hasEnded; }

    [[nodiscard]] quint64 iteration() const noexcept { return m_loop.iteration(); }

    [[nodiscard]] bool isInTurn() const noexcept { return m_loop.isInTurn(); }

    /// Whether nothing can happen any more, although the run has not ended.
    [[nodiscard]] bool isDeadlocked() const noexcept { return m_isDeadlocked; }

    /// Whether main ended otherwise than with a value.
    [[nodiscard]] bool hasMainFailed() const;

    /// Why the run was given up, if it was: the name of a limit, `user`, or `invalid: …`.
    [[nodiscard]] const std::optional<std::string> &stopReason() const noexcept
    {
        return m_loop.stopReason();
    }

    /// Whether the limit of memory holds it; then runSome() does nothing.
    [[nodiscard]] bool isHeld() const noexcept;
    /// Bytes of all that is kept of the run, estimated.
    [[nodiscard]] quint64 memoryUse() const noexcept;

    [[nodiscard]] const Limits &limits() const noexcept { return m_limits; }

    void setMemoryLimit(quint64 bytes) noexcept;
    /// See Limits::letsOldestGo.
    void letOldestGo() noexcept;
    /// Whether enough of the memory is events to be worth letting them go.
    [[nodiscard]] bool canLetOldestGo() const noexcept;

    /// Ends a deadlocked run: reports the deadlock and what is left.
    void conclude();

    /// Ends the run where it stands; nothing more is recorded.
    void stop();

    /// Tasks that have not ended, in order of creation.
    [[nodiscard]] std::vector<trace::TaskId> pendingTasks() const;

    /// One more, by hand; it happens behind all that were given before with the same time.
    /// Precondition: its time is after now(), and the run has not ended.
    void intervene(const Intervention &intervention);

    /// How many have taken effect.
    [[nodiscard]] std::size_t interventionsDone() const noexcept { return m_interventionsDone; }

private:
    class Timer;

    void makeRoom();
    void arm(const Intervention &intervention);
    void fire(const Intervention &intervention);
    void report();
    void reportFailures();

    const scenario::Scenario &m_scenario;
    trace::TraceStore &m_store;
    trace::Recorder m_recorder;
    loop::EventLoop m_loop;
    std::vector<std::unique_ptr<Timer>> m_timers;
    Limits m_limits;
    scenario::Interpreter m_interpreter;
    std::optional<task::Runner> m_runner;
    std::size_t m_interventionsDone = 0;
    bool m_isDeadlocked = false;
    bool m_hasEnded = false;
};

} // namespace awaitscope::run
