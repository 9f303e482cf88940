// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tracewriter.h"
#include "ui/timeline/handoverindex.h"

#include <QTest>

using namespace awaitscope::timeline;
using namespace awaitscope::trace;
using awaitscope::tests::TraceWriter;

namespace {

constexpr auto ms = TraceWriter::milliseconds;

// One slot, which goes from a to b at 100 ms, from b to c at 200 ms and back to b at 300 ms.
struct Slot
{
    Slot()
    {
        gpu = writer.resource("gpu", ResourceKind::Semaphore, 1);
        a = writer.task("a");
        b = writer.task("b");
        c = writer.task("c");
        take(0, a, {});
        take(100, b, a);
        take(200, c, b);
        index.update();
    }

    void take(double time, TaskId task, TaskId from)
    {
        writer.at(time).on(gpu).event(task, TaskEventKind::Acquired, from.value,
                                      Usage{1, 0}.packed());
    }

    TraceWriter writer;
    HandOverIndex index{writer.store()};
    ResourceId gpu;
    TaskId a;
    TaskId b;
    TaskId c;
};

} // namespace

class HandOverIndexTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void aFreeSlotComesFromNobody()
    {
        const Slot slot;
        QCOMPARE(slot.index.of(slot.a).size(), std::size_t(1));
        QCOMPARE(slot.index.of(slot.a)[0], (HandOver{slot.a, slot.b, ms(100), slot.gpu}));
        QCOMPARE(slot.index.lastTo(slot.a, ms(1000)), nullptr);
    }

    void eachTaskKnowsWhatItGotAndGave()
    {
        const Slot slot;
        const auto all = slot.index.of(slot.b);
        QCOMPARE(all.size(), std::size_t(2));
        QCOMPARE(all[0].from, slot.a);
        QCOMPARE(all[1].to, slot.c);
        QVERIFY(slot.index.of(TaskId(99)).empty());
    }

    void theTrailLeadsBothWays()
    {
        Slot slot;
        slot.take(300, slot.b, slot.c);
        QCOMPARE(slot.index.of(slot.b).size(), std::size_t(2)); // until the next update
        slot.index.update();
        QCOMPARE(slot.index.lastTo(slot.b, ms(1000))->from, slot.c);
        QCOMPARE(slot.index.lastTo(slot.b, ms(300))->from, slot.c);
        QCOMPARE(slot.index.lastTo(slot.b, ms(299))->from, slot.a);
        QCOMPARE(slot.index.lastTo(slot.b, ms(99)), nullptr);
        QCOMPARE(slot.index.firstFrom(slot.b, 0)->to, slot.c);
        QCOMPARE(slot.index.firstFrom(slot.b, ms(200))->to, slot.c);
        QCOMPARE(slot.index.firstFrom(slot.b, ms(201)), nullptr);
    }
};

QTEST_GUILESS_MAIN(HandOverIndexTest)
#include "tst_handoverindex.moc"
