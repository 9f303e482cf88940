// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tracewriter.h"
#include "ui/models/taskfilter.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace awaitscope::models;
using namespace awaitscope::trace;
using awaitscope::tests::TraceWriter;

namespace {

using Tasks = QList<quint32>;

// So many tasks that their order is made by a worker, with differences in every column.
struct Table
{
    static constexpr int count = 10'000;

    TraceWriter writer;
    TaskId main = writer.task("main");
    TraceModel trace{writer.store()};
    TaskTableModel tasks;
    QueryController query;
    FilteredTasks rows{query};
    QAbstractItemModelTester tester{&rows, QAbstractItemModelTester::FailureReportingMode::QtTest};

    Table()
    {
        const ResourceId slots = writer.resource("slots", ResourceKind::Semaphore, 1);
        const ResourceId gpu = writer.resource("gpu", ResourceKind::Semaphore, 1);
        for (int i = 0; i < count; ++i) {
            writer.at(i / 10);
            const TaskId task = writer.task(i % 2 == 0 ? "infer" : "query", main);
            switch (i % 5) {
            case 0:
                writer.fail(task, i % 2 == 0 ? "ValueError" : "Timeout");
                break;
            case 1:
                writer.queue(task, i % 2 == 0 ? slots : gpu, {1, 1});
                break;
            case 2:
                writer.wait(task, WaitKind::Task, quint32(i));
                break;
            case 3:
                writer.sleep(task);
                break;
            default:
                break;
            }
        }
        trace.update(TraceWriter::milliseconds(count));
        tasks.setTrace(&trace);
        query.setTrace(&trace);
        rows.setSourceModel(&tasks);
    }

    [[nodiscard]] Tasks shown() const
    {
        Tasks shown;
        for (int row = 0; row < rows.rowCount(); ++row) {
            shown += TaskTableModel::taskAt(rows.index(row, 0)).value;
        }
        return shown;
    }

    [[nodiscard]] bool settle()
    {
        return QTest::qWaitFor([this] { return !query.isLooking() && !rows.isSorting(); });
    }
};

/// By what a row stands where it does: as the trace has it.
[[nodiscard]] qint64 keyOf(const Table &table, const QModelIndex &index)
{
    const TaskId task = TaskTableModel::taskAt(index);
    const TaskLife &life = table.trace.spans().life(task);
    switch (TaskTableModel::Column(index.column())) {
    case TaskTableModel::Task:
        return task.value;
    case TaskTableModel::State: // the live ones first
        return life.isAlive() ? qint64(life.state) : 100 + qint64(life.outcome);
    case TaskTableModel::Parent:
        return table.trace.store().task(task).parent.value;
    default: // a time, in ms as it is shown
        return qRound64(index.data().toDouble() * 1000);
    }
}

} // namespace

class SortedTasksTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void columnsAreSorted_data()
    {
        QTest::addColumn<int>("column");
        for (const auto &[name, column] :
             {std::pair{"task", TaskTableModel::Task}, std::pair{"state", TaskTableModel::State},
              std::pair{"parent", TaskTableModel::Parent},
              std::pair{"created", TaskTableModel::Created},
              std::pair{"waited", TaskTableModel::Waited},
              std::pair{"worked", TaskTableModel::Worked},
              std::pair{"total", TaskTableModel::Total}}) {
            QTest::newRow(name) << int(column);
        }
    }

    void columnsAreSorted()
    {
        QFETCH(int, column);
        Table table;
        for (const Qt::SortOrder order : {Qt::DescendingOrder, Qt::AscendingOrder}) {
            table.rows.sort(column, order);
            QVERIFY(table.settle());
            QCOMPARE(table.rows.rowCount(), Table::count + 1);
            for (int row = 1; row < table.rows.rowCount(); ++row) {
                const QModelIndex before = table.rows.index(row - 1, column);
                const QModelIndex here = table.rows.index(row, column);
                const qint64 a = keyOf(table, before);
                const qint64 b = keyOf(table, here);
                QVERIFY(order == Qt::AscendingOrder ? a <= b : a >= b);
                if (a == b) { // equal ones as they were created
                    QVERIFY(TaskTableModel::taskAt(before).value
                            < TaskTableModel::taskAt(here).value);
                }
            }
        }
    }

    void whatTasksWaitForIsSortedByKindThenByNumberOrName()
    {
        Table table;
        table.rows.sort(TaskTableModel::Detail);
        QVERIFY(table.settle());
        QStringList kinds;
        for (int row = 0; row < table.rows.rowCount(); ++row) {
            QString text = table.rows.index(row, TaskTableModel::Detail).data().toString();
            if (text.contains(QLatin1Char('#'))) {
                text = QStringLiteral("a task");
            }
            if (kinds.isEmpty() || kinds.last() != text) {
                kinds += text;
            }
        }
        QCOMPARE(kinds,
                 (QStringList{QString(), QStringLiteral("a task"), QStringLiteral("Timeout"),
                              QStringLiteral("ValueError"), QStringLiteral("gpu"),
                              QStringLiteral("slots")}));
    }

    void viewsKeepTheirTaskWhenRowsMove()
    {
        Table table;
        const QPersistentModelIndex at(table.rows.index(1234, 2));
        const TaskId task = TaskTableModel::taskAt(at);
        table.rows.sort(TaskTableModel::Created, Qt::DescendingOrder);
        QVERIFY(table.settle());
        QVERIFY(at.isValid() && at.row() != 1234);
        QCOMPARE(TaskTableModel::taskAt(at), task);
        QCOMPARE(at.column(), 2);
        table.query.setText(QStringLiteral("name:infer"));
        QVERIFY(table.settle());
        QCOMPARE(table.rows.rowCount(), Table::count / 2);
        QCOMPARE(at.isValid(), task.value % 2 == 0);
    }

    void theLastRequestCounts()
    {
        Table table;
        table.query.setText(QStringLiteral("name:query"));
        QTRY_VERIFY(!table.query.isLooking());
        QSignalSpy settled(&table.rows, &SortedTasks::settled);
        table.rows.sort(TaskTableModel::Created);
        table.rows.sort(TaskTableModel::State);
        table.rows.sort(TaskTableModel::Task, Qt::DescendingOrder);
        QVERIFY(table.rows.isSorting());
        QVERIFY(table.settle());
        Tasks expected;
        for (quint32 task = Table::count + 1; task >= 3; task -= 2) {
            expected += task;
        }
        QCOMPARE(table.shown(), expected);
        QTRY_COMPARE(settled.size(), 1);
    }

    void rowsThatComeMeanwhileFindTheirPlace()
    {
        Table table;
        table.rows.sort(TaskTableModel::Task, Qt::DescendingOrder);
        table.writer.task("late", table.main);
        table.trace.update(TraceWriter::milliseconds(Table::count));
        QTRY_COMPARE(table.rows.rowCount(), Table::count + 2);
        Tasks sorted = table.shown();
        QVERIFY(std::ranges::is_sorted(sorted, std::ranges::greater()));
    }

    void rowsThatChangeAreSortedAgain()
    {
        Table table;
        table.query.setText(QStringLiteral("state:finished"));
        QVERIFY(table.settle());
        QCOMPARE(table.rows.rowCount(), 0);
        table.writer.at(Table::count).finish(table.main);
        table.trace.update(TraceWriter::milliseconds(Table::count));
        QTRY_COMPARE(table.shown(), Tasks{1});
    }

    void inTheOrderOfCreationNewRowsComeAtOnce()
    {
        Table table;
        table.writer.task("late", table.main);
        table.trace.update(TraceWriter::milliseconds(Table::count));
        QCOMPARE(table.rows.rowCount(), Table::count + 2);
        QVERIFY(!table.rows.isSorting());
    }

    void anotherTraceBeginsAnew()
    {
        Table table;
        table.rows.sort(TaskTableModel::Created, Qt::DescendingOrder);
        TraceWriter other;
        other.task("other");
        TraceModel trace(other.store());
        table.tasks.setTrace(&trace);
        table.query.setTrace(&trace);
        QCOMPARE(table.shown(), Tasks{1});
        QVERIFY(table.settle());
        QCOMPARE(table.shown(), Tasks{1});
        table.query.setTrace(nullptr);
        table.tasks.setTrace(nullptr);
        QCOMPARE(table.rows.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(SortedTasksTest)
#include "tst_sortedtasks.moc"
