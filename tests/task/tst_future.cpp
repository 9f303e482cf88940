// SPDX-License-Identifier: MIT
#include "tests/support/bench.h"

#include <QTest>

namespace awaitscope {

using task::Coro;
using task::Failure;
using task::Future;
using tests::Bench;
using tests::Lines;
using tests::Witness;
using trace::CancelCause;

/// Future, and what no scenario can reach of it. Of the behaviours of semantics.md that no scenario
/// shows, these have no test, because C++ or this engine has nothing that could show them:
///
/// - S-13: EventLoop::stop() gives a run up; it is not asyncio's, which ends run_forever().
/// - S-39, S-165: SystemExit and KeyboardInterrupt have no counterpart among C++ exceptions.
/// - S-63: a cancellation carries no message (P-10).
/// - S-129: exceptions have no __context__ (P-10).
/// - S-214, S-220: Queue.shutdown(), Barrier.reset() and abort() are not modelled (P-10).
///
/// The others: S-9 to S-11 and S-37 in tst_eventloop, S-16 to S-19 and S-229 here, S-36 in
/// tst_cancel, S-38 in tst_task (there is no eager task factory: P-10), S-66 in tst_gather, S-97 in
/// tst_wait, S-122 and S-141 in tst_timeout, S-143 in tst_taskgroup, S-200 in tst_lock.
class TestFuture final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isDoneAtOnceAndItsCallbacksRunInTheNextTurn();
    void s16_aCallbackOfADoneFutureIsScheduledAtOnce();
    void s17_aCallbackIsTakenOutWhileTheFutureIsPending();
    void s17_aHandleIsTakenOutOfTheReadyQueueToo();
    void s18_cancelCompletesAtOnce();
    void s19_aDoneFutureCannotBeCompleted();
    void s229_aPendingTaskNobodyHoldsLivesOn();
    void givesItsValueToAllThatAwaitIt();
    void aFailureIsRetrievedByLookingAtIt();
    void aFutureMayBeDestroyedWithCallbacks();
    void failuresHaveNames_data();
    void failuresHaveNames();
};

namespace {

    /// Notes that it ran.
    class Note final : public loop::Handle
    {
    public:
        Note(const Witness &witness, const char *text) : m_witness(witness), m_text(text) { }

    private:
        void run() override { m_witness.note(m_text); }

        Witness m_witness;
        const char *m_text;
    };

    Coro<> awaitFuture(Witness witness, std::shared_ptr<Future<int>> future)
    {
        const int value = co_await *future;
        witness.note(QByteArray::number(value));
    }

} // namespace

void TestFuture::isDoneAtOnceAndItsCallbacksRunInTheNextTurn()
{
    Bench bench;
    Future<int> future(bench.loop());
    Note first(bench.witness(), "first");
    Note second(bench.witness(), "second");
    future.addDoneCallback(first);
    future.addDoneCallback(second);
    future.setResult(7);
    QVERIFY(future.isDone() && !future.isCancelled());
    QCOMPARE(future.result(), 7);
    QCOMPARE(bench.run(), (Lines{"1 first", "1 second"}));
}

void TestFuture::s16_aCallbackOfADoneFutureIsScheduledAtOnce()
{
    Bench bench;
    Future<int> future(bench.loop());
    future.setResult(7);
    Note note(bench.witness(), "called");
    future.addDoneCallback(note);
    QVERIFY(note.isReady());
    QCOMPARE(bench.run(), (Lines{"1 called"}));
}

void TestFuture::s17_aCallbackIsTakenOutWhileTheFutureIsPending()
{
    Bench bench;
    Future<int> future(bench.loop());
    Note first(bench.witness(), "first");
    Note second(bench.witness(), "second");
    Note third(bench.witness(), "third");
    for (Note *note : {&first, &second, &third}) {
        future.addDoneCallback(*note);
    }
    second.cancel();
    QVERIFY(!second.isScheduled());
    future.setResult(7);
    QCOMPARE(bench.run(), (Lines{"1 first", "1 third"}));
}

void TestFuture::s17_aHandleIsTakenOutOfTheReadyQueueToo()
{
    // asyncio cannot take it back then; the engine can, and asks isReady() where that matters.
    Bench bench;
    Future<int> future(bench.loop());
    Note note(bench.witness(), "called");
    future.addDoneCallback(note);
    future.setResult(7);
    QVERIFY(note.isReady());
    note.cancel();
    QCOMPARE(bench.run(), Lines());
}

void TestFuture::s18_cancelCompletesAtOnce()
{
    Bench bench;
    Future<int> future(bench.loop());
    Note note(bench.witness(), "called");
    future.addDoneCallback(note);
    QVERIFY(future.cancel(CancelCause::Unknown));
    QVERIFY(future.isDone() && future.isCancelled());
    QVERIFY(!future.cancel(CancelCause::Unknown));
    QVERIFY_THROWS_EXCEPTION(task::CancelledError, Q_UNUSED(future.result()));
    QCOMPARE(bench.run(), (Lines{"1 called"}));

    Future<int> done(bench.loop());
    done.setResult(7);
    QVERIFY(!done.cancel(CancelCause::Unknown));
    QCOMPARE(done.result(), 7);
}

void TestFuture::s19_aDoneFutureCannotBeCompleted()
{
    Bench bench;
    Future<int> done(bench.loop());
    done.setResult(7);
    QVERIFY_THROWS_EXCEPTION(task::InvalidStateError, done.setResult(8));
    QVERIFY_THROWS_EXCEPTION(task::InvalidStateError,
                             done.setException(Failure::make(task::ValueError("no"))));
    QCOMPARE(done.result(), 7);

    Future<void> cancelled(bench.loop());
    cancelled.cancel(CancelCause::Unknown);
    QVERIFY_THROWS_EXCEPTION(task::InvalidStateError, cancelled.setResult());
    cancelled.release(); // looks first
    QVERIFY(cancelled.isCancelled());
}

void TestFuture::s229_aPendingTaskNobodyHoldsLivesOn()
{
    Bench bench;
    const auto future = std::make_shared<Future<int>>(bench.loop());
    Q_UNUSED(bench.spawn(awaitFuture, future))
    QCOMPARE(bench.run(), Lines());
    QCOMPARE(bench.aliveFrames(), 1);
    future->setResult(7);
    QCOMPARE(bench.run(), (Lines{"2 7"}));
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestFuture::givesItsValueToAllThatAwaitIt()
{
    Bench bench;
    const auto future = std::make_shared<Future<int>>(bench.loop());
    const auto first = bench.spawn(awaitFuture, future);
    const auto second = bench.spawn(awaitFuture, future);
    bench.turn();
    future->setResult(7);
    QCOMPARE(bench.run(), (Lines{"2 7", "2 7"}));
    QVERIFY(first->isDone() && second->isDone());
}

void TestFuture::aFailureIsRetrievedByLookingAtIt()
{
    Bench bench;
    Future<int> future(bench.loop());
    QVERIFY_THROWS_EXCEPTION(task::InvalidStateError, Q_UNUSED(future.result()));
    future.setException(Failure::make(task::ValueError("no")));
    QVERIFY(future.isUnretrieved());
    QVERIFY_THROWS_EXCEPTION(task::ValueError, Q_UNUSED(future.result()));
    QVERIFY(!future.isUnretrieved());
}

void TestFuture::aFutureMayBeDestroyedWithCallbacks()
{
    Bench bench;
    Note note(bench.witness(), "called");
    {
        Future<int> future(bench.loop());
        future.addDoneCallback(note);
        QVERIFY(note.isScheduled());
    }
    QVERIFY(!note.isScheduled());
    QCOMPARE(bench.run(), Lines());
}

void TestFuture::failuresHaveNames_data()
{
    QTest::addColumn<Failure>("failure");
    QTest::addColumn<std::string>("name");
    const Failure value = Failure::make(task::ValueError("x"));
    QTest::newRow("none") << Failure() << std::string();
    QTest::newRow("a cancellation") << Failure::cancelled() << std::string("Cancelled");
    QTest::newRow("the loop is closed") << Failure::closed() << std::string("LoopClosed");
    QTest::newRow("an error of ours") << value << std::string("ValueError");
    QTest::newRow("an error of an application")
        << Failure::make(task::NamedError("ModelError")) << std::string("ModelError");
    QTest::newRow("an error of the standard library")
        << Failure::make(std::out_of_range("x")) << std::string("std::out_of_range");
    QTest::newRow("something else") << Failure::make(7) << std::string("UnknownError");
    QTest::newRow("several") << Failure::make(task::ExceptionGroup(
        {value, Failure::make(task::ExceptionGroup({Failure::cancelled(), value}))}))
                             << std::string("Group[ValueError,Group[Cancelled,ValueError]]");
}

void TestFuture::failuresHaveNames()
{
    QFETCH(const Failure, failure);
    QFETCH(const std::string, name);
    QCOMPARE(failure.name(), name);
    QCOMPARE(bool(failure), !name.empty());
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestFuture)
#include "tst_future.moc"
