// SPDX-License-Identifier: MIT
#include "engine/sync/barrier.h"
#include "engine/sync/queue.h"
#include "tests/support/bench.h"

#include <QTest>

namespace awaitscope {

using sync::Barrier;
using sync::Event;
using sync::Queue;
using task::Coro;
using task::Failure;
using tests::Bench;
using tests::Lines;
using tests::ms;
using tests::Witness;
using trace::CancelCause;
using trace::Timestamp;

/// Queue, Event and Barrier.
class TestQueue final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itemsComeOutInTheOrderOfTheirPut();
    void aGetterResumesInTheTurnAfterThePut();
    void anotherMayTakeTheItemFirst();
    void aPutterWaitsForRoom();
    void aWokenGetterThatIsCancelledWakesTheNext();
    void theNowaitFormsThrow();
    void joinWaitsForEveryItem();
    void movesWhatCannotBeCopied();
    void anEventWakesAllInOrder();
    void aClearedEventDoesNotStopThoseThatWereWoken();
    void aSetEventIsNotWaitedFor();
    void aBarrierLetsAllPassTogether();
    void aCancelledTaskLeavesTheBarrier();
};

namespace {

    using IntQueue = std::shared_ptr<Queue<int>>;

    Coro<> get(Witness witness, IntQueue queue, const char *name)
    {
        Failure failure;
        int value = 0;
        auto item = queue->get();
        try {
            value = co_await item;
        } catch (...) {
            failure = Failure::current();
        }
        witness.note(name + QByteArray::number(value), failure);
        failure.raise();
    }

    Coro<> put(Witness witness, IntQueue queue, int value)
    {
        co_await queue->put(value);
        witness.note("put " + QByteArray::number(value), {});
    }

    Coro<> putAndTake(Witness witness, IntQueue queue)
    {
        co_await task::sleep(witness.loop(), ms);
        queue->putNowait(1);
        witness.note("took " + QByteArray::number(queue->getNowait()), {});
        queue->putNowait(2);
    }

    Coro<> join(Witness witness, IntQueue queue)
    {
        co_await queue->join();
        witness.note("joined");
    }

    Coro<> passOwnership(Witness witness, std::shared_ptr<Queue<std::unique_ptr<int>>> queue)
    {
        co_await queue->put(std::make_unique<int>(7));
        const std::unique_ptr<int> item = co_await queue->get();
        witness.note(*item == 7 ? "7" : "something else");
    }

    Coro<> waitFor(Witness witness, std::shared_ptr<Event> event, const char *name)
    {
        co_await event->wait();
        witness.note(name);
    }

    Coro<> meet(Witness witness, std::shared_ptr<Barrier> barrier, Timestamp ns)
    {
        co_await task::sleep(witness.loop(), ns);
        const quint64 index = co_await barrier->wait();
        witness.note("passed as " + QByteArray::number(index), {});
    }

} // namespace

void TestQueue::itemsComeOutInTheOrderOfTheirPut()
{
    Bench bench;
    const auto queue = std::make_shared<Queue<int>>(bench.loop());
    for (const int value : {1, 2, 3}) {
        queue->putNowait(value);
    }
    QCOMPARE(queue->usage(), (trace::Usage{3, 0}));
    for (int i = 0; i < 3; ++i) {
        Q_UNUSED(bench.spawn(get, queue, "got "))
    }
    QCOMPARE(bench.run(), (Lines{"1 got 1: ok", "1 got 2: ok", "1 got 3: ok"}));
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestQueue::aGetterResumesInTheTurnAfterThePut()
{
    Bench bench;
    const auto queue = std::make_shared<Queue<int>>(bench.loop());
    const auto getting = bench.spawn(get, queue, "got ");
    bench.turn();
    queue->putNowait(7);
    QVERIFY(!queue->isEmpty()); // not handed over: the getter has to come for it
    QCOMPARE(bench.run(), (Lines{"2 got 7: ok"}));
    QVERIFY(getting->isDone());
}

void TestQueue::anotherMayTakeTheItemFirst()
{
    Bench bench;
    const auto queue = std::make_shared<Queue<int>>(bench.loop());
    const auto first = bench.spawn(get, queue, "first got ");
    const auto barging = bench.spawn(putAndTake, queue);
    QCOMPARE(bench.run(), (Lines{"3 took 1: ok", "4 first got 2: ok"}));
    QVERIFY(first->isDone() && barging->isDone());
}

void TestQueue::aPutterWaitsForRoom()
{
    Bench bench;
    const auto queue = std::make_shared<Queue<int>>(bench.loop(), 1);
    const auto first = bench.spawn(put, queue, 1);
    const auto second = bench.spawn(put, queue, 2);
    bench.turn();
    QVERIFY(queue->isFull());
    QCOMPARE(queue->usage(), (trace::Usage{1, 1}));
    QCOMPARE(queue->getNowait(), 1);
    QCOMPARE(bench.run(), (Lines{"1 put 1: ok", "2 put 2: ok"}));
    QVERIFY(first->isDone() && second->isDone());
}

void TestQueue::aWokenGetterThatIsCancelledWakesTheNext()
{
    Bench bench;
    const auto queue = std::make_shared<Queue<int>>(bench.loop());
    const auto first = bench.spawn(get, queue, "first ");
    const auto second = bench.spawn(get, queue, "second ");
    bench.turn();
    queue->putNowait(7);
    first->cancel(CancelCause::Unknown);
    QCOMPARE(bench.run(), (Lines{"2 first 0: Cancelled", "3 second 7: ok"}));
    QVERIFY(first->isCancelled() && second->isDone());
}

void TestQueue::theNowaitFormsThrow()
{
    Bench bench;
    Queue<int> queue(bench.loop(), 1);
    QVERIFY_THROWS_EXCEPTION(task::QueueEmpty, queue.getNowait());
    queue.putNowait(1);
    QVERIFY_THROWS_EXCEPTION(task::QueueFull, queue.putNowait(2));
    QVERIFY_THROWS_EXCEPTION(task::ValueError, (queue.taskDone(), queue.taskDone()));
}

void TestQueue::joinWaitsForEveryItem()
{
    Bench bench;
    const auto queue = std::make_shared<Queue<int>>(bench.loop());
    queue->putNowait(1);
    queue->putNowait(2);
    const auto joining = bench.spawn(join, queue);
    bench.turn();
    queue->taskDone();
    QCOMPARE(bench.run(), Lines());
    QCOMPARE(queue->unfinished(), quint64(1));
    queue->taskDone();
    QCOMPARE(bench.run(), (Lines{"2 joined"}));
    QVERIFY(joining->isDone());
    const auto again = bench.spawn(join, queue);
    QCOMPARE(bench.run(), (Lines{"3 joined"})); // does not suspend
    QVERIFY(again->isDone());
}

void TestQueue::movesWhatCannotBeCopied()
{
    Bench bench;
    const auto queue = std::make_shared<Queue<std::unique_ptr<int>>>(bench.loop());
    const auto task = bench.spawn(passOwnership, queue);
    QCOMPARE(bench.run(), (Lines{"1 7"}));
    QVERIFY(task->isDone());
}

void TestQueue::anEventWakesAllInOrder()
{
    Bench bench;
    const auto event = std::make_shared<Event>(bench.loop());
    for (const char *name : {"a", "b", "c"}) {
        Q_UNUSED(bench.spawn(waitFor, event, name))
    }
    bench.turn();
    QCOMPARE(event->usage(), (trace::Usage{0, 3}));
    event->set();
    event->set();
    QCOMPARE(bench.run(), (Lines{"2 a", "2 b", "2 c"}));
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestQueue::aClearedEventDoesNotStopThoseThatWereWoken()
{
    Bench bench;
    const auto event = std::make_shared<Event>(bench.loop());
    const auto woken = bench.spawn(waitFor, event, "woken");
    bench.turn();
    event->set();
    event->clear();
    const auto late = bench.spawn(waitFor, event, "late");
    QCOMPARE(bench.run(), (Lines{"2 woken"}));
    QVERIFY(woken->isDone() && !late->isDone());
}

void TestQueue::aSetEventIsNotWaitedFor()
{
    Bench bench;
    const auto event =
        std::make_shared<Event>(bench.loop(), std::string_view(), Event::Initially::Set);
    const auto task = bench.spawn(waitFor, event, "passed");
    QCOMPARE(bench.run(), (Lines{"1 passed"}));
    QVERIFY(task->isDone());
}

void TestQueue::aBarrierLetsAllPassTogether()
{
    Bench bench;
    const auto barrier = std::make_shared<Barrier>(bench.loop(), 3);
    for (const Timestamp at : {3, 1, 2}) {
        Q_UNUSED(bench.spawn(meet, barrier, at * ms))
    }
    const Lines lines = bench.run();
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[0].endsWith("passed as 2: ok")); // the last to arrive goes on at once
    QVERIFY(lines[1].endsWith("passed as 0: ok"));
    QVERIFY(lines[2].endsWith("passed as 1: ok"));
    QCOMPARE(bench.loop().now(), 3 * ms);
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestQueue::aCancelledTaskLeavesTheBarrier()
{
    Bench bench;
    const auto barrier = std::make_shared<Barrier>(bench.loop(), 2);
    const auto leaves = bench.spawn(meet, barrier, ms);
    const auto stays = bench.spawn(meet, barrier, 5 * ms);
    const auto comes = bench.spawn(meet, barrier, 9 * ms);
    bench.runIterations(3);
    QCOMPARE(barrier->usage(), (trace::Usage{1, 0}));
    leaves->cancel(CancelCause::Unknown);
    const Lines lines = bench.run();
    QVERIFY(leaves->isCancelled() && stays->isDone() && comes->isDone());
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[0].endsWith("passed as 1: ok"));
    QVERIFY(lines[1].endsWith("passed as 0: ok"));
    QCOMPARE(bench.loop().now(), 9 * ms);
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestQueue)
#include "tst_queue.moc"
