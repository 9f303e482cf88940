// SPDX-License-Identifier: MIT
#include "engine/formats/eventlog.h"
#include "engine/run/run.h"
#include "tests/conformance/casefile.h"
#include "tests/support/logdifference.h"

#include <QDir>
#include <QTest>

#include <exception>

namespace awaitscope {

using conformance::Case;

/// Every scenario gives the log that asyncio gives, byte for byte, with the number of the loop
/// iteration in every line. What is expected stands in cases/*.txt.
class TestConformance final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheLogOfAsyncio_data();
    void givesTheLogOfAsyncio();
    void everyGroupHasItsCases_data();
    void everyGroupHasItsCases();
    void aCaseIsWrittenInFull();
};

namespace {

    [[nodiscard]] QDir caseFolder()
    {
        return QDir(QStringLiteral(AWAITSCOPE_CASES));
    }

} // namespace

void TestConformance::givesTheLogOfAsyncio_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<qsizetype>("index");
    const QStringList files = caseFolder().entryList({QStringLiteral("*.txt")});
    for (const QString &file : files) {
        const auto cases = conformance::readCases(caseFolder().filePath(file));
        for (std::size_t i = 0; i < cases.size(); ++i) {
            QTest::newRow(qPrintable(cases[i].name)) << file << qsizetype(i);
        }
    }
}

void TestConformance::givesTheLogOfAsyncio()
{
    QFETCH(const QString, file);
    QFETCH(const qsizetype, index);
    static QString readFile;
    static std::vector<Case> cases;
    if (readFile != file) {
        cases = conformance::readCases(caseFolder().filePath(file));
        readFile = file;
    }
    const Case &wanted = cases[std::size_t(index)];

    auto run = run::Run::create(conformance::specOf(wanted));
    QVERIFY2(run, qPrintable(run ? QString() : run.problem().text()));
    run.value()->runToEnd();

    const formats::EventLog log(run.value()->store(), formats::Iterations::Show);
    const QByteArray difference = tests::firstDifference(log.text(), wanted.log);
    QVERIFY2(difference.isEmpty(), difference.constData());
}

void TestConformance::everyGroupHasItsCases_data()
{
    QTest::addColumn<std::size_t>("count");
    QTest::newRow("patterns") << std::size_t(22);
    QTest::newRow("corners") << std::size_t(86);
    QTest::newRow("arguments") << std::size_t(34);
    QTest::newRow("fuzz") << std::size_t(44);
    QTest::newRow("fuzz-extended") << std::size_t(102);
    QTest::newRow("gallery") << std::size_t(27);
}

void TestConformance::everyGroupHasItsCases()
{
    QFETCH(const std::size_t, count);
    const QString file = QString::fromUtf8(QTest::currentDataTag()) + QStringLiteral(".txt");
    QCOMPARE(conformance::readCases(caseFolder().filePath(file)).size(), count);
}

void TestConformance::aCaseIsWrittenInFull()
{
    const auto cases = conformance::readCases(caseFolder().filePath(QStringLiteral("corners.txt")));
    const QByteArray &log = cases.front().log;
    QVERIFY(log.startsWith("{\"t\":0,\"it\":0,\"task\":1,\"name\":\"main\",\"parent\":0,"
                           "\"event\":\"created\"}\n"
                           "{\"t\":0,\"it\":1,\"task\":1,\"name\":\"main\",\"parent\":0,"
                           "\"event\":\"started\"}\n"));
    QVERIFY(log.endsWith(",\"task\":0,\"name\":\"loop\",\"parent\":0,\"event\":\"end\"}\n"));
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestConformance)
#include "tst_conformance.moc"
