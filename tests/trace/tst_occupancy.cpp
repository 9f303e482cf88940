// SPDX-License-Identifier: MIT
#include "engine/trace/occupancy.h"
#include "tests/support/tracewriter.h"

#include <QTest>

using namespace awaitscope::trace;
using awaitscope::tests::TraceWriter;

namespace {

constexpr auto ms = TraceWriter::milliseconds;
using Holders = std::vector<Holder>;
using Tasks = std::vector<TaskId>;

} // namespace

class OccupancyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_writer = std::make_unique<TraceWriter>();
        m_gpu = m_writer->resource("gpu", ResourceKind::Semaphore, 1);
        m_main = m_writer->task("main");
        m_first = m_writer->task("infer", m_main);
        m_second = m_writer->task("infer", m_main);
        m_third = m_writer->task("infer", m_main);
        m_writer->at(10).acquire(m_first, m_gpu, {1, 0});
        m_writer->at(20).queue(m_second, m_gpu, {1, 1}).queue(m_third, m_gpu, {1, 2});
    }

    void slotPassesFromHandToHand()
    {
        m_writer->at(30)
            .release(m_first, m_gpu, {1, 2})
            .on(m_gpu)
            .event(m_second, TaskEventKind::Acquired, m_first.value, Usage{1, 1}.packed());
        Occupancy occupancy(m_writer->store());
        occupancy.update();
        QCOMPARE(holders(occupancy), (Holders{{m_second, ms(30), m_first}}));
        QCOMPARE(occupancy.queue(m_gpu), Tasks{m_third});
    }

    void queueIsFirstInFirstOut()
    {
        Occupancy occupancy(m_writer->store());
        occupancy.update();
        QCOMPARE(occupancy.queue(m_gpu), (Tasks{m_second, m_third}));
        QCOMPARE(occupancy.placeOf(m_second, m_gpu), 0);
        QCOMPARE(occupancy.placeOf(m_third, m_gpu), 1);
        QCOMPARE(occupancy.placeOf(m_first, m_gpu), -1);
    }

    void cancelledWaiterLeavesTheQueue()
    {
        m_writer->at(30).on(m_gpu).resume(m_second, WaitKind::Acquire);
        Occupancy occupancy(m_writer->store());
        occupancy.update();
        QCOMPARE(occupancy.queue(m_gpu), Tasks{m_third});
        QCOMPARE(occupancy.placeOf(m_third, m_gpu), 0);
    }

    void waiterInTheMiddleLeavesItsPlaceToThoseBehind()
    {
        const TaskId last = m_writer->task("infer", m_main);
        m_writer->queue(last, m_gpu, {1, 3}).on(m_gpu).resume(m_third, WaitKind::Acquire);
        Occupancy occupancy(m_writer->store());
        occupancy.update();
        QCOMPARE(occupancy.queue(m_gpu), (Tasks{m_second, last}));
        QCOMPARE(occupancy.placeOf(last, m_gpu), 1);
    }

    void taskThatHoldsNothingReleasesTheOldestHold()
    {
        m_writer->at(30).release(m_main, m_gpu, {0, 2});
        Occupancy occupancy(m_writer->store());
        occupancy.update();
        QCOMPARE(holders(occupancy), Holders());
    }

    void goesOnToAnEventAndFromThere()
    {
        Occupancy occupancy(m_writer->store());
        quint64 events = 0;
        while (m_writer->store().event(events).time <= ms(10)) {
            ++events;
        }
        occupancy.update(events);
        QCOMPARE(holders(occupancy), (Holders{{m_first, ms(10), {}}}));
        QCOMPARE(occupancy.queue(m_gpu), Tasks());
        occupancy.update();
        QCOMPARE(occupancy.queue(m_gpu), (Tasks{m_second, m_third}));
    }

    void resourceWithoutEventsIsFree()
    {
        const ResourceId unused = m_writer->resource("unused", ResourceKind::Lock);
        Occupancy occupancy(m_writer->store());
        occupancy.update();
        QVERIFY(occupancy.holders(unused).empty());
        QVERIFY(occupancy.queue(unused).empty());
    }

private:
    [[nodiscard]] Holders holders(const Occupancy &occupancy) const
    {
        const auto found = occupancy.holders(m_gpu);
        return {found.begin(), found.end()};
    }

    std::unique_ptr<TraceWriter> m_writer;
    ResourceId m_gpu;
    TaskId m_main;
    TaskId m_first;
    TaskId m_second;
    TaskId m_third;
};

QTEST_GUILESS_MAIN(OccupancyTest)
#include "tst_occupancy.moc"
