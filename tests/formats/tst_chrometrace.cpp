// SPDX-License-Identifier: MIT
#include "engine/formats/chrometrace.h"
#include "engine/formats/chrometracereader.h"
#include "engine/run/run.h"
#include "tests/formats/galleryrows.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace awaitscope;
using formats::ReadTrace;
using trace::TaskId;
using trace::TaskLife;

namespace {

[[nodiscard]] QByteArray contentsOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// A task as far as another program can know it, to compare and to read when two differ.
[[nodiscard]] QByteArray textOf(const trace::TraceStore &store, TaskId id, const TaskLife &life)
{
    QByteArray text = store.taskPath(id) + " created " + QByteArray::number(life.created)
        + " started " + QByteArray::number(life.started) + " ended "
        + QByteArray::number(life.ended) + " outcome " + QByteArray::number(int(life.outcome)) + ' '
        + QByteArray(store.text(life.error).data());
    for (const trace::Span &span : life.spans) {
        text += "\n  " + QByteArray::number(span.begin) + ' ' + QByteArray::number(span.end)
            + " state " + QByteArray::number(int(span.state)) + " wait "
            + QByteArray::number(int(span.wait)) + " resource "
            + QByteArray::number(span.resource.value);
    }
    for (const trace::Mark &mark : life.marks) {
        text += "\n  mark " + QByteArray::number(int(mark.kind)) + " at "
            + QByteArray::number(mark.time);
    }
    return text;
}

[[nodiscard]] QByteArrayList textsOf(const trace::TraceStore &store)
{
    trace::SpanBuilder spans(store);
    spans.update();
    QByteArrayList texts;
    for (quint32 i = 1; i <= spans.lives().size(); ++i) {
        texts += textOf(store, TaskId(i), spans.life(TaskId(i)));
    }
    for (quint16 i = 1; i <= store.resourceCount(); ++i) {
        QByteArray text = QByteArray(store.text(store.resource(trace::ResourceId(i)).name).data());
        for (const trace::ResourceStep &step : spans.history(trace::ResourceId(i))) {
            text += "\n  " + QByteArray::number(step.time) + ": "
                + QByteArray::number(step.usage.inUse) + '/' + QByteArray::number(step.slotCount)
                + " queued " + QByteArray::number(step.usage.waiting);
        }
        texts += text;
    }
    return texts;
}

[[nodiscard]] QByteArray difference(const QByteArrayList &one, const QByteArrayList &other)
{
    for (qsizetype i = 0; i < std::max(one.size(), other.size()); ++i) {
        if (one.value(i) != other.value(i)) {
            return "\nwritten: " + one.value(i) + "\nread: " + other.value(i);
        }
    }
    return {};
}

} // namespace

class ChromeTraceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void theSpansComeBack_data() { tests::addGalleryRows(); }

    void theSpansComeBack()
    {
        QFETCH(const QString, file);
        QFETCH(const trace::Timestamp, until);
        const auto run = run::Run::create({.scenarioText = contentsOf(file)});
        QVERIFY(run.isOk());
        run.value()->runToEnd(until);
        trace::SpanBuilder spans(run.value()->store());
        spans.update();
        const ReadTrace read =
            readText(formats::chromeTrace(run.value()->store(), spans, "a \"title\""));
        QVERIFY(read.store);
        QVERIFY(!read.isForeign);
        QVERIFY(!read.isCutOff);
        QCOMPARE(read.title, QStringLiteral("a \"title\""));
        QVERIFY2(read.ignored.empty(), read.ignored.empty() ? "" : "something was ignored");
        QCOMPARE(difference(textsOf(run.value()->store()), textsOf(*read.store)), QByteArray());
    }

    void whatIsWrittenIsJsonOfWhichEverySliceIsClosed()
    {
        const auto run = run::Run::create(
            {.scenarioText = contentsOf(QStringLiteral(GALLERY "/semaphore.json"))});
        run.value()->runToEnd();
        trace::SpanBuilder spans(run.value()->store());
        spans.update();
        QJsonParseError error{};
        const auto json = QJsonDocument::fromJson(
            formats::chromeTrace(run.value()->store(), spans, "title"), &error);
        QCOMPARE(error.error, QJsonParseError::NoError);
        std::map<QString, int> phases;
        for (const QJsonValue &event : json[QStringLiteral("traceEvents")].toArray()) {
            ++phases[event[QStringLiteral("ph")].toString()];
        }
        QVERIFY(phases[QStringLiteral("b")] > 50);
        QCOMPARE(phases[QStringLiteral("e")], phases[QStringLiteral("b")]);
        QVERIFY(phases[QStringLiteral("C")] > 10);
        QVERIFY(phases[QStringLiteral("s")] > 5);
        QCOMPARE(phases[QStringLiteral("f")], phases[QStringLiteral("s")]);
    }

    void foreignSlicesBecomeTasks_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArrayList>("lines");
        QTest::newRow("X in X, the inner one first in the file")
            << QByteArray(R"([{"ph":"X","pid":1,"tid":7,"ts":100.5,"dur":10,"name":"inner"},
                {"ph":"X","pid":1,"tid":7,"ts":100,"dur":20,"name":"outer"},
                {"ph":"M","pid":1,"tid":7,"name":"thread_name","args":{"name":"ui"}}])")
            << QByteArrayList{"ui 0 -1", "ui/outer#0 0 20000", "ui/outer#0/inner#0 500 10500"};
        QTest::newRow("B and E in an object, ids as texts, times in powers of ten")
            << QByteArray(R"({"traceEvents":[{"ph":"B","pid":"p","tid":"t","ts":1e3,"name":"a"},
                {"ph":"E","pid":"p","tid":"t","ts":2.5e3}]})")
            << QByteArrayList{"thread t 0 -1", "thread t/a#0 0 1500000"};
        QTest::newRow("async slices by id, nested, without a thread")
            << QByteArray(R"([{"ph":"b","cat":"c","id":"0x1","ts":0,"name":"request"},
                {"ph":"b","cat":"c","id":"0x2","ts":1,"name":"other"},
                {"ph":"b","cat":"c","id":"0x1","ts":2,"name":"step"},
                {"ph":"e","cat":"c","id":"0x1","ts":3},{"ph":"e","cat":"c","id":"0x1","ts":4},
                {"ph":"e","cat":"c","id":"0x2","ts":5}])")
            << QByteArrayList{"request 0 4000", "other 1000 5000", "request/step#0 2000 3000"};
        QTest::newRow("id2, and slices of the same id but another process")
            << QByteArray(R"([{"ph":"b","pid":1,"cat":"c","id2":{"local":"9"},"ts":0,"name":"x"},
                {"ph":"b","pid":2,"cat":"c","id2":{"local":"9"},"ts":1,"name":"y"},
                {"ph":"e","pid":1,"cat":"c","id2":{"local":"9"},"ts":2},
                {"ph":"e","pid":2,"cat":"c","id2":{"local":"9"},"ts":3}])")
            << QByteArrayList{"x 0 2000", "y 1000 3000"};
        QTest::newRow("without the closing bracket, and one that never ended") << QByteArray(
            R"([{"ph":"B","tid":1,"ts":0,"name":"a"},{"ph":"X","tid":2,"ts":5,"dur":1,"name":"b"},)")
                                                                               << QByteArrayList{
                                                                                      "thread 1 0 "
                                                                                      "-1",
                                                                                      "thread 2 0 "
                                                                                      "-1",
                                                                                      "thread "
                                                                                      "1/a#0 0 -1",
                                                                                      "thread "
                                                                                      "2/b#0 5000 "
                                                                                      "6000"};
        QTest::newRow("times before zero")
            << QByteArray(R"([{"ph":"X","tid":1,"ts":-10,"dur":4,"name":"a"}])")
            << QByteArrayList{"thread 1 0 -1", "thread 1/a#0 0 4000"};
    }

    void foreignSlicesBecomeTasks()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArrayList, lines);
        const ReadTrace read = readText(text);
        QVERIFY(read.store);
        QVERIFY(read.isForeign);
        trace::SpanBuilder spans(*read.store);
        spans.update();
        QByteArrayList found;
        for (quint32 i = 1; i <= read.store->taskCount(); ++i) {
            const TaskLife &life = spans.life(TaskId(i));
            found += read.store->taskPath(TaskId(i)) + ' ' + QByteArray::number(life.created) + ' '
                + QByteArray::number(life.ended);
        }
        QCOMPARE(found, lines);
        QCOMPARE(read.isCutOff, !text.trimmed().endsWith(']') && !text.trimmed().endsWith('}'));
    }

    void foreignCountersAndInstants()
    {
        const ReadTrace read = readText(
            R"([{"ph":"X","tid":1,"ts":0,"dur":9,"name":"a"},{"ph":"i","tid":1,"ts":3,"name":"here"},
                {"ph":"C","pid":1,"ts":1,"name":"mem","args":{"used":5,"free":3.2}},
                {"ph":"C","pid":1,"ts":2,"name":"mem","args":{"used":8,"free":1}}])");
        trace::SpanBuilder spans(*read.store);
        spans.update();
        QCOMPARE(read.store->resourceCount(), quint16(2));
        QCOMPARE(read.store->text(read.store->resource(trace::ResourceId(1)).name),
                 std::string_view("mem: used"));
        QCOMPARE(read.store->resource(trace::ResourceId(1)).slotCount, 8);
        const auto history = spans.history(trace::ResourceId(1));
        QCOMPARE(history.size(), std::size_t(2));
        QCOMPARE(history[1].time, 2000);
        QCOMPARE(history[1].usage.inUse, 8);
        const auto &marks = spans.life(TaskId(2)).marks;
        QCOMPARE(marks.size(), std::size_t(1));
        QCOMPARE(marks[0].time, 3000);
        QVERIFY(read.ignored.empty());
    }

    void aNameThatIsNoTextIsMended()
    {
        const ReadTrace read =
            readText("[{\"ph\":\"X\",\"tid\":1,\"ts\":0,\"dur\":9,\"name\":\"a\xff\"}]");
        QCOMPARE(read.store->taskPath(TaskId(2)), QByteArray("thread 1/a\xef\xbf\xbd#0"));
    }

    void whatIsNotUnderstoodIsCounted()
    {
        const ReadTrace read = readText(
            R"([{"ph":"X","tid":1,"ts":0,"dur":9,"name":"a"},{"ph":"X","tid":1,"ts":0,"name":"b"},
                {"ph":"E","tid":1,"ts":1},{"ph":"E","tid":1,"ts":2},{"ph":"s","id":1,"ts":1},
                {"ph":"f","id":1,"ts":1},{"ph":"P","ts":1},{"ph":"B","tid":1,"name":"c"},
                {"ph":"C","ts":1,"name":"n","args":{"x":"many"}},{},
                {"ph":"C","ts":1,"name":"n","args":{"x":1e12}},5,[{"ph":"X"}],null,"x"])");
        const std::map<std::string, quint64> expected{{"P", 1},
                                                      {"X without a duration", 1},
                                                      {"counter beyond 2^31", 1},
                                                      {"counter without a number", 1},
                                                      {"end without a begin", 2},
                                                      {"flow", 2},
                                                      {"without a phase", 1},
                                                      {"without a time", 1}};
        QCOMPARE(read.ignored, expected);
    }

    void aResourceThatThereIsNotIsCounted()
    {
        const QByteArray head =
            R"({"otherData":{"awaitscope_trace":"1","resources":[{"name":"gpu"}]},"traceEvents":[)";
        const QByteArray task = R"({"ph":"b","ts":0,"id":1,"name":"m","args":{"parent":0}},)";
        const QByteArray wait =
            R"({"ph":"b","ts":0,"id":1,"args":{"state":"waiting","wait":"acquire","resource":)";
        const ReadTrace read = readText(head + task + wait + "2}}," + wait + "1}}]}");
        const std::map<std::string, quint64> expected{{"event out of place", 1}};
        QCOMPARE(read.ignored, expected);
        trace::SpanBuilder spans(*read.store);
        spans.update();
        QCOMPARE(spans.life(TaskId(1)).resource, trace::ResourceId(1));
    }

    void whatCannotBeReadSaysWhyAndWhere_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("nothing") << QByteArray() << QStringLiteral("1:1: is no JSON");
        QTest::newRow("no JSON") << QByteArray("hello") << QStringLiteral("is no JSON");
        QTest::newRow("a scenario")
            << QByteArray(R"({"name": "x", "main": []})") << QStringLiteral("has no trace events");
        QTest::newRow("a mistake in the middle")
            << QByteArray("[{\"ph\":\"X\"},\n {\"ph\":::}]") << QStringLiteral("2:");
        QTest::newRow("a newer version")
            << QByteArray(R"({"otherData":{"awaitscope_trace":"2"},"traceEvents":[]})")
            << QStringLiteral("newer Awaitscope");
    }

    void whatCannotBeReadSaysWhyAndWhere()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, says);
        const QString file = write(text);
        const auto read = formats::readChromeTrace(file);
        QVERIFY(!read.isOk());
        QVERIFY(read.problem().text().startsWith(file + QLatin1Char(':')));
        QVERIFY2(read.problem().text().contains(says), qPrintable(read.problem().text()));
    }

    void aPackedFileIsUnpacked()
    {
        const QByteArray text = R"([{"ph":"X","tid":1,"ts":0,"dur":9,"name":"a"}])";
        // As `gzip -n` writes it: a header, what qCompress() has inside, checksum and size.
        QByteArray packed = QByteArray::fromHex("1f8b0800000000000003");
        const QByteArray zipped = qCompress(text);
        packed += zipped.mid(6, zipped.size() - 10);
        packed += QByteArray::fromHex("16c5839c");
        packed += QByteArray(1, char(text.size())) + QByteArray(3, '\0');
        QCOMPARE(textsOf(*readText(packed).store), textsOf(*readText(text).store));
        // Half of it is damaged, and says so or keeps what there was.
        const auto half = formats::readChromeTrace(write(packed.left(packed.size() / 2)));
        QVERIFY(!half.isOk() || half.value().isCutOff);
    }

    void readingTellsHowFarItIsAndCanBeGivenUp()
    {
        QByteArray text = "[";
        for (int i = 0; i < 20'000; ++i) {
            text +=
                R"({"ph":"X","tid":1,"ts":)" + QByteArray::number(i) + R"(,"dur":1,"name":"a"},)";
        }
        const QString file = write(text);
        std::vector<double> parts;
        const auto all = formats::readChromeTrace(file, [&](double part) {
            parts.push_back(part);
            return true;
        });
        QVERIFY(all.isOk() && all.value().store->taskCount() == 20'001);
        QVERIFY(parts.size() > 10);
        QVERIFY(std::ranges::is_sorted(parts) && parts.back() <= 1.0 && parts.back() > 0.9);
        int calls = 0;
        const auto none = formats::readChromeTrace(file, [&](double) { return ++calls < 3; });
        QVERIFY(!none.isOk());
        QCOMPARE(calls, 3);
    }

private:
    [[nodiscard]] QString write(const QByteArray &text)
    {
        const QString name = m_folder.filePath(QStringLiteral("a.trace.json"));
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) {
            qFatal("%s cannot be written", qPrintable(name));
        }
        return name;
    }

    [[nodiscard]] ReadTrace readText(const QByteArray &text)
    {
        auto read = formats::readChromeTrace(write(text));
        if (!read) {
            qWarning("%s", qPrintable(read.problem().text()));
            return {};
        }
        return std::move(read).value();
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(ChromeTraceTest)
#include "tst_chrometrace.moc"
