// SPDX-License-Identifier: MIT
#include "engine/formats/eventlog.h"
#include "engine/sync/queue.h"
#include "engine/sync/semaphore.h"
#include "engine/task/gather.h"
#include "engine/task/timeout.h"
#include "engine/trace/recorder.h"
#include "tests/support/bench.h"

#include <QTest>

namespace awaitscope {

using task::Coro;
using tests::Bench;
using tests::Lines;
using tests::ms;
using tests::Witness;
using trace::CancelCause;
using trace::ResourceId;
using trace::TaskEvent;
using trace::TaskEventKind;
using trace::TaskId;

using Kind = TaskEventKind;

/// The recorder under the C++ API: which events a program leaves in the store.
class TestRecorder final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void writesTimeIterationAndStep();
    void keepsParentsAndNames();
    void tellsWhatATaskWaitsFor();
    void tellsFromWhoseHandASlotCame();
    void opensAndClosesScopes();
    void marksTheCleanUpOfACancellation();
    void writesTheTargetsOfAWaitOnce();
    void aResourceWithoutANameIsNotInTheLog();
    void nothingIsWrittenWhenTheLoopCloses();

private:
    [[nodiscard]] QList<const TaskEvent *> eventsOf(Kind kind) const;
    /// The log from an event on, without its head.
    [[nodiscard]] Lines log(quint64 first = 0) const;

    std::unique_ptr<trace::TraceStore> m_store;
    std::unique_ptr<trace::Recorder> m_recorder;
    std::unique_ptr<Bench> m_bench;
};

namespace {

    Coro<> spawnOne(Witness witness)
    {
        const auto child =
            task::createTask(witness.loop(), "child", tests::sleeper, witness, ms, 1);
        Q_UNUSED(co_await *child)
    }

    Coro<> gatherTwo(Witness witness)
    {
        std::vector<task::TaskPtr<task::Task<int>>> children;
        for (int i = 0; i < 2; ++i) {
            children.push_back(
                task::createTask(witness.loop(), "child", tests::sleeper, witness, ms, i));
        }
        Q_UNUSED(co_await task::gather(witness.loop(), children))
    }

    Coro<> hold(Witness witness, std::shared_ptr<sync::Semaphore> semaphore)
    {
        co_await semaphore->acquire();
        co_await task::sleep(witness.loop(), ms);
        semaphore->release();
    }

    Coro<> hurry(Witness witness)
    {
        try {
            Q_UNUSED(
                co_await task::within(witness.loop(), 2 * ms, tests::sleeper, witness, 5 * ms, 1))
        } catch (const task::TimeoutError &) {
            witness.note("late");
        }
    }

    Coro<> get(Witness witness, std::shared_ptr<sync::Queue<int>> queue)
    {
        Q_UNUSED(co_await queue->get())
        witness.note("got");
    }

} // namespace

void TestRecorder::init()
{
    m_bench.reset();
    m_store = std::make_unique<trace::TraceStore>();
    m_recorder = std::make_unique<trace::Recorder>(*m_store);
    m_bench = std::make_unique<Bench>(m_recorder.get());
}

QList<const TaskEvent *> TestRecorder::eventsOf(Kind kind) const
{
    QList<const TaskEvent *> events;
    for (quint64 i = 0; i < m_store->eventCount(); ++i) {
        if (m_store->event(i).kind == kind) {
            events.push_back(&m_store->event(i));
        }
    }
    return events;
}

Lines TestRecorder::log(quint64 first) const
{
    QByteArray text;
    formats::EventLog(*m_store, formats::Iterations::Leave)
        .append(text, first, m_store->eventCount());
    Lines lines = text.trimmed().split('\n');
    for (QByteArray &line : lines) {
        line = line.mid(line.indexOf("\"event\":") + 8).replace('"', "");
        line.chop(1);
    }
    return lines;
}

void TestRecorder::writesTimeIterationAndStep()
{
    const auto task = m_bench->spawn(tests::sleeper, ms, 7);
    m_recorder->enterStep(task->id(), trace::StepId(5));
    m_bench->run();
    QVERIFY(task->isDone());
    QCOMPARE(log(),
             (Lines{"created", "started", "waiting,what:sleep,ns:1000000", "resumed,what:sleep",
                    "finished"}));
    const QList<trace::Timestamp> times{0, 0, 0, ms, ms};
    const QList<quint64> iterations{0, 1, 1, 3, 3};
    for (quint64 i = 0; i < 5; ++i) {
        QCOMPARE(m_store->event(i).time, times[qsizetype(i)]);
        QCOMPARE(m_store->iterationOf(i), iterations[qsizetype(i)]);
        QCOMPARE(m_store->event(i).step, i == 0 ? trace::StepId() : trace::StepId(5));
    }
}

void TestRecorder::keepsParentsAndNames()
{
    const auto task = m_bench->spawn(spawnOne);
    m_bench->run();
    QVERIFY(task->isDone());
    QCOMPARE(m_store->taskCount(), 2U);
    QCOMPARE(m_store->task(TaskId(1)).parent, TaskId());
    QCOMPARE(m_store->task(TaskId(2)).parent, TaskId(1));
    QCOMPARE(m_store->taskPath(TaskId(2)), "test/child#0");
}

void TestRecorder::tellsWhatATaskWaitsFor()
{
    const auto task = m_bench->spawn(spawnOne);
    m_bench->run();
    QVERIFY(task->isDone());
    QCOMPARE(log(),
             (Lines{"created", "started", "created", "waiting,what:task,target:2", "started",
                    "waiting,what:sleep,ns:1000000", "resumed,what:sleep", "finished",
                    "resumed,what:task,target:2", "finished"}));
}

void TestRecorder::tellsFromWhoseHandASlotCame()
{
    const auto gpu = std::make_shared<sync::Semaphore>(m_bench->loop(), 1, "gpu");
    const auto first = m_bench->spawn(hold, gpu);
    const auto second = m_bench->spawn(hold, gpu);
    m_bench->run();
    QVERIFY(first->isDone() && second->isDone());
    const auto acquired = eventsOf(Kind::Acquired);
    QCOMPARE(acquired.size(), 2);
    QCOMPARE(acquired[0]->a, 0U); // it was free
    QCOMPARE(acquired[1]->a, first->id().value);
    QCOMPARE(acquired[1]->usage(), (trace::Usage{1, 0}));
    const auto waiting = eventsOf(Kind::Waiting);
    QCOMPARE(waiting[1]->wait(), trace::WaitKind::Acquire);
    QCOMPARE(waiting[1]->usage(), (trace::Usage{1, 1})); // with itself
}

void TestRecorder::opensAndClosesScopes()
{
    const auto task = m_bench->spawn(hurry);
    QCOMPARE(m_bench->run(), (Lines{"3 late"}));
    QVERIFY(task->isDone());
    QList<Kind> kinds;
    for (quint64 i = 2; i < m_store->eventCount(); ++i) {
        kinds.push_back(m_store->event(i).kind);
    }
    QCOMPARE(kinds,
             (QList<Kind>{Kind::ScopeOpened, Kind::Waiting, Kind::Expired, Kind::CancelRequested,
                          Kind::CleanupBegan, Kind::Resumed, Kind::ScopeClosed, Kind::TimedOut,
                          Kind::CleanupEnded, Kind::Finished}));
    QCOMPARE(eventsOf(Kind::ScopeOpened)[0]->b, 2 * ms);
    QCOMPARE(eventsOf(Kind::CancelRequested)[0]->cause(), CancelCause::Timeout);
    QCOMPARE(trace::CleanupEnd(eventsOf(Kind::CleanupEnded)[0]->what), trace::CleanupEnd::TimedOut);
}

void TestRecorder::marksTheCleanUpOfACancellation()
{
    const auto task = m_bench->spawn(spawnOne);
    m_bench->turn();
    m_bench->turn();
    task->cancel(CancelCause::User);
    m_bench->run();
    QVERIFY(task->isCancelled());
    const auto requested = eventsOf(Kind::CancelRequested);
    QCOMPARE(requested.size(), 2);
    QCOMPARE(requested[0]->task, TaskId(1));
    QCOMPARE(requested[0]->cause(), CancelCause::User);
    QCOMPARE(requested[1]->task, TaskId(2));
    QCOMPARE(requested[1]->cause(), CancelCause::Awaiter);
    QList<TaskId> order;
    for (const TaskEvent *event : eventsOf(Kind::CleanupBegan)) {
        order.push_back(event->task);
    }
    QCOMPARE(order, (QList<TaskId>{TaskId(2), TaskId(1)}));
}

void TestRecorder::writesTheTargetsOfAWaitOnce()
{
    const auto task = m_bench->spawn(gatherTwo);
    m_bench->run();
    QVERIFY(task->isDone());
    const TaskEvent &began = *eventsOf(Kind::Waiting).front();
    const TaskEvent &ended = *eventsOf(Kind::Resumed).back();
    QCOMPARE(began.wait(), trace::WaitKind::Gather);
    QCOMPARE(quint32(ended.b), began.a); // the same list
    const auto targets = m_store->list(trace::ListId(began.a));
    QCOMPARE((QList<quint32>(targets.begin(), targets.end())), (QList<quint32>{2, 3}));
}

void TestRecorder::aResourceWithoutANameIsNotInTheLog()
{
    const auto gpu = std::make_shared<sync::Semaphore>(m_bench->loop(), 1);
    const auto queue = std::make_shared<sync::Queue<int>>(m_bench->loop());
    const auto first = m_bench->spawn(hold, gpu);
    const auto second = m_bench->spawn(hold, gpu);
    const auto getter = m_bench->spawn(get, queue);
    m_bench->turn();
    queue->putNowait(1);
    m_bench->run();
    QVERIFY(first->isDone() && second->isDone() && getter->isDone());
    QCOMPARE(m_store->resourceCount(), quint16(0));
    const Lines lines = log();
    QVERIFY(lines.contains("waiting,what:acquire"));
    QVERIFY(lines.contains("waiting,what:get"));
    for (const QByteArray &line : lines) {
        QVERIFY2(!line.contains("slots") && !line.contains("resource"), line.constData());
    }
}

void TestRecorder::nothingIsWrittenWhenTheLoopCloses()
{
    const auto task = m_bench->spawn(spawnOne);
    m_bench->turn();
    const quint64 count = m_store->eventCount();
    m_bench->loop().close();
    QVERIFY(task->isDone());
    QCOMPARE(m_store->eventCount(), count);
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestRecorder)
#include "tst_recorder.moc"
