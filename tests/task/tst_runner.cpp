// SPDX-License-Identifier: MIT
#include "engine/task/runner.h"
#include "tests/support/bench.h"

#include <QTest>

namespace awaitscope {

using task::Coro;
using task::Failure;
using task::Runner;
using task::TaskBase;
using task::TaskPtr;
using tests::Bench;
using tests::Lines;
using tests::ms;
using tests::Witness;

using Phase = Runner::Phase;

/// asyncio.run(): main, then the shutdown of what is left.
class TestRunner final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsInTheTurnAfterMainHasEnded();
    void theOthersHaveOneMoreTurn();
    void cancelsWhatIsLeftInOrderOfCreation();
    void waitsForTheCleanUp();
    void doesNotWaitForTasksOfTheShutdown();
    void takesTheErrorOfMainAsRetrieved();
    void tellsTheObserver();
};

namespace {

    Coro<> countTurns(Witness witness)
    {
        for (;;) {
            witness.note("goes on");
            co_await task::sleep(witness.loop(), 0);
        }
    }

    Coro<> waitForEver(Witness witness, const char *name)
    {
        task::Quiet sleep{task::sleep(witness.loop(), 1'000'000 * ms)};
        const Failure failure = co_await sleep;
        witness.note(name, failure);
        failure.raise();
    }

    Coro<> cleanUp(Witness witness)
    {
        task::Quiet sleep{task::sleep(witness.loop(), 1'000'000 * ms)};
        const Failure failure = co_await sleep;
        Q_UNUSED(task::createTask(witness.loop(), "late", waitForEver, witness, "late"))
        co_await task::sleep(witness.loop(), 5 * ms);
        witness.note("cleaned up");
        failure.raise();
    }

    [[nodiscard]] Runner::Phase runTurn(Bench &bench, Runner &runner)
    {
        bench.turn();
        return runner.afterTurn();
    }

    /// Runs it to its end; gives what was noted.
    [[nodiscard]] Lines runToEnd(Bench &bench, Runner &runner)
    {
        while (runTurn(bench, runner) != Phase::Ended) { }
        return bench.witness().takeLines();
    }

    template <typename T>
    [[nodiscard]] TaskPtr<TaskBase> base(const TaskPtr<task::Task<T>> &task)
    {
        return TaskPtr<TaskBase>(task.data());
    }

} // namespace

void TestRunner::endsInTheTurnAfterMainHasEnded()
{
    Bench bench;
    const auto main = bench.spawn(tests::immediate, 7);
    Runner runner(base(main));
    QCOMPARE(runTurn(bench, runner), Phase::Main);
    QVERIFY(main->isDone());
    QCOMPARE(runTurn(bench, runner), Phase::Ended);
    QCOMPARE(runner.afterTurn(), Phase::Ended);
    QVERIFY(runner.cancelled().empty());
}

void TestRunner::theOthersHaveOneMoreTurn()
{
    Bench bench;
    const auto main = bench.spawn(tests::immediate, 7);
    Runner runner(base(main));
    const auto other = bench.spawn(countTurns);
    QCOMPARE(runToEnd(bench, runner), (Lines{"1 goes on", "2 goes on"}));
    QVERIFY(other->isCancelled());
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestRunner::cancelsWhatIsLeftInOrderOfCreation()
{
    Bench bench;
    const auto a = bench.spawn(waitForEver, "a");
    const auto main = bench.spawn(tests::immediate, 7);
    Runner runner(base(main));
    const auto b = bench.spawn(waitForEver, "b");
    QCOMPARE(runToEnd(bench, runner), (Lines{"3 a: Cancelled", "3 b: Cancelled"}));
    QCOMPARE(runner.cancelled(), (std::vector{base(a), base(b)}));
}

void TestRunner::waitsForTheCleanUp()
{
    Bench bench;
    const auto main = bench.spawn(tests::immediate, 7);
    Runner runner(base(main));
    const auto other = bench.spawn(cleanUp);
    QCOMPARE(runToEnd(bench, runner), (Lines{"6 cleaned up"}));
    QVERIFY(other->isCancelled());
    QCOMPARE(bench.loop().now(), 5 * ms);
}

void TestRunner::doesNotWaitForTasksOfTheShutdown()
{
    Bench bench;
    const auto main = bench.spawn(tests::immediate, 7);
    Runner runner(base(main));
    const auto other = bench.spawn(cleanUp);
    Q_UNUSED(runToEnd(bench, runner))
    QVERIFY(other->isDone());
    QVERIFY(bench.loop().firstLiveTask()); // the late one
}

void TestRunner::takesTheErrorOfMainAsRetrieved()
{
    Bench bench;
    const auto main = bench.spawn(tests::failing, 0);
    Runner runner(base(main));
    Q_UNUSED(runToEnd(bench, runner))
    QVERIFY(!main->isUnretrieved());
}

void TestRunner::tellsTheObserver()
{
    struct Shutdown final : trace::TaskObserver
    {
        void shutdownBegan(std::span<const trace::TaskId> tasks) override
        {
            pending.assign(tasks.begin(), tasks.end());
        }

        std::vector<trace::TaskId> pending;
    };

    Shutdown shutdown;
    Bench bench(&shutdown);
    const auto main = bench.spawn(tests::immediate, 7);
    Runner runner(base(main));
    const auto other = bench.spawn(waitForEver, "other");
    Q_UNUSED(runToEnd(bench, runner))
    QCOMPARE(shutdown.pending, std::vector{other->id()});
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestRunner)
#include "tst_runner.moc"
