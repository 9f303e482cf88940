// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tracewriter.h"
#include "ui/models/handovertrail.h"

#include <QTest>

using namespace awaitscope::models;
using namespace awaitscope::trace;
using awaitscope::tests::TraceWriter;

namespace {

constexpr auto ms = TraceWriter::milliseconds;

// One slot that goes from a to b, from b to c, and from c to b again.
struct Trail
{
    Trail()
    {
        const ResourceId gpu = writer.resource("gpu", ResourceKind::Semaphore, 1);
        a = writer.task("a");
        b = writer.task("b");
        c = writer.task("c");
        const auto take = [&](double time, TaskId task, TaskId from) {
            writer.at(time).on(gpu).event(task, TaskEventKind::Acquired, from.value,
                                          Usage{1, 0}.packed());
        };
        take(0, a, {});
        take(1000, b, a);
        take(2000, c, b);
        take(3000, b, c);
        trace.emplace(writer.store());
        zoom.place(QRectF(0, 0, 1190, 200));
        trace->update(ms(4000));
        zoom.setTrace(&*trace);
        trail.setTrace(&*trace);
    }

    TraceWriter writer;
    std::optional<TraceModel> trace;
    SelectionController selection;
    ZoomController zoom;
    HandOverTrail trail{selection, zoom};
    TaskId a;
    TaskId b;
    TaskId c;
};

} // namespace

class HandOverTrailTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void backLeadsFromHandToHand()
    {
        Trail it;
        it.selection.select(it.b);
        QVERIFY(it.trail.back());
        QCOMPARE(it.selection.task(), it.c);
        QVERIFY(it.trail.back());
        QCOMPARE(it.selection.task(), it.b);
        QVERIFY(it.trail.back()); // this time, from the first time that b had the slot
        QCOMPARE(it.selection.task(), it.a);
        QVERIFY(!it.trail.back());
        QCOMPARE(it.selection.task(), it.a);
    }

    void forthLeadsTheSameWayBack()
    {
        Trail it;
        it.selection.select(it.a);
        for (const TaskId task : {it.b, it.c, it.b}) {
            QVERIFY(it.trail.forth());
            QCOMPARE(it.selection.task(), task);
        }
        QVERIFY(!it.trail.forth());
        QVERIFY(it.trail.back());
        QCOMPARE(it.selection.task(), it.c);
    }

    void anotherSelectionBeginsAnotherTrail()
    {
        Trail it;
        it.selection.select(it.a);
        QVERIFY(it.trail.forth());
        it.selection.select(it.c);
        it.selection.select(it.b);
        QVERIFY(it.trail.back()); // the last one again
        QCOMPARE(it.selection.task(), it.c);
    }

    void theMomentComesIntoView()
    {
        Trail it;
        it.zoom.showRange({ms(3500), ms(3600)});
        it.selection.select(it.c);
        QVERIFY(it.trail.back());
        QVERIFY(it.zoom.view().scale.visible().contains(ms(2000)));
    }

    void nothingIsFollowedWithoutASelection()
    {
        Trail it;
        QVERIFY(!it.trail.back() && !it.trail.forth());
        it.selection.select(it.b);
        it.trail.setTrace(nullptr);
        QVERIFY(!it.trail.back() && !it.trail.forth());
    }
};

QTEST_GUILESS_MAIN(HandOverTrailTest)
#include "tst_handovertrail.moc"
