// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tracewriter.h"
#include "ui/models/taskfilter.h"
#include "ui/models/tasktablemodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include <algorithm>

using namespace awaitscope::models;
using namespace awaitscope::trace;
using awaitscope::tests::TraceWriter;

class TaskFilterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_writer = std::make_unique<TraceWriter>();
        const TaskId main = m_writer->task("main");
        const TaskId working = m_writer->task("infer", main);
        const TaskId finished = m_writer->task("infer", main);
        const TaskId failed = m_writer->task("query", main);
        m_writer->sleep(working).sleep(finished).sleep(failed);
        m_writer->at(1).finish(finished).fail(failed, "ValueError");
        m_trace = std::make_unique<TraceModel>(m_writer->store());
        m_table.setTrace(m_trace.get());
        m_filtered.setSourceModel(&m_table);
        m_filtered.setFilter({});
    }

    void cleanup() { m_table.setTrace(nullptr); }

    void tasksThatMeetAllOfItAreShown_data()
    {
        QTest::addColumn<TaskFilter>("filter");
        QTest::addColumn<QString>("tasks");
        QTest::newRow("nothing is asked for") << TaskFilter{} << "1 2 3 4";
        QTest::newRow("a name") << TaskFilter{.text = QStringLiteral("infer")} << "2 3";
        QTest::newRow("in any case") << TaskFilter{.text = QStringLiteral("QUERY")} << "4";
        QTest::newRow("a number") << TaskFilter{.text = QStringLiteral("#3")} << "3";
        QTest::newRow("a name that no task has") << TaskFilter{.text = QStringLiteral("x")} << "";
        QTest::newRow("live tasks") << TaskFilter{.isAlive = true} << "1 2";
        QTest::newRow("ended tasks") << TaskFilter{.isAlive = false} << "3 4";
        QTest::newRow("a state, which only live tasks have")
            << TaskFilter{.state = TaskState::Working} << "2";
        QTest::newRow("an outcome") << TaskFilter{.outcome = Outcome::Failed} << "4";
        QTest::newRow("a name and an outcome")
            << TaskFilter{.text = QStringLiteral("infer"), .outcome = Outcome::Failed} << "";
    }

    void tasksThatMeetAllOfItAreShown()
    {
        QFETCH(TaskFilter, filter);
        QFETCH(QString, tasks);
        m_filtered.setFilter(filter);
        QCOMPARE(shown(), tasks);
    }

    void taskThatChangesComesAndGoes()
    {
        m_filtered.setFilter({.state = TaskState::Working});
        m_writer->at(2).sleep(TaskId(1));
        m_trace->update(2);
        QCOMPARE(shown(), QStringLiteral("1 2"));
        m_writer->at(3).finish(TaskId(2));
        m_trace->update(3);
        QCOMPARE(shown(), QStringLiteral("1"));
    }

    void newTasksAreFiltered()
    {
        m_filtered.setFilter({.text = QStringLiteral("query")});
        m_writer->task("query", TaskId(1));
        m_writer->task("infer", TaskId(1));
        m_trace->update(1);
        QCOMPARE(shown(), QStringLiteral("4 5"));
    }

private:
    /// The numbers of the tasks that are shown.
    [[nodiscard]] QString shown() const
    {
        QStringList tasks;
        for (int row = 0; row < m_filtered.rowCount(); ++row) {
            tasks += QString::number(TaskTableModel::taskAt(m_filtered.index(row, 0)).value);
        }
        return tasks.join(QLatin1Char(' '));
    }

    std::unique_ptr<TraceWriter> m_writer;
    std::unique_ptr<TraceModel> m_trace;
    TaskTableModel m_table;
    FilteredTasks m_filtered;
    QAbstractItemModelTester m_tester{&m_filtered,
                                      QAbstractItemModelTester::FailureReportingMode::QtTest};
};

QTEST_GUILESS_MAIN(TaskFilterTest)
#include "tst_taskfilter.moc"
