// SPDX-License-Identifier: MIT
#pragma once

#include "engine/run/run.h"
#include "tests/support/fakewall.h"

#include <QStringList>

#include <random>

namespace awaitscope::tests {

/// The names of scenarios() for data rows, and each of them as JSON: the gallery, and three that
/// are here for what they do: crowd (turns of hundreds of callbacks, steps that block), stuck
/// (deadlocks unless somebody helps), leftovers (main ends before the others).
[[nodiscard]] QStringList scenarioNames();
[[nodiscard]] QByteArray scenarioNamed(const QString &name);

[[nodiscard]] run::RunSpec specOf(const QByteArray &scenario);

/// With iterations.
[[nodiscard]] QByteArray logOf(const run::Run &run);
/// Of a run of the spec from beginning to end, at one go.
[[nodiscard]] QByteArray replayOf(const run::RunSpec &spec, const run::Limits &limits = {});

/// A run under a wall clock of its own, and somebody who plays with it: at random, but in the same
/// way each time.
class RunTester
{
public:
    RunTester(const run::RunSpec &spec, quint32 seed, quint64 slice);

    [[nodiscard]] run::Run &run() { return *m_run; }

    /// A random time passes, perhaps in pause; then one frame of work, on a machine that is fast or
    /// slow. A deadlock is concluded.
    void frame();
    /// Does one thing to the run by hand: cancels tasks, changes slots, speed, pauses, steps.
    void play();
    void runToEnd();

    /// How often play() found the loop in the middle of a turn, deadlocked, or in the shutdown.
    quint32 inTurn = 0;
    quint32 inDeadlock = 0;
    quint32 inShutdown = 0;

private:
    [[nodiscard]] quint32 random(quint32 below);
    [[nodiscard]] trace::TaskId someTask();
    void countSituation();
    void intervene();

    FakeWall m_wall;
    std::unique_ptr<run::Run> m_run;
    std::mt19937 m_random; // its numbers are the same everywhere
};

} // namespace awaitscope::tests
