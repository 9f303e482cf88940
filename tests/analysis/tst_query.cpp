// SPDX-License-Identifier: MIT
#include "engine/analysis/query.h"
#include "tests/support/tracewriter.h"

#include <QTest>

using namespace awaitscope;
using namespace awaitscope::trace;
using analysis::Query;
using analysis::QueryMatcher;
using tests::TraceWriter;

namespace {

constexpr auto ms = TraceWriter::milliseconds;

} // namespace

/// main (1) creates batch (2), which creates infer (3) and infer (4); 3 has the gpu from 0 to
/// 300 ms and hands it to 4, which waited from 100 and is cancelled at 500 by its timeout; late (5)
/// is created by main at 400 and works.
class QueryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_writer = std::make_unique<TraceWriter>();
        TraceWriter &writer = *m_writer;
        const ResourceId gpu = writer.resource("gpu", ResourceKind::Semaphore, 1);
        const TaskId main = writer.task("main");
        const TaskId batch = writer.task("batch", main);
        const TaskId first = writer.task("infer", batch);
        writer.acquire(first, gpu, {1, 0}).sleep(first);
        const TaskId second = writer.at(100).task("infer", batch);
        writer.queue(second, gpu, {1, 1});
        writer.at(300).resume(first).release(first, gpu, {1, 0}).finish(first);
        writer.resume(second, WaitKind::Acquire);
        writer.on(gpu).event(second, TaskEventKind::Acquired, first.value, Usage{1, 0}.packed());
        writer.sleep(second);
        const TaskId late = writer.at(400).task("late", main);
        writer.sleep(late);
        writer.at(500).cancel(second, CancelCause::Timeout);
        writer.beginCleanup(second).endCleanup(second);
        writer.end(second, TaskEventKind::Cancelled);
    }

    void tasksAreFound_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<int>>("tasks");
        const auto row = [](const char *name, const char *text, const QList<int> &tasks) {
            QTest::newRow(name) << QString::fromUtf8(text) << tasks;
        };
        row("everything", "  ", {1, 2, 3, 4, 5});
        row("a state", "state:working", {5});
        row("an outcome", "state:finished", {3});
        row("alive", "state:alive", {1, 2, 5});
        row("ended", "state:ENDED", {3, 4});
        row("where they have waited", "on:gpu", {4});
        row("longer than", "dur:>300ms", {1, 2, 4});
        row("at least", "dur:>=0.3s", {1, 2, 3, 4});
        row("live ones until now", "dur:<=200ms", {5});
        row("time in queues", "waited:>199ms", {4});
        row("a pattern", "name:inf*r", {3, 4});
        row("in any case", "name:LATE", {5});
        row("a pattern is the whole name", "name:inf", {});
        row("the parent's name", "parent:main", {2, 5});
        row("the parent's number", "parent:#2", {3, 4});
        row("the cause of a cancellation", "cause:timeout", {4});
        row("a group by number", "group:batch-2", {2, 3, 4});
        row("a group that is another", "group:batch-3", {});
        row("a group by name", "group:batch", {2, 3, 4});
        row("related", "related:3", {1, 2, 3, 4});
        row("related to the other end", "related:#4", {1, 2, 3, 4});
        row("a word", "nfer", {3, 4});
        row("a number", "#4", {4});
        row("a word of more than one", "\"infer #3\"", {3});
        row("and", "name:infer state:finished", {3});
        row("or", "name:late | state:finished", {3, 5});
        row("and binds closer than or", "name:late | name:infer on:gpu", {4, 5});
        row("not", "-name:infer -main", {2, 5});
        row("brackets", "(name:late | name:infer) -state:finished", {4, 5});
        row("not brackets", "-(name:late|name:infer)", {1, 2});
    }

    void tasksAreFound()
    {
        QFETCH(QString, text);
        QFETCH(QList<int>, tasks);
        const auto query = Query::parse(text);
        QVERIFY2(query, qPrintable(query ? QString() : query.problem().text()));
        QueryMatcher matcher(m_writer->store(), m_writer->builder());
        matcher.setQuery(query.value());
        QVERIFY(matcher.update());
        QList<int> found;
        for (quint32 i = 1; i <= m_writer->store().taskCount(); ++i) {
            if (matcher.matches(TaskId(i), ms(600))) {
                found += int(i);
            }
        }
        QCOMPARE(found, tasks);
    }

    void mistakeHasItsPlace_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const char *text, int column, const char *message) {
            QTest::newRow(name) << QString::fromUtf8(text) << column << QString::fromUtf8(message);
        };
        row("unknown key", "name:a colour:red", 8, "\"colour\" is no key");
        row("unknown state", "state:sleeping", 7, "\"sleeping\" is none of ready");
        row("unknown cause", "cause:fate", 7, "none of step");
        row("no value", "name: infer", 6, "expected a value");
        row("a time without a sign", "dur:200ms", 5, "expected <");
        row("a time without a number", "dur:>ms", 6, "a number");
        row("a time without a unit", "dur:>200", 9, "a unit");
        row("related to no number", "related:infer", 9, "the number of a task");
        row("nothing behind or", "name:a |", 9, "expected a term");
        row("nothing behind not", "name:a -", 9, "expected a term");
        row("nothing in brackets", "()", 2, "expected a term");
        row("an open bracket", "a (b | c", 3, "is not closed");
        row("a bracket too many", "a b) c", 4, "closes none");
        row("an open quotation mark", "a name:\"b", 8, "is not closed");
        row("too deep", "((((((((((((((((((((((((((((((((((((((((((((((((((((a", 51, "too many");
    }

    void mistakeHasItsPlace()
    {
        QFETCH(QString, text);
        QFETCH(int, column);
        QFETCH(QString, message);
        const auto query = Query::parse(text);
        QVERIFY(!query);
        QCOMPARE(query.problem().place, (scenario::Place{1, column}));
        QVERIFY2(query.problem().message.contains(message), qPrintable(query.problem().message));
    }

    void handOversAreTakenInAsTheyCome()
    {
        QueryMatcher matcher(m_writer->store(), m_writer->builder());
        matcher.setQuery(Query::parse(QStringLiteral("related:4")).value());
        QVERIFY(matcher.changesByItself());
        QVERIFY(matcher.update());
        QVERIFY(!matcher.matches(TaskId(5), ms(600)));
        m_writer->at(550).on(ResourceId(1)).event(TaskId(5), TaskEventKind::Acquired, 4, 0);
        QVERIFY(m_writer->builder().position() == m_writer->store().eventCount());
        QVERIFY(!matcher.update(0));
        QVERIFY(!matcher.matches(TaskId(5), ms(600)));
        QVERIFY(matcher.update(1));
        QVERIFY(matcher.matches(TaskId(5), ms(600)));
    }

    void wordIsPartOfWhatARowShows()
    {
        TraceWriter writer;
        for (int i = 0; i < 40; ++i) {
            for (const char *const name : {"Infer", "w1", "1 #", "a #12"}) {
                writer.task(name);
            }
        }
        QueryMatcher matcher(writer.store(), writer.builder());
        for (const char *const word :
             {"infer",   "R #1",  "#1", " #12",   "1",    "12", "112", "r 1", "1 #1", "#1 #",
              "1 # #15", "2 #12", "#",  "w1 #10", "#012", "99", "160", "161", "r #",  "# #"}) {
            const QString text = QString::fromLatin1(word);
            matcher.setQuery(Query::parse(QStringLiteral("\"%1\"").arg(text)).value());
            for (quint32 i = 1; i <= writer.store().taskCount(); ++i) {
                const std::string_view name = writer.store().taskName(TaskId(i));
                const QString shown = QString::fromUtf8(name.data(), qsizetype(name.size()))
                    + QStringLiteral(" #%1").arg(i);
                const bool isPart = shown.contains(text, Qt::CaseInsensitive);
                QVERIFY2(matcher.matches(TaskId(i), 0) == isPart, qPrintable(text + u'/' + shown));
            }
        }
    }

    void completionFitsThePlace_data()
    {
        QTest::addColumn<QString>("text"); // | is the cursor
        QTest::addColumn<QStringList>("offered");
        QTest::newRow("the beginning of a key")
            << QStringLiteral("name:a st|") << QStringList{QStringLiteral("state:")};
        QTest::newRow("behind a minus")
            << QStringLiteral("-ca|") << QStringList{QStringLiteral("cause:")};
        QTest::newRow("a state") << QStringLiteral("state:wa|")
                                 << QStringList{QStringLiteral("state:waiting")};
        QTest::newRow("a resource")
            << QStringLiteral("on:|") << QStringList{QStringLiteral("on:gpu")};
        QTest::newRow("a template, once")
            << QStringLiteral("(name:i|") << QStringList{QStringLiteral("name:infer")};
        QTest::newRow("an unknown key") << QStringLiteral("what|") << QStringList();
    }

    void completionFitsThePlace()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, offered);
        const qsizetype cursor = text.indexOf(u'|');
        text.remove(cursor, 1);
        QCOMPARE(Query::completions(text, cursor, &m_writer->store()), offered);
    }

private:
    std::unique_ptr<TraceWriter> m_writer;
};

QTEST_GUILESS_MAIN(QueryTest)
#include "tst_query.moc"
