// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tracewriter.h"
#include "ui/timeline/tasklinks.h"

#include <QTest>

using namespace awaitscope::timeline;
using namespace awaitscope::trace;
using awaitscope::tests::TraceWriter;
using enum TaskLink::Kind;

namespace {

constexpr auto ms = TraceWriter::milliseconds;

using Links = std::vector<TaskLink>;

// main with three children.
struct Family
{
    Family()
    {
        gpu = writer.resource("gpu", ResourceKind::Semaphore, 1);
        main = writer.task("main");
        a = writer.task("a", main);
        b = writer.at(50).task("b", main);
        c = writer.task("c", main);
    }

    [[nodiscard]] Links of(TaskId task)
    {
        (void)writer.builder();
        const auto found = links.of(task);
        return {found.begin(), found.end()};
    }

    void take(double time, TaskId task, TaskId from)
    {
        writer.at(time).on(gpu).event(task, TaskEventKind::Acquired, from.value,
                                      Usage{1, 0}.packed());
    }

    // Waits for these, up to now and then.
    void await(TaskId task, WaitKind kind, const std::vector<quint32> &targets, double until,
               std::string_view error = {})
    {
        const quint32 list = writer.store().addList(targets).value;
        writer.wait(task, kind, list);
        writer.at(until).event(task, TaskEventKind::Resumed,
                               error.empty() ? 0 : writer.store().intern(error).value, list,
                               quint8(kind));
    }

    TraceWriter writer;
    TaskLinks links{writer.store(), writer.builder()};
    ResourceId gpu;
    TaskId main;
    TaskId a;
    TaskId b;
    TaskId c;
};

} // namespace

class TaskLinksTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void aTaskKnowsItsCreatorAndItsChildren()
    {
        Family it;
        QCOMPARE(it.of(it.b), (Links{{Spawn, it.main, it.b, ms(50), ms(50), {}}}));
        QCOMPARE(it.of(it.main),
                 (Links{{Spawn, it.main, it.a, 0, 0, {}},
                        {Spawn, it.main, it.b, ms(50), ms(50), {}},
                        {Spawn, it.main, it.c, ms(50), ms(50), {}}}));
        QVERIFY(it.of({}).empty() && it.of(TaskId(99)).empty());
    }

    void aSlotGoesFromHandToHand()
    {
        Family it;
        it.take(60, it.a, {}); // free: from nobody
        it.take(100, it.b, it.a);
        it.take(200, it.c, it.b);
        QCOMPARE(it.of(it.b),
                 (Links{{Spawn, it.main, it.b, ms(50), ms(50), {}},
                        {HandOver, it.a, it.b, ms(100), ms(100), it.gpu},
                        {HandOver, it.b, it.c, ms(200), ms(200), it.gpu}}));
    }

    void whatIsNewIsTakenIn()
    {
        Family it;
        QCOMPARE(it.of(it.b).size(), std::size_t(1));
        it.take(100, it.b, it.a);
        QCOMPARE(it.links.of(it.b).size(), std::size_t(1)); // the spans have not seen it yet
        QCOMPARE(it.of(it.b).size(), std::size_t(2));
    }

    void theAwaitedLetTheAwaiterGoOn_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("a gather") << int(WaitKind::Gather);
        QTest::newRow("a wait") << int(WaitKind::Wait);
        QTest::newRow("a task group") << int(WaitKind::TaskGroup);
    }

    void theAwaitedLetTheAwaiterGoOn()
    {
        QFETCH(int, kind);
        Family it;
        it.writer.at(100).finish(it.a);
        it.writer.at(300).fail(it.b, "E");
        it.await(it.main, WaitKind(kind), {2, 3, 4}, 310);
        const TaskLink fromA{Await, it.a, it.main, ms(310), ms(100), {}};
        const TaskLink fromB{Await, it.b, it.main, ms(310), ms(300), {}};
        const Links ofMain = it.of(it.main);
        QCOMPARE(Links(ofMain.begin() + 3, ofMain.end()), (Links{fromA, fromB})); // c goes on
        QCOMPARE(it.of(it.b).back(), fromB);
        QCOMPARE(it.of(it.c).back().kind, Spawn);
    }

    void oneTaskIsAwaitedByItself()
    {
        Family it;
        it.writer.at(100).finish(it.a);
        it.writer.wait(it.b, WaitKind::Task, it.a.value);
        it.writer.event(it.b, TaskEventKind::Resumed, 0, it.a.value, quint8(WaitKind::Task));
        QCOMPARE(it.of(it.b).back(), (TaskLink{Await, it.a, it.b, ms(100), ms(100), {}}));
        it.writer.at(120).event(it.c, TaskEventKind::Completed, it.a.value);
        QCOMPARE(it.of(it.c).back(), (TaskLink{Await, it.a, it.c, ms(120), ms(100), {}}));
    }

    void whoIsCancelledWhileItWaitsGotNothing()
    {
        Family it;
        it.writer.at(100).finish(it.a);
        it.await(it.b, WaitKind::Wait, {2, 4}, 200, "Cancelled");
        QCOMPARE(it.of(it.b).size(), std::size_t(1));
    }

    void aCancellationGoesFromTaskToTask()
    {
        Family it;
        const quint32 list = it.writer.store().addList(std::vector<quint32>{3, 4}).value;
        it.writer.wait(it.a, WaitKind::Gather, list);
        it.writer.at(100).event(it.a, TaskEventKind::CancelRequested, it.main.value,
                                CancelRequest{true, 1}.packed(), quint8(CancelCause::Step));
        it.writer.cancel(it.b, CancelCause::Gather).cancel(it.c, CancelCause::Gather);
        const Links path{{Cancel, it.main, it.a, ms(100), ms(100), {}},
                         {Cancel, it.a, it.b, ms(100), ms(100), {}},
                         {Cancel, it.a, it.c, ms(100), ms(100), {}}};
        const Links ofA = it.of(it.a);
        QCOMPARE(Links(ofA.begin() + 1, ofA.end()), path);
        const Links ofB = it.of(it.b);
        QCOMPARE(Links(ofB.begin() + 1, ofB.end()), (Links{path[0], path[1]}));
        QCOMPARE(it.of(it.main).back(), path[0]);
    }

    void aPathThatGoesOnIsTakenAgain()
    {
        Family it;
        it.writer.wait(it.a, WaitKind::Task, it.b.value);
        it.writer.at(100).cancel(it.a);
        QCOMPARE(it.of(it.a).size(), std::size_t(1)); // by nobody, and no further yet
        it.writer.cancel(it.b, CancelCause::Awaiter);
        QCOMPARE(it.of(it.a).back(), (TaskLink{Cancel, it.a, it.b, ms(100), ms(100), {}}));
        it.take(100, it.a, it.c);
        QCOMPARE(it.of(it.a).size(), std::size_t(3));
        it.writer.at(200).cancel(it.a);
        const Links later = it.of(it.a); // the last cancellation alone
        QCOMPARE(later.size(), std::size_t(2));
        QCOMPARE(later.back().kind, HandOver);
    }

    void aShieldStopsIt()
    {
        Family it;
        it.writer.wait(it.a, WaitKind::Shield, it.b.value).at(100).cancel(it.a);
        QCOMPARE(it.of(it.a).back(), (TaskLink{StoppedCancel, it.a, it.b, ms(100), ms(100), {}}));
    }
};

QTEST_GUILESS_MAIN(TaskLinksTest)
#include "tst_tasklinks.moc"
