// SPDX-License-Identifier: MIT
#include "engine/formats/tasktable.h"
#include "tests/support/tracewriter.h"

#include <QTest>

using namespace awaitscope;
using tests::TraceWriter;
using trace::TaskEventKind;
using trace::TaskId;

namespace {

constexpr const char *taskHead =
    "task,path,template,parent,created,start,end,outcome,error,waiting,working";
constexpr const char *eventHead =
    "time,iteration,task,path,event,what,resource,in_use,queued,detail";

[[nodiscard]] QList<QByteArray> tasksOf(TraceWriter &trace)
{
    const QByteArray text = formats::taskTable(trace.store());
    return text.split('\n');
}

} // namespace

class TaskTableTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void everyRowEndsWithCarriageReturnAndLineFeed()
    {
        TraceWriter trace;
        trace.task("main");
        const QByteArray text = formats::taskTable(trace.store());
        QCOMPARE(text.count("\r\n"), 2);
        QCOMPARE(text.count('\n'), 2);
        QVERIFY(text.startsWith(QByteArray(taskHead) + "\r\n"));
        QVERIFY(text.endsWith("\r\n"));
    }

    void aTaskHasItsTimesAndHowLongItWaitedAndWorked()
    {
        TraceWriter trace;
        const auto gpu = trace.resource("gpu", trace::ResourceKind::Semaphore);
        const TaskId main = trace.task("main");
        const TaskId infer = trace.at(1).created("infer", main);
        trace.at(1.5).event(infer, TaskEventKind::Started);
        trace.at(2).queue(infer, gpu, {1, 1});
        trace.at(12).resume(infer, trace::WaitKind::Acquire).sleep(infer);
        trace.at(5012.000001).resume(infer).finish(infer);
        QCOMPARE(tasksOf(trace).at(2),
                 "2,main/infer#0,infer,1,0.001000000,0.001500000,5.012000001,finished,,"
                 "0.010000000,5.000000001\r");
    }

    void whatHasNotHappenedIsEmpty()
    {
        TraceWriter trace;
        const TaskId main = trace.task("main");
        trace.at(3).created("late", main);
        const QList<QByteArray> rows = tasksOf(trace);
        QCOMPARE(rows.at(1),
                 "1,main,main,0,0.000000000,0.000000000,,alive,,0.000000000,0.000000000\r");
        QCOMPARE(rows.at(2), "2,main/late#0,late,1,0.003000000,,,alive,,0.000000000,0.000000000\r");
    }

    void outcomesHaveTheirNames_data()
    {
        QTest::addColumn<TaskEventKind>("kind");
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<QByteArray>("cells");
        QTest::newRow("finished") << TaskEventKind::Finished << QByteArray()
                                  << QByteArray("finished,");
        QTest::newRow("cancelled")
            << TaskEventKind::Cancelled << QByteArray() << QByteArray("cancelled,");
        QTest::newRow("destroyed")
            << TaskEventKind::Destroyed << QByteArray() << QByteArray("destroyed,");
        QTest::newRow("failed with Timeout is timed out")
            << TaskEventKind::Failed << QByteArray("Timeout") << QByteArray("timed out,Timeout");
        QTest::newRow("failed with a group, which has a comma")
            << TaskEventKind::Failed << QByteArray("Group[A,B]")
            << QByteArray("failed,\"Group[A,B]\"");
        QTest::newRow("failed with a quote and a line break")
            << TaskEventKind::Failed << QByteArray("a \"b\"\nc")
            << QByteArray("failed,\"a \"\"b\"\"\nc\"");
    }

    void outcomesHaveTheirNames()
    {
        QFETCH(const TaskEventKind, kind);
        QFETCH(const QByteArray, error);
        QFETCH(const QByteArray, cells);
        TraceWriter trace;
        const TaskId main = trace.task("main");
        trace.event(main, kind,
                    kind == TaskEventKind::Failed ? trace.store().intern(error.toStdString()).value
                                                  : 0);
        const QByteArray text = formats::taskTable(trace.store());
        QVERIFY2(text.contains(",0.000000000," + cells + ",0.000000000,"), text);
    }

    void pathsFollowTheParentsAlsoWhenTheyAlternate()
    {
        TraceWriter trace;
        const TaskId main = trace.task("main");
        const TaskId one = trace.task("a", main);
        const TaskId other = trace.task("b", main);
        trace.task("c", one);
        trace.task("c", other);
        trace.task("c", one);
        QList<QByteArray> paths;
        for (const QByteArray &row : tasksOf(trace)) {
            paths += row.split(',').value(1);
        }
        QCOMPARE(paths.mid(1, 6),
                 QList<QByteArray>({"main", "main/a#0", "main/b#1", "main/a#0/c#0", "main/b#1/c#0",
                                    "main/a#0/c#1"}));
    }

    void eventsTellWhatTheyAreAbout_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<QByteArray>("cells");
        QTest::newRow("the head") << 0 << QByteArray(eventHead);
        QTest::newRow("a task begins") << 1 << QByteArray("0.000000000,0,1,main,started,,,,,");
        QTest::newRow("a sleep has its length")
            << 2 << QByteArray("0.001000000,0,1,main,waiting,sleep,,,,0.250000000");
        QTest::newRow("a wait has its resource and the use of it")
            << 3 << QByteArray("0.002000000,0,1,main,waiting,acquire,gpu,2,1,");
        QTest::newRow("a scope has its deadline, also when the log leaves it out")
            << 4 << QByteArray("0.002000000,0,1,main,scope_opened,,,,,0.500000000");
        QTest::newRow("a cancellation has its cause and who asked for it")
            << 5 << QByteArray("0.002000000,0,1,main,cancel_requested,user,,,,0");
        QTest::newRow("a failure has its error")
            << 6 << QByteArray("0.002000000,0,1,main,failed,,,,,\"Group[A,B]\"");
        QTest::newRow("the loop has no path") << 7 << QByteArray("0.003000000,0,0,,end,,,,,");
    }

    void eventsTellWhatTheyAreAbout()
    {
        QFETCH(const int, row);
        QFETCH(const QByteArray, cells);
        TraceWriter trace;
        const auto gpu = trace.resource("gpu", trace::ResourceKind::Semaphore);
        const TaskId main = trace.store().addTask({}, trace.store().intern("main"));
        trace.event(main, TaskEventKind::Started);
        trace.at(1).wait(main, trace::WaitKind::Sleep, 0, 250'000'000);
        trace.at(2).queue(main, gpu, {2, 1}).openScope(main, 1, 500).cancel(main);
        trace.fail(main, "Group[A,B]").at(3).end({}, TaskEventKind::End);
        QCOMPARE(formats::eventTable(trace.store()).split('\n').at(row), cells + '\r');
    }

    void eventsHaveTheIterationOfTheirTurn()
    {
        TraceWriter trace;
        trace.store().setIteration(1);
        const TaskId main = trace.task("main");
        trace.store().setIteration(7);
        trace.finish(main);
        QList<QByteArray> iterations;
        for (const QByteArray &row : formats::eventTable(trace.store()).split('\n')) {
            iterations += row.split(',').value(1);
        }
        QCOMPARE(iterations.mid(1, 3), QList<QByteArray>({"1", "1", "7"}));
    }

    void aHundredThousandTasks()
    {
        TraceWriter trace;
        const TaskId main = trace.task("main");
        for (int i = 0; i < 100'000; ++i) {
            trace.finish(trace.task("infer", main));
        }
        QBENCHMARK
        {
            QVERIFY(formats::taskTable(trace.store()).size() > 5'000'000);
        }
    }
};

QTEST_GUILESS_MAIN(TaskTableTest)
#include "tst_tasktable.moc"
