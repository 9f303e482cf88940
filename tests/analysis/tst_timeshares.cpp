// SPDX-License-Identifier: MIT
#include "engine/analysis/timeshares.h"
#include "tests/support/tracewriter.h"

#include <QTest>

using namespace awaitscope::trace;
using awaitscope::analysis::TimeShare;
using awaitscope::analysis::timeShares;
using awaitscope::tests::TraceWriter;

namespace {

constexpr auto ms = TraceWriter::milliseconds;
using Shares = std::vector<TimeShare>;

} // namespace

class TimeSharesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void waitingIsToldApartByResource()
    {
        TraceWriter writer;
        const ResourceId gpu = writer.resource("gpu", ResourceKind::Semaphore, 1);
        const ResourceId pool = writer.resource("pool", ResourceKind::Semaphore, 1);
        const TaskId task = writer.task("main");
        writer.queue(task, gpu, {1, 1}).at(10).acquire(task, gpu, {1, 0});
        writer.queue(task, pool, {1, 1}).at(15).acquire(task, pool, {1, 0});
        writer.sleep(task).at(40).resume(task).finish(task);
        QCOMPARE(timeShares(writer.builder().life(task), ms(99)),
                 (Shares{{TaskState::Working, {}, ms(25)},
                         {TaskState::Waiting, gpu, ms(10)},
                         {TaskState::Waiting, pool, ms(5)}}));
    }

    void liveTaskIsCountedUpToNow()
    {
        TraceWriter writer;
        const TaskId task = writer.at(5).task("main");
        writer.sleep(task);
        QCOMPARE(timeShares(writer.builder().life(task), ms(12)),
                 (Shares{{TaskState::Working, {}, ms(7)}}));
    }

    void timeBeforeTheStartIsReady()
    {
        TraceWriter writer;
        const TaskId task = writer.created("main");
        writer.at(3)
            .event(task, TaskEventKind::Started)
            .sleep(task)
            .at(4)
            .resume(task)
            .finish(task);
        QCOMPARE(timeShares(writer.builder().life(task), ms(9)),
                 (Shares{{TaskState::Ready, {}, ms(3)}, {TaskState::Working, {}, ms(1)}}));
    }

    void taskThatTookNoTimeHasNoShares()
    {
        TraceWriter writer;
        const TaskId task = writer.task("main");
        writer.finish(task);
        QCOMPARE(timeShares(writer.builder().life(task), ms(9)), Shares());
    }
};

QTEST_GUILESS_MAIN(TimeSharesTest)
#include "tst_timeshares.moc"
