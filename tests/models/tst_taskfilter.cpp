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
        m_query.setText({});
        m_query.setTrace(m_trace.get());
    }

    void cleanup()
    {
        m_query.setTrace(nullptr);
        m_table.setTrace(nullptr);
    }

    void tableFollowsTheText()
    {
        QCOMPARE(shown(), QStringLiteral("1 2 3 4"));
        m_query.setText(QStringLiteral("name:infer"));
        QCOMPARE(shown(), QStringLiteral("2 3"));
        m_query.setText(QStringLiteral("name:infer state:finished"));
        QCOMPARE(shown(), QStringLiteral("3"));
        m_query.setText(QString());
        QCOMPARE(shown(), QStringLiteral("1 2 3 4"));
    }

    void rowsFollowTooWithTheWayToThem()
    {
        m_query.setText(QStringLiteral("state:failed"));
        QCOMPARE(rows(), QStringLiteral("1 4"));
        QCOMPARE(m_trace->layout().rowOf(TaskId(2)), -1);
        m_query.setText(QString());
        QCOMPARE(rows(), QStringLiteral("1 2 3 4"));
    }

    void wordsBeforeAMistakeHold()
    {
        m_query.setText(QStringLiteral("colour:red"));
        QVERIFY(m_query.problem());
        QCOMPARE(shown(), QStringLiteral("1 2 3 4"));
        m_query.setText(QStringLiteral("name:infer state:"));
        QVERIFY(m_query.problem());
        QCOMPARE(m_query.problem()->place.column, 18);
        QCOMPARE(shown(), QStringLiteral("2 3"));
        m_query.setText(QStringLiteral("name:query"));
        QVERIFY(!m_query.problem());
        QCOMPARE(shown(), QStringLiteral("4"));
    }

    void countSaysHowManyAreLeft()
    {
        QCOMPARE(m_query.count(), 4);
        m_query.setText(QStringLiteral("infer"));
        QCOMPARE(m_query.count(), 2);
    }

    void taskThatChangesComesAndGoes()
    {
        m_query.setText(QStringLiteral("state:working"));
        m_writer->at(2).sleep(TaskId(1));
        m_trace->update(2);
        QCOMPARE(shown(), QStringLiteral("1 2"));
        m_writer->at(3).finish(TaskId(2));
        m_trace->update(3);
        QCOMPARE(shown(), QStringLiteral("1"));
        QCOMPARE(rows(), QStringLiteral("1"));
    }

    void newTasksAreFiltered()
    {
        m_query.setText(QStringLiteral("name:query"));
        m_writer->task("query", TaskId(1));
        m_writer->task("infer", TaskId(1));
        m_trace->update(1);
        QCOMPARE(shown(), QStringLiteral("4 5"));
        QCOMPARE(rows(), QStringLiteral("1 4 5"));
    }

    void timeThatPassesLetsTasksIn()
    {
        m_query.setText(QStringLiteral("dur:>1s"));
        QCOMPARE(shown(), QString());
        m_trace->update(2'000'000'000);
        QTRY_COMPARE(shown(), QStringLiteral("1 2"));
    }

    void longLookAnswersWhenItIsDone()
    {
        // Far below each other: there is a long way up from each.
        constexpr quint32 many = 20'000;
        while (m_writer->store().taskCount() < many) {
            m_writer->task("infer", TaskId(m_writer->store().taskCount()));
        }
        m_trace->update(1);
        m_query.setText(QStringLiteral("-group:none state:finished"));
        QVERIFY(m_query.isLooking());
        QVERIFY(m_query.matches(TaskId(4)));
        QCOMPARE(m_query.count(), qsizetype(many));
        m_writer->at(2).finish(TaskId(2)).finish(TaskId(many));
        m_writer->finish(m_writer->task("late"));
        m_trace->update(2);
        QTRY_VERIFY(!m_query.isLooking());
        QCOMPARE(m_query.count(), 4);
        QTRY_COMPARE(shown(), QStringLiteral("2 3 20000 20001"));
        QCOMPARE(m_trace->layout().rowCount(), int(many) + 1); // with the way to them
    }

    void anotherRunMeetsTheSameText()
    {
        m_query.setText(QStringLiteral("name:query"));
        TraceWriter other;
        other.task("query", other.task("main"));
        TraceModel trace(other.store());
        m_table.setTrace(&trace);
        m_query.setTrace(&trace);
        QCOMPARE(shown(), QStringLiteral("2"));
        cleanup();
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

    /// The tasks that have rows on the timeline.
    [[nodiscard]] QString rows() const
    {
        QStringList tasks;
        for (int row = 0; row < m_trace->layout().rowCount(); ++row) {
            tasks += QString::number(m_trace->layout().taskAt(row).value);
        }
        return tasks.join(QLatin1Char(' '));
    }

    std::unique_ptr<TraceWriter> m_writer;
    std::unique_ptr<TraceModel> m_trace;
    TaskTableModel m_table;
    QueryController m_query;
    FilteredTasks m_filtered{m_query};
    QAbstractItemModelTester m_tester{&m_filtered,
                                      QAbstractItemModelTester::FailureReportingMode::QtTest};
};

QTEST_GUILESS_MAIN(TaskFilterTest)
#include "tst_taskfilter.moc"
