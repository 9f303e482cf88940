// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tracewriter.h"
#include "ui/timeline/timelinemodel.h"

#include <QTest>

using namespace awaitscope::timeline;
using namespace awaitscope::trace;
using awaitscope::tests::TraceWriter;

namespace {

constexpr auto ms = TraceWriter::milliseconds;

// Works and waits in turn, 10 ms each.
struct Row
{
    Row()
    {
        task = writer.task("busy");
        for (int i = 0; i < 200; ++i) {
            writer.at(i * 10);
            if (i % 2 == 0) {
                writer.sleep(task);
            } else {
                writer.wait(task, WaitKind::Event);
            }
        }
        (void)writer.builder();
    }

    TraceWriter writer;
    TaskId task;
    TimelineModel model{writer.store(), writer.builder()};
};

} // namespace

class TimelineModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void spansThatHaveAPartInARangeAreFound_data()
    {
        QTest::addColumn<double>("begin");
        QTest::addColumn<double>("end");
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("last");
        QTest::newRow("whole spans") << 10.0 << 30.0 << 1 << 3;
        QTest::newRow("parts of spans") << 15.0 << 31.0 << 1 << 4;
        QTest::newRow("within one span") << 12.0 << 13.0 << 1 << 2;
        QTest::newRow("before the first") << -20.0 << 0.0 << 0 << 0;
        QTest::newRow("the last one is open") << 5000.0 << 6000.0 << 199 << 200;
        QTest::newRow("everything") << -1.0 << 1e6 << 0 << 200;
    }

    void spansThatHaveAPartInARangeAreFound()
    {
        const Row row;
        QFETCH(const double, begin);
        QFETCH(const double, end);
        QFETCH(const int, first);
        QFETCH(const int, last);
        QCOMPARE(row.model.spansIn(row.task, {ms(begin), ms(end)}),
                 (SpanIndices{std::size_t(first), std::size_t(last)}));
    }

    void theNextSpanThatEndsLaterIsFoundFromAnywhere()
    {
        const Row row;
        for (const std::size_t from : {0U, 1U, 7U, 50U, 99U, 100U}) {
            QCOMPARE(row.model.firstEndingAfter(row.task, from, ms(1000)), std::size_t(100));
        }
        QCOMPARE(row.model.firstEndingAfter(row.task, 120, ms(1000)), std::size_t(120));
        QCOMPARE(row.model.firstEndingAfter(row.task, 0, ms(9999)), std::size_t(199));
        QCOMPARE(row.model.firstEndingAfter(row.task, 200, ms(0)), std::size_t(200));
    }

    void dominantStateIsTheSameForShortAndLongRows()
    {
        Row row;
        QCOMPARE(row.model.dominant(row.task, {0, 3}, ms(2000)), TaskState::Working);
        QCOMPARE(row.model.dominant(row.task, {1, 4}, ms(2000)), TaskState::Waiting);
        QCOMPARE(row.model.dominant(row.task, {1, 198}, ms(2000)), TaskState::Waiting);
    }

    void useIsAsDeclaredBeforeTheFirstStep()
    {
        TraceWriter writer;
        const ResourceId gpu = writer.resource("gpu", ResourceKind::Semaphore, 4);
        const TimelineModel model(writer.store(), writer.builder());
        QVERIFY(model.history(gpu).empty());
        QCOMPARE(model.useAt(gpu, ms(5)).slotCount, qint64(4));
        QCOMPARE(model.useAt(gpu, ms(5)).usage, Usage());
    }

    void useIsThatOfTheLastStep()
    {
        TraceWriter writer;
        const ResourceId gpu = writer.resource("gpu", ResourceKind::Semaphore, 4);
        const TaskId task = writer.task("t");
        writer.at(10).acquire(task, gpu, {3, 0}).at(20).queue(task, gpu, {3, 7});
        const TimelineModel model(writer.store(), writer.builder());
        QCOMPARE(model.useAt(gpu, ms(9)).usage, (Usage{0, 0}));
        QCOMPARE(model.useAt(gpu, ms(10)).usage, (Usage{3, 0}));
        QCOMPARE(model.useAt(gpu, ms(99)).usage, (Usage{3, 7}));
    }

    void aTaskIsKnownOnceTheBuilderHasSeenIt()
    {
        TraceWriter writer;
        const TimelineModel model(writer.store(), writer.builder());
        const TaskId task = writer.task("t");
        QVERIFY(!model.isKnown(task));
        (void)writer.builder();
        QVERIFY(model.isKnown(task));
        QVERIFY(!model.isKnown(TaskId()));
    }
};

QTEST_GUILESS_MAIN(TimelineModelTest)
#include "tst_timelinemodel.moc"
