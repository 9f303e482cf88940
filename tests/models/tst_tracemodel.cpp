// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tracewriter.h"
#include "ui/models/tracemodel.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace awaitscope::models;
using namespace awaitscope::trace;
using awaitscope::tests::TraceWriter;

namespace {

// What a model told, in order: "added 1 3", "changed 1 2 3", "updated".
class Told : public QObject
{
public:
    explicit Told(const TraceModel &model)
    {
        connect(&model, &TraceModel::tasksAdded, this, [this](quint32 first, quint32 count) {
            m_texts += QStringLiteral("added %1 %2").arg(first).arg(count);
        });
        connect(&model, &TraceModel::tasksChanged, this, [this](std::vector<TaskId> tasks) {
            std::ranges::sort(tasks);
            QString text = QStringLiteral("changed");
            for (const TaskId task : tasks) {
                text += QStringLiteral(" %1").arg(task.value);
            }
            m_texts += text;
        });
        connect(&model, &TraceModel::reread, this, [this] { m_texts += QStringLiteral("reread"); });
        connect(&model, &TraceModel::updated, this,
                [this] { m_texts += QStringLiteral("updated"); });
    }

    /// Since the last call.
    [[nodiscard]] QString take() { return std::exchange(m_texts, {}).join(QStringLiteral(", ")); }

private:
    QStringList m_texts;
};

} // namespace

class TraceModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void whatIsInTheStoreIsThereAtOnce()
    {
        TraceWriter writer;
        writer.task("infer", writer.task("main"));
        TraceModel model(writer.store());
        QCOMPARE(model.taskCount(), 2U);
        QCOMPARE(model.layout().rowCount(), 2);
        QCOMPARE(model.now(), Timestamp(0));
    }

    void nothingIsTakenInBeforeAnUpdate()
    {
        TraceWriter writer;
        TraceModel model(writer.store());
        Told told(model);
        writer.task("main");
        QCOMPARE(model.taskCount(), 0U);
        QCOMPARE(told.take(), QString());
    }

    void newTasksAreToldOnceForAll()
    {
        TraceWriter writer;
        TraceModel model(writer.store());
        Told told(model);
        const TaskId main = writer.task("main");
        writer.task("infer", main);
        writer.task("infer", main);
        model.update(0);
        QCOMPARE(told.take(), QStringLiteral("added 1 3, changed 1 2 3, updated"));
        writer.task("infer", main);
        model.update(0);
        QVERIFY(told.take().startsWith(QStringLiteral("added 4 1, changed ")));
        QCOMPARE(model.taskCount(), 4U);
    }

    void onlyWhatChangedIsTold()
    {
        TraceWriter writer;
        const TaskId main = writer.task("main");
        const TaskId first = writer.task("infer", main);
        const TaskId second = writer.task("infer", main);
        TraceModel model(writer.store());
        Told told(model);
        writer.at(5).sleep(second);
        writer.at(7).finish(first);
        model.update(TraceWriter::milliseconds(7));
        QCOMPARE(told.take(), QStringLiteral("changed 2 3, updated"));
        QCOMPARE(model.spans().life(first).outcome, Outcome::Finished);
    }

    void timeGoesOnWithoutEvents()
    {
        TraceWriter writer;
        writer.task("main");
        TraceModel model(writer.store());
        Told told(model);
        model.update(1'000);
        model.update(2'000);
        QCOMPARE(told.take(), QStringLiteral("updated, updated"));
        QCOMPARE(model.now(), Timestamp(2'000));
    }

    void everythingIsUpToDateWhenItIsTold()
    {
        TraceWriter writer;
        TraceModel model(writer.store());
        quint32 tasks = 0;
        int rows = 0;
        connect(&model, &TraceModel::tasksAdded, this, [&] {
            tasks = model.taskCount();
            rows = model.layout().rowCount();
        });
        writer.task("infer", writer.task("main"));
        model.update(0);
        QCOMPARE(tasks, 2U);
        QCOMPARE(rows, 2);
    }

    void thePastIsToldAsItWas()
    {
        TraceWriter writer;
        const TaskId main = writer.task("main"); // two events
        const TaskId first = writer.at(10).task("infer", main);
        writer.at(20).finish(first);
        writer.task("infer", main);
        TraceModel model(writer.store());
        model.update(TraceWriter::milliseconds(30));
        model.setCancelPending({main});
        Told told(model);
        model.showMoment(momentAt(writer.store(), TraceWriter::milliseconds(5)));
        QCOMPARE(told.take(), QStringLiteral("reread, updated"));
        QVERIFY(model.isPast() && model.cancelPending().empty());
        QCOMPARE(model.now(), TraceWriter::milliseconds(5));
        QCOMPARE(model.latest(), TraceWriter::milliseconds(30));
        QCOMPARE(model.taskCount(), 1U);
        QCOMPARE(model.layout().rowCount(), 3);
        QCOMPARE(model.whole().builder().position(), writer.store().eventCount());

        model.showMoment(momentAt(writer.store(), TraceWriter::milliseconds(15)));
        QCOMPARE(told.take(), QStringLiteral("added 2 1, changed 2, updated"));
        QVERIFY(model.spans().life(first).isAlive());
        model.showMoment(momentAt(writer.store(), TraceWriter::milliseconds(15)));
        QCOMPARE(told.take(), QString());
        model.showMoment(momentAt(writer.store(), TraceWriter::milliseconds(20)));
        QCOMPARE(told.take(), QStringLiteral("added 3 1, changed 2 3, updated"));
        model.showMoment(momentAt(writer.store(), 0));
        QCOMPARE(told.take(), QStringLiteral("reread, updated"));
        QCOMPARE(model.taskCount(), 1U);
        model.showLatest();
        QCOMPARE(told.take(), QStringLiteral("reread, updated"));
        QCOMPARE(model.now(), TraceWriter::milliseconds(30));
        QCOMPARE(model.taskCount(), 3U);
        model.showLatest();
        QCOMPARE(told.take(), QString());
    }

    void whatHappensMeanwhileDoesNotChangeThePast()
    {
        TraceWriter writer;
        const TaskId main = writer.task("main");
        writer.at(10).sleep(main);
        TraceModel model(writer.store());
        model.update(TraceWriter::milliseconds(10));
        model.showMoment(momentAt(writer.store(), 0));
        writer.at(20).finish(main);
        writer.task("late", main);
        Told told(model);
        model.update(TraceWriter::milliseconds(20));
        QCOMPARE(told.take(), QStringLiteral("updated"));
        QCOMPARE(model.taskCount(), 1U);
        QVERIFY(model.spans().life(main).isAlive());
        QCOMPARE(model.now(), Timestamp(0));
        model.showLatest();
        QCOMPARE(model.taskCount(), 2U);
        QVERIFY(!model.spans().life(main).isAlive());
    }

    void pendingCancelsAreToldForTasksThatBecomePendingAndThatWere()
    {
        TraceWriter writer;
        const TaskId main = writer.task("main");
        const TaskId first = writer.task("infer", main);
        const TaskId second = writer.task("infer", main);
        TraceModel model(writer.store());
        model.update(0);
        Told told(model);
        model.setCancelPending({first});
        QCOMPARE(told.take(), QStringLiteral("changed 2, updated"));
        QVERIFY(model.cancelPending().contains(first));
        model.setCancelPending({second});
        QCOMPARE(told.take(), QStringLiteral("changed 2 3, updated"));
        QVERIFY(!model.cancelPending().contains(first));
        model.setCancelPending({});
        QCOMPARE(told.take(), QStringLiteral("changed 3, updated"));
    }

    void samePendingCancelsAreNotTold()
    {
        TraceWriter writer;
        const TaskId main = writer.task("main");
        TraceModel model(writer.store());
        model.update(0);
        Told told(model);
        model.setCancelPending({});
        QCOMPARE(told.take(), QString());
        model.setCancelPending({main});
        model.setCancelPending({main});
        QCOMPARE(told.take(), QStringLiteral("changed 1, updated"));
    }

    void tasksThatAreNotThereYetAreNotPending()
    {
        TraceWriter writer;
        const TaskId main = writer.task("main");
        TraceModel model(writer.store());
        model.update(0);
        Told told(model);
        model.setCancelPending({TaskId(7)}); // as when a run is played again
        QCOMPARE(told.take(), QString());
        model.setCancelPending({main, TaskId(7)});
        QCOMPARE(told.take(), QStringLiteral("changed 1, updated"));
        QVERIFY(!model.cancelPending().contains(TaskId(7)));
    }
};

QTEST_GUILESS_MAIN(TraceModelTest)
#include "tst_tracemodel.moc"
