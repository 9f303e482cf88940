// SPDX-License-Identifier: MIT
#include "engine/task/taskgroup.h"
#include "tests/support/bench.h"

#include <QTest>

namespace awaitscope {

using task::Coro;
using task::Failure;
using task::TaskPtr;
using tests::Bench;
using tests::Lines;
using tests::ms;
using tests::Witness;
using trace::CancelCause;

/// asyncio.Task through createTask(): when it runs, what it ends with, and what lives meanwhile.
class TestTask final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void s38_startsInTheNextTurn();
    void givesItsValue();
    void givesItsError();
    void givesNothingBeforeItsEnd();
    void ownsItsArguments();
    void isHeldByTheLoopUntilItsEnd();
    void resumesItsAwaiterInTheNextTurn();
    void aDoneTaskIsAwaitedWithoutSuspending();
    void resumesAllItsAwaitersInOrder();
    void sleepOfNothingTakesOneTurn();
    void aTaskThatAwaitsItselfFails();
    void anErrorNobodyAskedForIsUnretrieved();
    void callsCoroutinesInPlace();
    void refusesToAwaitOutsideOfATask_data();
    void refusesToAwaitOutsideOfATask();
    void refusesToAwaitBesideACoroutineThatItCalled();
    void reportsAnAwaitThatIsNotOfItsLoop();
};

namespace {

    Coro<> noteStartAndEnd(Witness witness)
    {
        witness.note("starts");
        co_await task::sleep(witness.loop(), 5 * ms);
        witness.note("ends");
    }

    /// In asyncio a coroutine that is called does not begin before it is awaited.
    Coro<> awaitLater(Witness witness)
    {
        const auto called = tests::sleeper(witness, 5 * ms, 1);
        try {
            co_await task::sleep(witness.loop(), 0);
        } catch (const std::logic_error &) {
            witness.note("logic_error");
        }
        Q_UNUSED(co_await called)
        witness.note("awaited");
    }

    Coro<> create(Witness witness)
    {
        witness.note("creates");
        Q_UNUSED(task::createTask(witness.loop(), "child", noteStartAndEnd, witness))
        witness.note("created");
        co_await task::sleep(witness.loop(), 0);
        witness.note("slept");
    }

    Coro<> awaitIt(Witness witness, TaskPtr<task::Task<int>> task)
    {
        witness.note("awaits");
        const int value = co_await *task;
        witness.note(value == 7 ? "got 7" : "got something else");
    }

    Coro<> awaitItself(Witness witness, std::shared_ptr<TaskPtr<task::Task<>>> self)
    {
        try {
            co_await **self;
        } catch (const task::RuntimeError &) {
            witness.note("RuntimeError");
        }
    }

    Coro<int> half(Witness witness, int value)
    {
        co_await task::sleep(witness.loop(), ms);
        co_return value / 2;
    }

    Coro<int> callTwice(Witness witness)
    {
        const int once = co_await half(witness, 20);
        witness.note("called once");
        co_return co_await half(witness, once);
    }

    Coro<> sleepTwice(Witness witness)
    {
        co_await task::sleep(witness.loop(), 0);
        witness.note("slept for 0");
        co_await task::sleep(witness.loop(), -5 * ms);
        witness.note("slept for less");
    }

    Coro<> awaitOutside(loop::EventLoop *loop)
    {
        co_await task::sleep(*loop, ms);
    }

    /// An awaitable that has nothing to do with the loop.
    struct Foreign
    {
        std::coroutine_handle<> *where;

        [[nodiscard]] bool await_ready() const { return false; }

        void await_suspend(std::coroutine_handle<> caller) { *where = caller; }

        void await_resume() { }
    };

    Coro<> awaitForeign(Witness witness, std::coroutine_handle<> *where)
    {
        co_await Foreign{where};
        witness.note("resumed");
    }

} // namespace

void TestTask::s38_startsInTheNextTurn()
{
    Bench bench;
    const auto task = bench.spawn(create);
    QVERIFY(!task->isStarted());
    QCOMPARE(bench.run(), (Lines{"1 creates", "1 created", "2 starts", "2 slept", "4 ends"}));
    QCOMPARE(bench.loop().now(), 5 * ms);
    QVERIFY(task->isDone());
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestTask::givesItsValue()
{
    Bench bench;
    const auto task = bench.spawn(tests::sleeper, ms, 7);
    bench.run();
    QCOMPARE(task->result(), 7);
    QVERIFY(!task->failure());
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestTask::givesItsError()
{
    Bench bench;
    const auto task = bench.spawn(tests::failing, ms);
    bench.run();
    QVERIFY_THROWS_EXCEPTION(task::ValueError, Q_UNUSED(task->result()));
    QCOMPARE(task->failure().name(), "ValueError");
    QVERIFY(!task->isCancelled());
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestTask::givesNothingBeforeItsEnd()
{
    Bench bench;
    const auto task = bench.spawn(tests::sleeper, ms, 7);
    QVERIFY_THROWS_EXCEPTION(task::InvalidStateError, Q_UNUSED(task->result()));
    bench.run();
    QCOMPARE(task->result(), 7);
}

void TestTask::ownsItsArguments()
{
    Bench bench;
    const auto task = bench.spawn(tests::sleeper, ms, 7);
    QCOMPARE(bench.aliveFrames(), 1); // the arguments wait
    bench.turn();
    QCOMPARE(bench.aliveFrames(), 1); // in the frame
    bench.run();
    QCOMPARE(bench.aliveFrames(), 0);
    QVERIFY(task->isDone());
}

void TestTask::isHeldByTheLoopUntilItsEnd()
{
    Bench bench;
    Q_UNUSED(bench.spawn(noteStartAndEnd))
    QVERIFY(bench.loop().firstLiveTask());
    QCOMPARE(bench.run(), (Lines{"1 starts", "3 ends"}));
    QVERIFY(!bench.loop().firstLiveTask());
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestTask::resumesItsAwaiterInTheNextTurn()
{
    Bench bench;
    const auto awaiter = bench.spawn(awaitIt, bench.spawn(tests::immediate, 7));
    const auto late = bench.spawn(awaitIt, bench.spawn(tests::sleeper, ms, 7));
    // The first is done when its awaiter starts; the second ends in turn 3.
    QCOMPARE(bench.run(), (Lines{"1 awaits", "1 got 7", "1 awaits", "4 got 7"}));
    QVERIFY(awaiter->isDone() && late->isDone());
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestTask::aDoneTaskIsAwaitedWithoutSuspending()
{
    Bench bench;
    const auto done = bench.spawn(tests::immediate, 7);
    bench.run();
    const auto awaiter = bench.spawn(awaitIt, done);
    QCOMPARE(bench.run(), (Lines{"2 awaits", "2 got 7"}));
    QVERIFY(awaiter->isDone());
}

void TestTask::resumesAllItsAwaitersInOrder()
{
    Bench bench;
    const auto failing = bench.spawn(tests::failing, ms);
    const auto first = bench.spawn(tests::watcher<int>, "first", failing);
    const auto second = bench.spawn(tests::watcher<int>, "second", failing);
    QCOMPARE(bench.run(), (Lines{"4 first: ValueError", "4 second: ValueError"}));
    QVERIFY(first->isDone() && second->isDone());
}

void TestTask::sleepOfNothingTakesOneTurn()
{
    Bench bench;
    const auto task = bench.spawn(sleepTwice);
    QCOMPARE(bench.run(), (Lines{"2 slept for 0", "3 slept for less"}));
    QCOMPARE(bench.loop().now(), trace::Timestamp(0));
    QVERIFY(task->isDone());
}

void TestTask::aTaskThatAwaitsItselfFails()
{
    Bench bench;
    const auto self = std::make_shared<TaskPtr<task::Task<>>>();
    *self = bench.spawn(awaitItself, self);
    QCOMPARE(bench.run(), (Lines{"2 RuntimeError"}));
    QVERIFY((*self)->isDone());
}

void TestTask::anErrorNobodyAskedForIsUnretrieved()
{
    Bench bench;
    const auto task = bench.spawn(tests::failing, 0);
    bench.run();
    QVERIFY(task->isUnretrieved());
    Q_UNUSED(task->failure())
    QVERIFY(!task->isUnretrieved());

    const auto cancelledLater = bench.spawn(tests::failing, 0);
    bench.run();
    QVERIFY(!cancelledLater->cancel(CancelCause::Unknown));
    QVERIFY(!cancelledLater->isUnretrieved());
}

void TestTask::callsCoroutinesInPlace()
{
    Bench bench;
    const auto task = bench.spawn(callTwice);
    QCOMPARE(bench.run(), (Lines{"3 called once"}));
    QCOMPARE(task->result(), 5);
    QCOMPARE(bench.loop().iteration(), quint64(5));
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestTask::refusesToAwaitOutsideOfATask_data()
{
    QTest::addColumn<bool>("isObserved");
    QTest::newRow("nobody observes the loop") << false;
    QTest::newRow("the loop is observed") << true;
}

void TestTask::refusesToAwaitOutsideOfATask()
{
    QFETCH(const bool, isObserved);
    trace::TaskObserver observer;
    Bench bench(isObserved ? &observer : nullptr);
    const Coro<> coro = awaitOutside(&bench.loop());
    QVERIFY(coro.isReady());
    QVERIFY_THROWS_EXCEPTION(task::RuntimeError, coro.operator co_await().await_resume());
    QVERIFY_THROWS_EXCEPTION(task::RuntimeError, task::TaskGroup(bench.loop()));
}

void TestTask::refusesToAwaitBesideACoroutineThatItCalled()
{
    Bench bench;
    const auto task = bench.spawn(awaitLater);
    QCOMPARE(bench.run(), (Lines{"1 logic_error", "3 awaited"}));
    QVERIFY(task->isDone());
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestTask::reportsAnAwaitThatIsNotOfItsLoop()
{
    Bench bench;
    std::coroutine_handle<> foreign;
    const auto task = bench.spawn(awaitForeign, &foreign);
    QVERIFY_THROWS_EXCEPTION(std::logic_error, bench.turn());
    QVERIFY(!bench.loop().currentTask());
    QTest::ignoreMessage(QtWarningMsg,
                         "1 tasks go on awaiting although their loop is closed: they leak");
    QCOMPARE(bench.loop().close(), quint64(1));
    foreign.resume(); // nobody else can end it
    QCOMPARE(bench.run(), (Lines{"1 resumed"}));
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestTask)
#include "tst_task.moc"
