// SPDX-License-Identifier: MIT
#include "tests/bridge/livebench.h"

#include <QPromise>

namespace awaitscope {

using task::Coro;
using task::Failure;
using tests::Lines;
using tests::LiveBench;
using tests::Witness;
using trace::CancelCause;

/// Awaiting QFutures in a task of the engine.
class TestQFuture final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheResultOfAFuture();
    void givesTheErrorOfAFuture();
    void movesTheResultThatCannotBeCopied();
    void aFutureThatWasCancelledIsACancellation();
    void cancelsAFuture();
    void aClosingLoopCancelsTheFuture();
};

namespace {

    template <typename T>
    Coro<> waitForFuture(Witness witness, QFuture<T> future)
    {
        Failure failure;
        T value{};
        auto result = bridge::await(witness.loop(), future);
        try {
            value = co_await result;
        } catch (...) {
            failure = Failure::current();
        }
        witness.note("future", failure);
        failure.raise();
        if constexpr (std::is_same_v<T, int>) {
            witness.note(QByteArray::number(value));
        } else {
            witness.note(QByteArray::number(*value));
        }
    }

    Coro<> waitForVoid(Witness witness, QFuture<void> future)
    {
        co_await bridge::await(witness.loop(), future);
        witness.note("finished");
    }

} // namespace

void TestQFuture::givesTheResultOfAFuture()
{
    LiveBench bench;
    QPromise<int> promise;
    promise.start();
    const auto task = bench.spawn(waitForFuture<int>, promise.future());
    QVERIFY(tests::begins(task));
    promise.addResult(7);
    promise.finish();
    QVERIFY(tests::finishes(task));
    const auto again = bench.spawn(waitForFuture<int>, promise.future()); // finished
    QVERIFY(tests::finishes(again));
    QCOMPARE(bench.takeLines(), (Lines{"future: ok", "7", "future: ok", "7"}));

    QPromise<void> nothing;
    nothing.start();
    const auto waiting = bench.spawn(waitForVoid, nothing.future());
    QVERIFY(tests::begins(waiting));
    nothing.finish();
    QVERIFY(tests::finishes(waiting));
    QCOMPARE(bench.takeLines(), (Lines{"finished"}));
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestQFuture::givesTheErrorOfAFuture()
{
    LiveBench bench;
    QPromise<int> promise;
    promise.start();
    const auto task = bench.spawn(waitForFuture<int>, promise.future());
    QVERIFY(tests::begins(task));
    promise.setException(std::make_exception_ptr(task::ValueError("bad")));
    promise.finish();
    QVERIFY(tests::finishes(task));
    QCOMPARE(bench.takeLines(), (Lines{"future: ValueError"}));

    QPromise<int> empty;
    empty.start();
    empty.finish();
    const auto none = bench.spawn(waitForFuture<int>, empty.future());
    QVERIFY(tests::finishes(none));
    QCOMPARE(bench.takeLines(), (Lines{"future: RuntimeError"}));
}

void TestQFuture::movesTheResultThatCannotBeCopied()
{
    LiveBench bench;
    QPromise<std::unique_ptr<int>> promise;
    promise.start();
    const auto task = bench.spawn(waitForFuture<std::unique_ptr<int>>, promise.future());
    QVERIFY(tests::begins(task));
    promise.addResult(std::make_unique<int>(7));
    promise.finish();
    QVERIFY(tests::finishes(task));
    QCOMPARE(bench.takeLines(), (Lines{"future: ok", "7"}));
}

void TestQFuture::aFutureThatWasCancelledIsACancellation()
{
    LiveBench bench;
    QPromise<int> promise;
    promise.start();
    const auto task = bench.spawn(waitForFuture<int>, promise.future());
    QVERIFY(tests::begins(task));
    promise.future().cancel();
    promise.finish();
    QVERIFY(tests::finishes(task));
    QVERIFY(task->isCancelled());
}

void TestQFuture::cancelsAFuture()
{
    LiveBench bench;
    QPromise<int> promise;
    promise.start();
    const auto task = bench.spawn(waitForFuture<int>, promise.future());
    QVERIFY(tests::begins(task));
    task->cancel(CancelCause::User);
    QVERIFY(tests::finishes(task)); // although the promise goes on
    QVERIFY(promise.isCanceled());
    QCOMPARE(bench.takeLines(), (Lines{"future: Cancelled"}));
    QCOMPARE(bench.aliveFrames(), 0);
    promise.finish();
}

void TestQFuture::aClosingLoopCancelsTheFuture()
{
    LiveBench bench;
    QPromise<int> promise;
    promise.start();
    const auto task = bench.spawn(waitForFuture<int>, promise.future());
    QVERIFY(tests::begins(task));
    bench.destroyLoop();
    QVERIFY(task->isDone() && promise.isCanceled());
    QCOMPARE(bench.aliveFrames(), 0);
    promise.finish();
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestQFuture)
#include "tst_qfuture.moc"
