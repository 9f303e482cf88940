// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tracewriter.h"
#include "ui/models/tasksearch.h"

#include <QSignalSpy>
#include <QTest>

using namespace awaitscope::models;
using namespace awaitscope::trace;
using awaitscope::tests::TraceWriter;

namespace {

// main, batch #2 (below it: infer #4, infer #5), log #3, infer #6: rows 1 2 4 5 3 6.
struct Searched
{
    Searched()
    {
        main = writer.task("main");
        batch = writer.task("batch", main);
        log = writer.task("log", main);
        writer.task("infer", batch);
        writer.task("infer", batch);
        writer.task("infer", main);
        trace.emplace(writer.store());
        search.setTrace(&*trace);
    }

    [[nodiscard]] std::vector<quint32> found()
    {
        std::vector<quint32> tasks;
        for (TaskId task = search.after({}); task && tasks.size() < search.matches().size();
             task = search.after(task)) {
            tasks.push_back(task.value);
        }
        return tasks;
    }

    TraceWriter writer;
    std::optional<TraceModel> trace;
    TaskSearch search;
    TaskId main;
    TaskId batch;
    TaskId log;
};

using Found = std::vector<quint32>;

} // namespace

class TaskSearchTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAndPathsAreSearched_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Found>("found");
        const auto row = [](const char *name, const char *text, Found found) {
            QTest::newRow(name) << QString::fromUtf8(text) << found;
        };
        row("nothing", "", {});
        row("blanks", "  ", {});
        row("a name", "infer", {4, 5, 6});
        row("a part of a name", "fer", {4, 5, 6});
        row("in another case, with blanks", " LOG ", {3});
        row("a number", "#5", {5});
        row("a path", "batch#0/", {4, 5});
        row("everything, by the path", "main", {1, 2, 4, 5, 3, 6});
        row("what is not there", "query", {});
    }

    void namesAndPathsAreSearched()
    {
        QFETCH(const QString, text);
        Searched it;
        it.search.setText(text);
        QTEST(it.found(), "found");
    }

    void theSearchGoesRoundInTheOrderOfRows()
    {
        Searched it;
        it.search.setText(QStringLiteral("infer"));
        QCOMPARE(it.search.after(it.log), TaskId(6));
        QCOMPARE(it.search.after(TaskId(6)), TaskId(4));
        QCOMPARE(it.search.before(it.log), TaskId(5));
        QCOMPARE(it.search.before(TaskId(4)), TaskId(6));
        QCOMPARE(it.search.from(TaskId(5)), TaskId(5));
        QCOMPARE(it.search.from(it.batch), TaskId(4));
        QCOMPARE(it.search.from({}), TaskId(4));
        QCOMPARE(it.search.position(TaskId(6)), 3);
        QCOMPARE(it.search.position(it.log), 0);
    }

    void foldsHideNothing()
    {
        Searched it;
        it.trace->layout().setFolded(it.batch, true);
        it.search.setText(QStringLiteral("infer"));
        QCOMPARE(it.found(), (Found {4, 5, 6}));
    }

    void newTasksAreFoundAsTheyCome()
    {
        Searched it;
        it.search.setText(QStringLiteral("infer"));
        const QSignalSpy changes(&it.search, &TaskSearch::changed);
        it.writer.task("query", it.main);
        it.trace->update(0);
        QCOMPARE(changes.count(), 0);
        it.writer.task("infer", it.batch);
        it.trace->update(0);
        QCOMPARE(changes.count(), 1);
        QCOMPARE(it.found(), (Found {4, 5, 8, 6}));
    }

    void anotherTraceIsSearchedForTheSame()
    {
        Searched it;
        it.search.setText(QStringLiteral("infer"));
        it.search.setTrace(nullptr);
        QVERIFY(it.search.matches().empty());
        QCOMPARE(it.search.after({}), TaskId());
        TraceWriter writer;
        writer.task("infer");
        TraceModel other(writer.store());
        it.search.setTrace(&other);
        QCOMPARE(it.found(), (Found {1}));
        it.search.setTrace(nullptr);
    }
};

QTEST_GUILESS_MAIN(TaskSearchTest)
#include "tst_tasksearch.moc"
