// SPDX-License-Identifier: MIT
#include "engine/analysis/statistics.h"
#include "tests/support/tracewriter.h"

#include <QTest>

using namespace awaitscope::trace;
using awaitscope::analysis::ResourceStatistics;
using awaitscope::analysis::Statistics;
using awaitscope::analysis::statisticsOf;
using awaitscope::analysis::TemplateStatistics;
using awaitscope::tests::TraceWriter;

namespace {

constexpr auto ms = TraceWriter::milliseconds;

} // namespace

/// One slot of a gpu: a has it from 0 to 1000 ms, b waits from 200 and has it until 1600, c waits
/// from 800 and gives up at 1400.
class StatisticsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_writer = std::make_unique<TraceWriter>();
        m_gpu = m_writer->resource("gpu", ResourceKind::Semaphore, 1);
        const TaskId main = m_writer->task("main");
        m_first = m_writer->task("infer", main);
        m_writer->acquire(m_first, m_gpu, {1, 0}).sleep(m_first);
        m_second = m_writer->at(200).task("infer", main);
        m_writer->queue(m_second, m_gpu, {1, 1});
        m_third = m_writer->at(800).task("infer", main);
        m_writer->queue(m_third, m_gpu, {1, 2});
        m_writer->at(1000).resume(m_first).release(m_first, m_gpu, {1, 1}).finish(m_first);
        m_writer->acquire(m_second, m_gpu, {1, 1}).sleep(m_second);
        m_writer->at(1400).on(m_gpu).event(m_third, TaskEventKind::Resumed,
                                           m_writer->store().intern("Timeout").value,
                                           Usage{1, 0}.packed(), quint8(WaitKind::Acquire));
        m_writer->fail(m_third, "Timeout");
        m_writer->at(1600).resume(m_second).release(m_second, m_gpu, {0, 0}).finish(m_second);
        m_now = ms(2000);
    }

    void tasksAreCountedByTemplateAndOutcome()
    {
        const Statistics statistics = of({0, m_now + 1});
        QCOMPARE(statistics.templates.size(), 2);
        QCOMPARE(statistics.templates[0].of(Outcome::None), 1);
        QVERIFY(statistics.templates[0].latency.isEmpty());
        const TemplateStatistics &infer = statistics.templates[1];
        QCOMPARE(m_writer->store().text(infer.name), std::string_view("infer"));
        QCOMPARE(infer.count, 3);
        QCOMPARE(infer.of(Outcome::Finished), 2);
        QCOMPARE(infer.of(Outcome::TimedOut), 1);
        QCOMPARE(infer.latency.values(), (std::vector{ms(600), ms(1000), ms(1400)}));
        QCOMPARE(infer.queueing.values(), (std::vector{ms(0), ms(600), ms(800)}));
    }

    void resourceIsIntegratedOverTime()
    {
        const ResourceStatistics gpu = of({0, m_now}).resources[0];
        QCOMPARE(gpu.meanInUse, 1.6 / 2);
        QCOMPARE(gpu.utilisation, 0.8);
        QCOMPARE(gpu.meanQueue, (0.8 + 0.6) / 2);
        QCOMPARE(gpu.arrivals, 2);
        QCOMPARE(gpu.arrivalRate, 1.0);
        QCOMPARE(gpu.meanWait, 0.7);
        QVERIFY(qAbs(gpu.littleGap()) < 1e-12);
    }

    void rangeTakesItsPart()
    {
        const Statistics part = of({ms(1000), ms(1500)});
        QCOMPARE(part.templates.size(), 1);
        QCOMPARE(part.templates[0].count, 2);
        QCOMPARE(part.throughput, 2.0);
        QCOMPARE(part.resources[0].meanInUse, 1.0);
        QCOMPARE(part.resources[0].meanQueue, 0.4 / 0.5);
        QCOMPARE(part.resources[0].arrivals, 0);
    }

    void finishesAreCountedOverTime()
    {
        using Counts = std::vector<std::size_t>;
        const auto over = [this](TimeRange range) {
            return awaitscope::analysis::finishedOver(m_writer->builder(), range, 2);
        };
        QCOMPARE(over({0, m_now}), (Counts{0, 2})); // at 1000 and 1600
        QCOMPARE(over({ms(600), ms(1600)}), (Counts{1, 0}));
        const auto isSecond = [this](TaskId task) { return task == m_second; };
        QCOMPARE(awaitscope::analysis::finishedOver(m_writer->builder(), {0, m_now}, 1, isSecond),
                 Counts{1});
    }

    void taskInWhichATimeoutFiredCounts()
    {
        m_writer->event(m_second, TaskEventKind::Expired, 1);
        QCOMPARE(of({0, m_now + 1}).templates[1].timeouts, 2); // that, and the third
    }

    void filterLeavesTasksOut()
    {
        const auto isSecond = [this](TaskId task) { return task == m_second; };
        const Statistics statistics =
            statisticsOf(m_writer->store(), m_writer->builder(), {0, m_now}, m_now, isSecond);
        QCOMPARE(statistics.templates.size(), 1);
        QCOMPARE(statistics.templates[0].count, 1);
        QCOMPARE(statistics.resources[0].meanInUse, 0.8);
    }

    void slotsThatNobodyUsedYetCount()
    {
        const ResourceId idle = m_writer->resource("idle", ResourceKind::Semaphore, 2);
        m_writer->at(1800).acquire(m_second, idle, {1, 0});
        const ResourceStatistics statistics = of({0, m_now}).resources[1];
        QCOMPARE(statistics.meanInUse, 0.1);
        QCOMPARE(statistics.utilisation, 0.05);
    }

    void emptyRangeHasNoRates()
    {
        const Statistics statistics = of({ms(10), ms(10)});
        QVERIFY(statistics.templates.empty());
        QCOMPARE(statistics.throughput, 0.0);
        QCOMPARE(statistics.resources[0].utilisation, 0.0);
    }

private:
    [[nodiscard]] Statistics of(TimeRange range)
    {
        return statisticsOf(m_writer->store(), m_writer->builder(), range, m_now);
    }

    std::unique_ptr<TraceWriter> m_writer;
    ResourceId m_gpu;
    TaskId m_first;
    TaskId m_second;
    TaskId m_third;
    Timestamp m_now = 0;
};

QTEST_GUILESS_MAIN(StatisticsTest)
#include "tst_statistics.moc"
