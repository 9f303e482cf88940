// SPDX-License-Identifier: MIT
#include "engine/analysis/waitchain.h"
#include "tests/support/tracewriter.h"

#include <QTest>

using namespace awaitscope::trace;
using awaitscope::analysis::WaitLink;
using awaitscope::tests::TraceWriter;

namespace {

using Chain = std::vector<WaitLink>;

[[nodiscard]] Chain chainOf(TraceWriter &writer, TaskId task)
{
    Occupancy occupancy(writer.store());
    occupancy.update();
    return awaitscope::analysis::waitChain(writer.store(), writer.builder(), occupancy, task);
}

} // namespace

class WaitChainTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_writer = std::make_unique<TraceWriter>();
        m_main = m_writer->task("main");
        m_child = m_writer->task("child", m_main);
    }

    void leadsFromTheAwaiterToTheOneThatWorks()
    {
        m_writer->wait(m_main, WaitKind::Task, m_child.value).sleep(m_child);
        QCOMPARE(chainOf(*m_writer, m_main),
                 (Chain{{.task = m_main,
                         .state = TaskState::Awaiting,
                         .wait = WaitKind::Task,
                         .on = {m_child}},
                        {.task = m_child, .state = TaskState::Working, .wait = WaitKind::Sleep}}));
    }

    void namesTheHoldersOfASlotAndThePlaceInTheQueue()
    {
        const ResourceId gpu = m_writer->resource("gpu", ResourceKind::Semaphore, 2);
        const TaskId other = m_writer->task("child", m_main);
        const TaskId ahead = m_writer->task("child", m_main);
        m_writer->acquire(m_child, gpu, {1, 0}).acquire(other, gpu, {2, 0});
        m_writer->queue(ahead, gpu, {2, 1}).queue(m_main, gpu, {2, 2});
        QCOMPARE(chainOf(*m_writer, m_main),
                 (Chain{{.task = m_main,
                         .state = TaskState::Waiting,
                         .wait = WaitKind::Acquire,
                         .resource = gpu,
                         .ahead = 1,
                         .on = {m_child, other}}}));
    }

    void gatherWaitsForThoseThatAreStillAlive()
    {
        const TaskId other = m_writer->task("child", m_main);
        const quint32 both[] = {m_child.value, other.value};
        const ListId list = m_writer->store().addList(both);
        m_writer->wait(m_main, WaitKind::Gather, list.value).sleep(other).finish(m_child);
        const Chain chain = chainOf(*m_writer, m_main);
        QCOMPARE(chain.size(), 2);
        QCOMPARE(chain[0].on, std::vector{other});
        QCOMPARE(chain[1].task, other);
    }

    void endsWhereItWouldComeBackToItself()
    {
        m_writer->wait(m_main, WaitKind::Task, m_child.value);
        m_writer->wait(m_child, WaitKind::Task, m_main.value);
        const Chain chain = chainOf(*m_writer, m_main);
        QCOMPARE(chain.size(), 2);
        QCOMPARE(chain[1].task, m_child);
        QCOMPARE(chain[1].on, std::vector{m_main});
    }

    void taskThatHasEndedWaitsForNothing()
    {
        m_writer->finish(m_child);
        QCOMPARE(chainOf(*m_writer, m_child), Chain());
    }

private:
    std::unique_ptr<TraceWriter> m_writer;
    TaskId m_main;
    TaskId m_child;
};

QTEST_GUILESS_MAIN(WaitChainTest)
#include "tst_waitchain.moc"
