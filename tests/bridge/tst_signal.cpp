// SPDX-License-Identifier: MIT
#include "tests/bridge/livebench.h"

#include <QCoroSignal>
#include <QCoroTimer>

#include <QThread>

namespace awaitscope {

using task::Coro;
using tests::Lines;
using tests::LiveBench;
using tests::Witness;
using trace::CancelCause;

/// Emits what the tests wait for.
class Source final : public QObject
{
    Q_OBJECT

public:
    /// How many are connected to changed().
    [[nodiscard]] int listeners() const { return receivers(SIGNAL(changed(int))); }

    /// How many are connected to the other signals.
    [[nodiscard]] int otherListeners() const
    {
        return receivers(SIGNAL(moved(int, QString))) + receivers(SIGNAL(cleared()));
    }

Q_SIGNALS:
    void changed(int value);
    void moved(int row, const QString &name);
    void cleared();
};

/// Awaiting signals, and coroutines of QCoro, in a task of the engine.
class TestSignal final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheArgumentOfASignal();
    void givesTheArgumentsOfASignal();
    void hearsASignalFromItsConstructionOn();
    void hearsASignalOfAnotherThread();
    void aSignalResumesTheCallerInTheNextTurn();
    void cancelsTheWaitForASignal();
    void theEndOfTheSenderIsAnError();
    void givesTheValueOfACoroutine();
    void givesTheErrorOfACoroutine();
    void awaitsWhatQCoroCanAwait();
    void letsACoroutineGoOnWhenItIsCancelled();
    void aClosingLoopEndsTheWaits();
    void theObserverIsTold();
};

namespace {

    using SourcePtr = std::shared_ptr<Source>;

    Coro<> hearChanged(Witness witness, SourcePtr source)
    {
        const int value = co_await bridge::await(witness.loop(), source.get(), &Source::changed);
        witness.note(value == 7 ? "changed to 7" : "changed to something else");
    }

    Coro<> hearTwice(Witness witness, SourcePtr source)
    {
        auto changed = bridge::await(witness.loop(), source.get(), &Source::changed);
        Q_EMIT source->changed(1);
        Q_EMIT source->changed(2);
        const int value = co_await changed;
        witness.note(value == 1 ? "changed to 1" : "changed to something else");
    }

    Coro<> hearTheOthers(Witness witness, SourcePtr source)
    {
        const auto [row, name] =
            co_await bridge::await(witness.loop(), source.get(), &Source::moved);
        witness.note(name.toUtf8() + QByteArray::number(row));
        co_await bridge::await(witness.loop(), source.get(), &Source::cleared);
        witness.note("cleared");
    }

    QCoro::Task<int> foreign(Witness, SourcePtr source)
    {
        const int value = co_await qCoro(source.get(), &Source::changed);
        if (value < 0) {
            throw task::ValueError("negative");
        }
        co_return value;
    }

    Coro<> waitForForeign(Witness witness, SourcePtr source)
    {
        const int value = co_await bridge::await(witness.loop(), foreign(witness, source));
        witness.note(QByteArray::number(value));
    }

    Coro<> waitForAnything(Witness witness, QTimer *timer)
    {
        co_await bridge::await(witness.loop(), qCoro(timer).waitForTimeout());
        witness.note("a wrapper of QCoro");
        co_await bridge::await(witness.loop(), std::suspend_never());
        witness.note("an awaiter");
    }

    /// Counts the coroutines that hold a source.
    [[nodiscard]] long holders(const SourcePtr &source)
    {
        return source.use_count() - 1;
    }

} // namespace

void TestSignal::givesTheArgumentOfASignal()
{
    LiveBench bench;
    const auto source = std::make_shared<Source>();
    const auto task = bench.spawn(hearChanged, source);
    QVERIFY(tests::begins(task));
    QCOMPARE(source->listeners(), 1);
    Q_EMIT source->changed(7);
    QCOMPARE(source->listeners(), 0);
    QVERIFY(tests::finishes(task));
    QCOMPARE(bench.takeLines(), (Lines{"changed to 7"}));
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestSignal::givesTheArgumentsOfASignal()
{
    LiveBench bench;
    const auto source = std::make_shared<Source>();
    const auto task = bench.spawn(hearTheOthers, source);
    QVERIFY(tests::begins(task));
    Q_EMIT source->moved(3, QStringLiteral("row"));
    QTRY_COMPARE(source->otherListeners(), 1);
    Q_EMIT source->cleared();
    QVERIFY(tests::finishes(task));
    QCOMPARE(bench.takeLines(), (Lines{"row3", "cleared"}));
}

void TestSignal::hearsASignalFromItsConstructionOn()
{
    LiveBench bench;
    const auto task = bench.spawn(hearTwice, std::make_shared<Source>());
    QVERIFY(tests::finishes(task));
    QCOMPARE(bench.takeLines(), (Lines{"changed to 1"}));
    QCOMPARE(bench.loop().iteration(), quint64(1)); // it did not suspend
}

void TestSignal::hearsASignalOfAnotherThread()
{
    LiveBench bench;
    const auto source = std::make_shared<Source>();
    const auto task = bench.spawn(hearChanged, source);
    QVERIFY(tests::begins(task));
    const std::unique_ptr<QThread> thread(QThread::create([source] { Q_EMIT source->changed(7); }));
    thread->start();
    QVERIFY(tests::finishes(task));
    QVERIFY(thread->wait());
    QCOMPARE(bench.takeLines(), (Lines{"changed to 7"}));
}

void TestSignal::aSignalResumesTheCallerInTheNextTurn()
{
    LiveBench bench;
    const auto source = std::make_shared<Source>();
    const auto task = bench.spawn(hearChanged, source);
    QVERIFY(tests::begins(task));
    const quint64 before = bench.loop().iteration();
    Q_EMIT source->changed(7);
    QVERIFY(!task->isDone()); // not in place
    QVERIFY(tests::finishes(task));
    QCOMPARE(bench.loop().iteration(), before + 1);
}

void TestSignal::cancelsTheWaitForASignal()
{
    LiveBench bench;
    const auto source = std::make_shared<Source>();
    const auto task = bench.spawn(hearChanged, source);
    QVERIFY(tests::begins(task));
    task->cancel(CancelCause::User);
    QVERIFY(tests::finishes(task));
    QVERIFY(task->isCancelled());
    QCOMPARE(source->listeners(), 0);
    QCOMPARE(holders(source), 0);
    Q_EMIT source->changed(7); // nobody hears it
    QCOMPARE(bench.takeLines(), Lines());
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestSignal::theEndOfTheSenderIsAnError()
{
    LiveBench bench;
    auto *const sender = new Source;
    const auto task = bench.spawn(hearChanged, SourcePtr(sender, [](Source *) {}));
    QVERIFY(tests::begins(task));
    delete sender;
    QVERIFY(tests::finishes(task));
    QCOMPARE(task->failure().name(), std::string("RuntimeError"));
}

void TestSignal::givesTheValueOfACoroutine()
{
    LiveBench bench;
    const auto source = std::make_shared<Source>();
    const auto task = bench.spawn(waitForForeign, source);
    QVERIFY(tests::begins(task));
    Q_EMIT source->changed(7);
    QVERIFY(tests::finishes(task));
    QCOMPARE(bench.takeLines(), (Lines{"7"}));
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestSignal::givesTheErrorOfACoroutine()
{
    LiveBench bench;
    const auto source = std::make_shared<Source>();
    const auto task = bench.spawn(waitForForeign, source);
    QVERIFY(tests::begins(task));
    Q_EMIT source->changed(-1);
    QVERIFY(tests::finishes(task));
    QCOMPARE(task->failure().name(), std::string("ValueError"));
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestSignal::awaitsWhatQCoroCanAwait()
{
    LiveBench bench;
    QTimer timer;
    timer.start(1);
    const auto task = bench.spawn(waitForAnything, &timer);
    QVERIFY(tests::finishes(task));
    QCOMPARE(bench.takeLines(), (Lines{"a wrapper of QCoro", "an awaiter"}));
}

void TestSignal::letsACoroutineGoOnWhenItIsCancelled()
{
    LiveBench bench;
    const auto source = std::make_shared<Source>();
    const auto task = bench.spawn(waitForForeign, source);
    QVERIFY(tests::begins(task));
    task->cancel(CancelCause::User);
    QVERIFY(tests::finishes(task));
    QVERIFY(task->isCancelled());
    QCOMPARE(holders(source), 1L); // the coroutine of QCoro
    Q_EMIT source->changed(7);
    QTRY_COMPARE(holders(source), 0L);
    QCOMPARE(bench.takeLines(), Lines());
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestSignal::aClosingLoopEndsTheWaits()
{
    LiveBench bench;
    const auto source = std::make_shared<Source>();
    const auto heard = bench.spawn(hearChanged, source);
    const auto carried = bench.spawn(waitForForeign, source);
    QVERIFY(tests::begins(carried));
    bench.destroyLoop();
    QVERIFY(heard->isDone() && carried->isDone());
    Q_EMIT source->changed(7); // the coroutine of QCoro goes on without the loop
    QTRY_COMPARE(holders(source), 0L);
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestSignal::theObserverIsTold()
{
    struct Waits final : trace::TaskObserver
    {
        void waitBegan(trace::TaskId, const trace::Wait &wait) override
        {
            began += wait.kind == trace::WaitKind::Outside ? 1 : 0;
        }

        void waitEnded(trace::TaskId, const trace::Wait &wait, std::string_view error) override
        {
            ended += wait.kind == trace::WaitKind::Outside ? 1 : 0;
            errors += QByteArray(error.data(), qsizetype(error.size()));
        }

        int began = 0;
        int ended = 0;
        Lines errors;
    };

    Waits waits;
    LiveBench bench(&waits);
    const auto source = std::make_shared<Source>();
    const auto heard = bench.spawn(hearChanged, source);
    const auto cancelled = bench.spawn(hearChanged, source);
    QVERIFY(tests::begins(cancelled));
    QCOMPARE(waits.began, 2);
    cancelled->cancel(CancelCause::User);
    Q_EMIT source->changed(7);
    QVERIFY(tests::finishes(heard) && tests::finishes(cancelled));
    QCOMPARE(waits.ended, 2);
    QCOMPARE(waits.errors, (Lines{"Cancelled", ""}));
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestSignal)
#include "tst_signal.moc"
