// SPDX-License-Identifier: MIT
#include "tests/support/tracewriter.h"

#include <QTest>

using namespace awaitscope::trace;
using awaitscope::tests::TraceWriter;

namespace {

constexpr auto ms = TraceWriter::milliseconds;

struct Stretch
{
    double begin = 0; // ms
    double end = 0; // ms; -1: open
    TaskState state = TaskState::Ready;

    friend bool operator==(const Stretch &, const Stretch &) = default;
};

using Stretches = std::vector<Stretch>;

[[nodiscard]] Stretches stretches(TraceWriter &writer, TaskId task)
{
    Stretches result;
    for (const Span &span : writer.builder().life(task).spans) {
        result.push_back(
            {double(span.begin) / 1e6, span.isOpen() ? -1 : double(span.end) / 1e6, span.state});
    }
    return result;
}

} // namespace

class SpanBuilderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void stepsAreSpans()
    {
        TraceWriter writer;
        const ResourceId gpu = writer.resource("gpu", ResourceKind::Semaphore, 1);
        const TaskId task = writer.task("main");
        writer.queue(task, gpu, {1, 1}).at(10).resume(task, WaitKind::Acquire);
        writer.acquire(task, gpu, {1, 0}).sleep(task).at(30).resume(task);
        writer.release(task, gpu, {0, 0}).wait(task, WaitKind::Gather).at(50).finish(task);
        QCOMPARE(stretches(writer, task),
                 (Stretches{{0, 10, TaskState::Waiting},
                            {10, 30, TaskState::Working},
                            {30, 50, TaskState::Awaiting}}));
        const TaskLife &life = writer.builder().life(task);
        QCOMPARE(life.outcome, Outcome::Finished);
        QCOMPARE(life.ended, ms(50));
        QCOMPARE(life.waited, ms(10));
        QCOMPARE(life.worked, ms(20));
        QCOMPARE(life.spans[0].resource, gpu);
        QCOMPARE(life.spans[2].wait, WaitKind::Gather);
    }

    void waitsHaveTheStateOfTheirKind_data()
    {
        QTest::addColumn<int>("wait");
        QTest::addColumn<int>("state");
        const auto row = [](const char *name, WaitKind wait, TaskState state) {
            QTest::newRow(name) << int(wait) << int(state);
        };
        row("a sleep is work", WaitKind::Sleep, TaskState::Working);
        row("the sleep of a retry", WaitKind::Backoff, TaskState::BackingOff);
        row("a queue", WaitKind::Get, TaskState::Waiting);
        row("a barrier", WaitKind::Barrier, TaskState::Waiting);
        row("a task", WaitKind::Task, TaskState::Awaiting);
        row("a shield", WaitKind::Shield, TaskState::Awaiting);
        row("as_completed", WaitKind::AsCompleted, TaskState::Awaiting);
    }

    void waitsHaveTheStateOfTheirKind()
    {
        QFETCH(const int, wait);
        TraceWriter writer;
        const TaskId task = writer.task("main");
        writer.wait(task, WaitKind(wait));
        QTEST(int(writer.builder().life(task).state), "state");
    }

    void aTaskIsReadyUntilItStarts()
    {
        TraceWriter writer;
        const TaskId task = writer.created("main");
        writer.at(20).event(task, TaskEventKind::Started).sleep(task);
        QCOMPARE(stretches(writer, task),
                 (Stretches{{0, 20, TaskState::Ready}, {20, -1, TaskState::Working}}));
        QCOMPARE(writer.builder().life(task).started, ms(20));
    }

    void aBlockEndsWithWhateverTheTaskDoesNext()
    {
        TraceWriter writer;
        const TaskId task = writer.task("main");
        writer.event(task, TaskEventKind::Blocking, 0, ms(30)).at(30).mark(task, "done");
        writer.sleep(task);
        QCOMPARE(stretches(writer, task),
                 (Stretches{{0, 30, TaskState::Blocking}, {30, -1, TaskState::Working}}));
        QCOMPARE(writer.builder().life(task).worked, ms(30));
    }

    void cleanupIsOneSpanWhateverItDoes()
    {
        TraceWriter writer;
        const TaskId task = writer.task("main");
        writer.sleep(task).at(10).cancel(task);
        QVERIFY(writer.builder().life(task).cancelRequested);
        writer.beginCleanup(task).wait(task, WaitKind::Event).at(20).resume(task, WaitKind::Event);
        writer.sleep(task).at(30).resume(task).endCleanup(task);
        writer.end(task, TaskEventKind::Cancelled);
        QCOMPARE(stretches(writer, task),
                 (Stretches{{0, 10, TaskState::Working}, {10, 30, TaskState::Cleanup}}));
        const TaskLife &life = writer.builder().life(task);
        QCOMPARE(life.outcome, Outcome::Cancelled);
        QVERIFY(!life.cancelRequested);
    }

    void aSwallowedCancellationLeavesAMark()
    {
        TraceWriter writer;
        const TaskId task = writer.task("main");
        writer.sleep(task).at(10).beginCleanup(task).at(20);
        writer.endCleanup(task, CleanupEnd::Swallowed).sleep(task);
        QCOMPARE(stretches(writer, task),
                 (Stretches{{0, 10, TaskState::Working},
                            {10, 20, TaskState::Cleanup},
                            {20, -1, TaskState::Working}}));
        const auto &marks = writer.builder().life(task).marks;
        QCOMPARE(marks.size(), std::size_t(1));
        QCOMPARE(marks[0].kind, TaskEventKind::CleanupEnded);
        QCOMPARE(marks[0].time, ms(20));
    }

    void otherEndsOfCleanupLeaveNone()
    {
        TraceWriter writer;
        const TaskId task = writer.task("main");
        writer.beginCleanup(task).endCleanup(task, CleanupEnd::TimedOut);
        QVERIFY(writer.builder().life(task).marks.empty());
    }

    void outcomesAreToldApart_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<int>("outcome");
        const auto row = [](const char *name, TaskEventKind kind, const char *error, Outcome out) {
            QTest::newRow(name) << int(kind) << QByteArray(error) << int(out);
        };
        row("finished", TaskEventKind::Finished, "", Outcome::Finished);
        row("failed", TaskEventKind::Failed, "ValueError", Outcome::Failed);
        row("timed out", TaskEventKind::Failed, "Timeout", Outcome::TimedOut);
        row("cancelled", TaskEventKind::Cancelled, "", Outcome::Cancelled);
        row("destroyed", TaskEventKind::Destroyed, "", Outcome::Destroyed);
    }

    void outcomesAreToldApart()
    {
        QFETCH(const int, kind);
        QFETCH(const QByteArray, error);
        TraceWriter writer;
        const TaskId task = writer.task("main");
        writer.event(task, TaskEventKind(kind), writer.store().intern(error.toStdString()).value);
        QTEST(int(writer.builder().life(task).outcome), "outcome");
    }

    void theDeadlineIsTheEarliestOfTheOpenScopes()
    {
        TraceWriter writer;
        const TaskId task = writer.task("main");
        const auto deadline = [&] { return writer.builder().life(task).deadline; };
        QCOMPARE(deadline(), Timestamp(-1));
        writer.openScope(task, 1, 500).openScope(task, 2, 300);
        QCOMPARE(deadline(), ms(300));
        writer.event(task, TaskEventKind::Rescheduled, 2, ms(900));
        QCOMPARE(deadline(), ms(500));
        writer.event(task, TaskEventKind::ScopeClosed, 1);
        QCOMPARE(deadline(), ms(900));
        writer.event(task, TaskEventKind::Rescheduled, 2, noDeadline);
        QCOMPARE(deadline(), Timestamp(-1));
    }

    void tasksAreCountedByStateAndOutcome()
    {
        TraceWriter writer;
        const TaskId main = writer.task("main");
        const TaskId first = writer.task("infer", main);
        const TaskId second = writer.task("infer", main);
        writer.sleep(first).sleep(second).wait(main, WaitKind::Gather).at(10).finish(first);
        const SpanBuilder &builder = writer.builder();
        QCOMPARE(builder.count(TaskState::Working), 1U);
        QCOMPARE(builder.count(TaskState::Awaiting), 1U);
        QCOMPARE(builder.count(TaskState::Ready), 0U);
        QCOMPARE(builder.count(Outcome::None), 2U);
        QCOMPARE(builder.count(Outcome::Finished), 1U);
    }

    void changedTasksAreTakenOnce()
    {
        TraceWriter writer;
        const TaskId main = writer.task("main");
        const TaskId infer = writer.task("infer", main);
        QCOMPARE(writer.builder().takeChanged(), (std::vector{main, infer}));
        writer.sleep(infer);
        QCOMPARE(writer.builder().takeChanged(), (std::vector{infer}));
        QVERIFY(writer.builder().takeChanged().empty());
    }

    void historyHasOneStepAnInstant()
    {
        TraceWriter writer;
        const ResourceId gpu = writer.resource("gpu", ResourceKind::Semaphore, 2);
        const TaskId task = writer.task("main");
        writer.acquire(task, gpu, {1, 0}).acquire(task, gpu, {2, 0});
        writer.at(10).queue(task, gpu, {2, 1});
        const auto history = writer.builder().history(gpu);
        QCOMPARE(history.size(), std::size_t(2));
        QCOMPARE(history[0].usage, (Usage{2, 0}));
        QCOMPARE(history[1].usage, (Usage{2, 1}));
        QCOMPARE(history[1].slotCount, qint64(2));
    }

    void historyIsEmptyBeforeAnythingHappens()
    {
        TraceWriter writer;
        const ResourceId gpu = writer.resource("gpu", ResourceKind::Semaphore, 2);
        QVERIFY(writer.builder().history(gpu).empty());
        const ResourceId ready = writer.resource("ready", ResourceKind::Event);
        writer.on(ready).event(writer.task("main"), TaskEventKind::EventSet);
        QVERIFY(writer.builder().history(ready).empty());
    }

    void slotsChangeWithTheirResize()
    {
        TraceWriter writer;
        const ResourceId gpu = writer.resource("gpu", ResourceKind::Semaphore, 2);
        const TaskId task = writer.task("main");
        writer.acquire(task, gpu, {1, 0}).at(10);
        writer.on(gpu).event(task, TaskEventKind::Resized, 0, 5);
        writer.on(gpu).event(task, TaskEventKind::Slots, 0, Usage{1, 0}.packed());
        QCOMPARE(writer.builder().history(gpu).back().slotCount, qint64(5));
    }

    void readsNoFurtherThanItIsTold()
    {
        TraceWriter writer;
        const TaskId main = writer.task("main");
        writer.at(10).sleep(main).at(20).finish(main);
        SpanBuilder builder(writer.store());
        builder.update(3);
        QCOMPARE(builder.position(), 3U);
        QCOMPARE(builder.lastTime(), TraceWriter::milliseconds(10));
        QCOMPARE(builder.life(main).state, TaskState::Working);
        builder.update(2); // never back
        QCOMPARE(builder.position(), 3U);
        builder.update(99);
        QCOMPARE(builder.position(), 4U);
        QCOMPARE(builder.life(main).outcome, Outcome::Finished);
    }

    void readingInPartsGivesTheSame()
    {
        TraceWriter atOnce;
        TraceWriter inParts;
        for (TraceWriter *writer : {&atOnce, &inParts}) {
            const TaskId task = writer->task("main");
            for (int i = 1; i < 100; ++i) {
                writer->at(i).wait(task, WaitKind(1 + i % 16)).resume(task);
                if (writer == &inParts) {
                    (void)writer->builder();
                }
            }
        }
        QCOMPARE(stretches(inParts, TaskId(1)), stretches(atOnce, TaskId(1)));
        QCOMPARE(inParts.builder().position(), inParts.store().eventCount());
    }
};

QTEST_GUILESS_MAIN(SpanBuilderTest)
#include "tst_spanbuilder.moc"
