// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tracewriter.h"
#include "ui/models/eventtablemodel.h"
#include "ui/models/resourcetablemodel.h"
#include "ui/models/tracemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace awaitscope;
using namespace awaitscope::trace;
using models::EventTableModel;
using models::Moment;
using models::TraceModel;
using tests::TraceWriter;

namespace {

constexpr quint64 chunk = TraceStore::chunkSize;

} // namespace

/// What the window's models do when the store lets its oldest events go: here, main holds one of
/// two slots from the beginning on, and sleeps 1 ms again and again.
class ShortenedModelsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_writer = std::make_unique<TraceWriter>();
        m_gpu = m_writer->resource("gpu", ResourceKind::Semaphore, 2);
        m_main = m_writer->task("main");
        m_other = m_writer->task("other", m_main);
        m_writer->acquire(m_main, m_gpu, {1, 0});
        m_trace = std::make_unique<TraceModel>(m_writer->store());
        write(4 * chunk);
    }

    void cleanup() { m_trace.reset(); }

    void eventsOfTheRunLoseTheirFirstRows()
    {
        EventTableModel model(EventTableModel::Scope::Run);
        const QAbstractItemModelTester tester(&model);
        model.setTrace(m_trace.get());
        QCOMPARE(quint64(model.rowCount()), store().eventCount());
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        store().letOldestGo(2 * chunk);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(reset.size(), 0);
        QCOMPARE(quint64(model.rowCount()), store().eventCount() - 2 * chunk);
        QCOMPARE(model.index(0, 0).data(EventTableModel::IndexRole).toULongLong(), 2 * chunk);
        QVERIFY(model.headerData(EventTableModel::What, Qt::Horizontal, Qt::DisplayRole)
                    .toString()
                    .contains(QStringLiteral("partial: 4,096 oldest events let go")));
        write(chunk);
        store().letOldestGo(3 * chunk);
        QCOMPARE(quint64(model.rowCount()), store().eventCount() - 3 * chunk);
        const int last = model.rowCount() - 1;
        QCOMPARE(model.index(last, 0).data(EventTableModel::IndexRole).toULongLong(),
                 store().eventCount() - 1);
        QCOMPARE(model.rowAt(0), 0);
        QCOMPARE(model.rowAt(model.timeOf(model.index(7, 0))) <= 7, true);
    }

    void eventsOfATaskLoseTheirFirstRows()
    {
        EventTableModel model(EventTableModel::Scope::Task);
        const QAbstractItemModelTester tester(&model);
        model.setTrace(m_trace.get());
        model.setTask(m_main);
        const int before = model.rowCount();
        store().letOldestGo(chunk);
        QVERIFY(model.rowCount() < before);
        QVERIFY(model.index(0, 0).data(EventTableModel::IndexRole).toULongLong() >= chunk);
        const int after = model.rowCount();
        model.setTask(m_other);
        QCOMPARE(model.rowCount(), 0);
        model.setTask(m_main);
        QCOMPARE(model.rowCount(), after);
    }

    void noMomentIsBeforeTheFirstEventThatIsLeft()
    {
        store().letOldestGo(2 * chunk);
        const Timestamp first = store().event(2 * chunk).time;
        QCOMPARE(models::momentAt(store(), 0).time, first);
        QVERIFY(models::momentAt(store(), 0).events > 2 * chunk);
        std::optional<Moment> moment =
            models::momentAt(store(), first + TraceWriter::milliseconds(3));
        int steps = 0;
        for (auto before = moment; before; ++steps) {
            moment = before;
            before = models::turnBefore(store(), moment->events);
        }
        QVERIFY(steps > 2 && steps < 10);
        QVERIFY(moment->time >= first && moment->events > 2 * chunk);
        QVERIFY(models::turnAfter(store(), 0).has_value());
    }

    void pastIsThatOfTheWholeRun()
    {
        const Moment moment = models::momentAt(store(), store().event(3 * chunk).time);
        m_trace->showMoment(moment);
        const TaskLife before = m_trace->spans().life(m_main);
        m_trace->showLatest();
        store().letOldestGo(2 * chunk);
        m_trace->showMoment(moment);
        const TaskLife &after = m_trace->spans().life(m_main);
        QCOMPARE(after.worked, before.worked);
        QCOMPARE(after.state, before.state);
        QCOMPARE(after.since, before.since);
        QVERIFY(!after.spans.empty() && after.spans.size() < before.spans.size());
        QCOMPARE(m_trace->spans().position(), moment.events);
    }

    void pastEndsWithItsEvents()
    {
        m_trace->showMoment(models::momentAt(store(), store().event(chunk).time));
        QSignalSpy reread(m_trace.get(), &TraceModel::reread);
        store().letOldestGo(3 * chunk);
        QCOMPARE(reread.size(), 1);
        QVERIFY(!m_trace->isPast());
        QCOMPARE(m_trace->spans().position(), store().eventCount());
    }

    void resourcesAreThoseOfTheRest()
    {
        models::ResourceTableModel model;
        const QAbstractItemModelTester tester(&model);
        model.setTrace(m_trace.get());
        const auto cell = [&](int column) { return model.index(0, column).data().toString(); };
        QCOMPARE(cell(models::ResourceTableModel::Utilisation), QStringLiteral("50 %"));
        store().letOldestGo(2 * chunk);
        QCOMPARE(cell(models::ResourceTableModel::Utilisation), QStringLiteral("50 %"));
        QCOMPARE(cell(models::ResourceTableModel::HeldBy), QStringLiteral("main"));
        QCOMPARE(model
                     .headerData(models::ResourceTableModel::Utilisation, Qt::Horizontal,
                                 Qt::DisplayRole)
                     .toString(),
                 QStringLiteral("Utilisation (partial)"));
    }

private:
    [[nodiscard]] TraceStore &store() { return m_writer->store(); }

    void write(quint64 events)
    {
        for (quint64 i = 0; i < events; i += 2, ++m_time) {
            m_writer->at(double(m_time)).sleep(m_main);
            m_writer->at(double(m_time) + 1).resume(m_main);
        }
        m_trace->update(TraceWriter::milliseconds(double(m_time)));
    }

    std::unique_ptr<TraceWriter> m_writer;
    std::unique_ptr<TraceModel> m_trace;
    ResourceId m_gpu;
    TaskId m_main;
    TaskId m_other;
    quint64 m_time = 0;
};

QTEST_MAIN(ShortenedModelsTest)

#include "tst_shortenedmodels.moc"
