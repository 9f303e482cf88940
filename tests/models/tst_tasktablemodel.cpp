// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tracewriter.h"
#include "ui/models/tasktablemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace awaitscope::models;
using namespace awaitscope::trace;
using awaitscope::tests::TraceWriter;

namespace {

// A trace and its table. Every change of it is looked at by the tester.
struct Table
{
    TraceWriter writer;
    TaskId main = writer.task("main");
    TraceModel trace{writer.store()};
    TaskTableModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};

    Table() { model.setTrace(&trace); }

    void update(double milliseconds) { trace.update(TraceWriter::milliseconds(milliseconds)); }

    [[nodiscard]] QModelIndex cell(TaskId task, TaskTableModel::Column column) const
    {
        return model.index(int(task.value) - 1, column);
    }

    [[nodiscard]] QString text(TaskId task, TaskTableModel::Column column) const
    {
        return cell(task, column).data().toString();
    }
};

} // namespace

class TaskTableModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void withoutTraceItIsEmpty()
    {
        TaskTableModel model;
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.columnCount(), int(TaskTableModel::ColumnCount));
    }

    void rowsAreTasksInTheOrderOfCreation()
    {
        Table table;
        const TaskId infer = table.writer.task("infer", table.main);
        table.writer.task("part", infer);
        table.update(0);
        QCOMPARE(table.model.rowCount(), 3);
        QCOMPARE(table.text(TaskId(1), TaskTableModel::Task), QStringLiteral("main"));
        QCOMPARE(table.text(TaskId(2), TaskTableModel::Task), QStringLiteral("infer #2"));
        QCOMPARE(table.text(TaskId(3), TaskTableModel::Task), QStringLiteral("part #3"));
        QCOMPARE(table.text(TaskId(1), TaskTableModel::Parent), QString());
        QCOMPARE(table.text(TaskId(3), TaskTableModel::Parent), QStringLiteral("infer #2"));
        QCOMPARE(TaskTableModel::taskAt(table.cell(TaskId(3), TaskTableModel::State)), TaskId(3));
        QCOMPARE(table.cell(TaskId(3), TaskTableModel::Task).data(Qt::ToolTipRole).toString(),
                 QStringLiteral("main/infer#0/part#0"));
    }

    void newTasksAreOneInsertion()
    {
        Table table;
        QSignalSpy spy(&table.model, &QAbstractItemModel::rowsInserted);
        for (int i = 0; i < 500; ++i) {
            table.writer.task("infer", table.main);
        }
        table.update(0);
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy.at(0).mid(1), (QVariantList{1, 500}));
        table.update(1);
        QCOMPARE(spy.size(), 1);
        table.writer.task("infer", table.main);
        table.update(2);
        QCOMPARE(spy.size(), 2);
        QCOMPARE(spy.at(1).mid(1), (QVariantList{501, 501}));
        QCOMPARE(table.model.rowCount(), 502);
    }

    void changesOfAFrameAreOneSignal()
    {
        Table table;
        for (int i = 0; i < 5; ++i) {
            table.writer.task("infer", table.main);
        }
        table.update(0);
        QList<QVariantList> changes = changesOf(table, [&] {
            table.writer.at(1).sleep(TaskId(3)).finish(TaskId(5)).sleep(TaskId(4));
            table.update(1);
        });
        changes.removeIf([](const QVariantList &change) {
            return change.at(2).value<QList<int>>() == QList<int>{Qt::DisplayRole};
        });
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.at(0).at(0).toModelIndex(), table.cell(TaskId(3), TaskTableModel::Task));
        QCOMPARE(changes.at(0).at(1).toModelIndex(), table.cell(TaskId(5), TaskTableModel::Cancel));
    }

    void timesGoOnWithTheNowLineAndAreOnlyShownAnew()
    {
        Table table;
        table.update(0);
        const QList<QVariantList> changes = changesOf(table, [&] { table.update(1500); });
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.at(0).at(0).toModelIndex(),
                 table.cell(table.main, TaskTableModel::Waited));
        QCOMPARE(changes.at(0).at(1).toModelIndex(), table.cell(table.main, TaskTableModel::Total));
        // No more than that: sorting does not follow a clock that runs.
        QCOMPARE(changes.at(0).at(2).value<QList<int>>(), QList<int>{Qt::DisplayRole});
        QCOMPARE(table.text(table.main, TaskTableModel::Total), QStringLiteral("1.500"));
    }

    void timesAreThoseOfTheirStates()
    {
        Table table;
        const ResourceId gpu = table.writer.resource("gpu", ResourceKind::Semaphore, 1);
        const TaskId infer = table.writer.at(100).task("infer", table.main);
        table.writer.queue(infer, gpu, {1, 1});
        table.writer.at(300).on(gpu).resume(infer, WaitKind::Acquire);
        table.writer.sleep(infer);
        table.update(350);
        QCOMPARE(table.text(infer, TaskTableModel::Created), QStringLiteral("0.100"));
        QCOMPARE(table.text(infer, TaskTableModel::Waited), QStringLiteral("0.200"));
        QCOMPARE(table.text(infer, TaskTableModel::Worked), QStringLiteral("0.050"));
        QCOMPARE(table.text(infer, TaskTableModel::Total), QStringLiteral("0.250"));
        table.writer.at(400).resume(infer).finish(infer);
        table.update(1000);
        QCOMPARE(table.text(infer, TaskTableModel::Waited), QStringLiteral("0.200"));
        QCOMPARE(table.text(infer, TaskTableModel::Worked), QStringLiteral("0.100"));
        QCOMPARE(table.text(infer, TaskTableModel::Total), QStringLiteral("0.300"));
    }

    void stateIsThatOfTheTaskOrItsOutcome()
    {
        Table table;
        const TaskId infer = table.writer.created("infer", table.main);
        table.update(0);
        QCOMPARE(table.text(infer, TaskTableModel::State), QStringLiteral("ready"));
        table.writer.event(infer, TaskEventKind::Started);
        table.writer.sleep(infer);
        table.update(1);
        QCOMPARE(table.text(infer, TaskTableModel::State), QStringLiteral("working"));
        table.trace.setCancelPending({infer});
        QCOMPARE(table.text(infer, TaskTableModel::State), QStringLiteral("cancel pending"));
        QVERIFY(table.cell(infer, TaskTableModel::Cancel)
                    .data(TaskTableModel::CancelPendingRole)
                    .toBool());
        table.trace.setCancelPending({});
        table.writer.fail(infer, "ValueError");
        table.update(2);
        QCOMPARE(table.text(infer, TaskTableModel::State), QStringLiteral("failed"));
        QCOMPARE(table.text(infer, TaskTableModel::Detail), QStringLiteral("ValueError"));
    }

    void detailIsWhatTheTaskWaitsOn()
    {
        Table table;
        const ResourceId gpu = table.writer.resource("gpu", ResourceKind::Semaphore, 1);
        const TaskId infer = table.writer.task("infer", table.main);
        table.writer.queue(infer, gpu, {1, 1});
        const std::vector<quint32> targets{2, 3};
        table.writer.wait(table.main, WaitKind::Gather,
                          table.writer.store().addList(targets).value);
        const TaskId watcher = table.writer.task("watch", table.main);
        table.writer.wait(watcher, WaitKind::Task, infer.value);
        table.update(1);
        QCOMPARE(table.text(infer, TaskTableModel::Detail), QStringLiteral("gpu"));
        QCOMPARE(table.text(table.main, TaskTableModel::Detail), QStringLiteral("2 tasks"));
        QCOMPARE(table.text(watcher, TaskTableModel::Detail), QStringLiteral("infer #2"));
    }

    void cancelIsOfferedWhileTheTaskLives()
    {
        Table table;
        table.update(0);
        QCOMPARE(table.text(table.main, TaskTableModel::Cancel), QStringLiteral("Cancel"));
        QVERIFY(table.cell(table.main, TaskTableModel::Cancel)
                    .data(TaskTableModel::AliveRole)
                    .toBool());
        table.writer.at(1).finish(table.main);
        table.update(1);
        QCOMPARE(table.text(table.main, TaskTableModel::Cancel), QString());
        QVERIFY(!table.cell(table.main, TaskTableModel::Cancel)
                     .data(TaskTableModel::AliveRole)
                     .toBool());
    }

    void cancelIsNotOfferedWhereNothingCanBeDone()
    {
        Table table;
        table.update(0);
        const auto changes = changesOf(table, [&] { table.model.setCanCancel(false); });
        QCOMPARE(changes.size(), 1);
        const QModelIndex cell = table.cell(table.main, TaskTableModel::Cancel);
        QCOMPARE(cell.data().toString(), QString());
        QVERIFY(!cell.data(TaskTableModel::CanCancelRole).toBool());
        QVERIFY(cell.data(TaskTableModel::AliveRole).toBool());
    }

    void sortingIsByNumber()
    {
        Table table;
        const TaskId late = table.writer.at(10'000).task("infer", table.main);
        table.writer.at(10'500).finish(late);
        table.update(11'000);
        const auto key = [&](TaskId task, TaskTableModel::Column column) {
            TextRanks texts;
            return table.model.sortNumber(task, column, texts);
        };
        QCOMPARE(key(late, TaskTableModel::Task), 2);
        QCOMPARE(key(late, TaskTableModel::Created), 10'000'000'000);
        QCOMPARE(key(late, TaskTableModel::Total), 500'000'000);
        QVERIFY(key(late, TaskTableModel::State) > key(table.main, TaskTableModel::State));
    }

    void anotherTraceReplacesTheRows()
    {
        Table table;
        QSignalSpy spy(&table.model, &QAbstractItemModel::modelReset);
        TraceWriter other;
        const TaskId main = other.task("main");
        other.task("query", main);
        TraceModel otherTrace(other.store());
        table.model.setTrace(&otherTrace);
        QCOMPARE(spy.size(), 1);
        QCOMPARE(table.model.rowCount(), 2);
        QCOMPARE(table.text(TaskId(2), TaskTableModel::Task), QStringLiteral("query #2"));
        table.writer.task("infer", table.main);
        table.update(1); // nobody listens any more
        QCOMPARE(table.model.rowCount(), 2);
        table.model.setTrace(nullptr);
        QCOMPARE(table.model.rowCount(), 0);
    }

    void columnsHaveTitles()
    {
        const TaskTableModel model;
        for (int column = 0; column < TaskTableModel::Cancel; ++column) {
            QVERIFY(
                !model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
        }
    }

private:
    /// The changes that the table tells meanwhile: first and last cell, and roles.
    template <typename Action>
    [[nodiscard]] static QList<QVariantList> changesOf(Table &table, Action action)
    {
        QSignalSpy spy(&table.model, &QAbstractItemModel::dataChanged);
        action();
        return spy;
    }
};

QTEST_GUILESS_MAIN(TaskTableModelTest)
#include "tst_tasktablemodel.moc"
