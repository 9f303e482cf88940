// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/writtentrace.h"

#include <QTemporaryDir>
#include <QTest>

using namespace awaitscope;
using exporting::TraceFormat;

namespace {

/// 3,000 tasks and some 27,000 events at once.
const QByteArray scenarioText = R"({"name": "many", "seed": 1,
 "resources": [{"name": "gpu", "kind": "semaphore", "slots": 8}],
 "tasks": {"infer": [{"acquire": "gpu", "do": [{"sleep": 0.01}]}]},
 "main": [{"repeat": {"times": 3000, "do": [{"spawn": "infer", "as": "all", "append": true}]}},
          {"gather": ["$all"]}]})";

} // namespace

class WrittenTraceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void initTestCase()
    {
        m_run = run::Run::create({.scenarioText = scenarioText}).value();
        m_run->runToEnd();
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void everyFormatTellsHowFarItIs_data() { addLongFormats(); }

    void everyFormatTellsHowFarItIs()
    {
        QFETCH(const QString, ending);
        std::vector<double> parts;
        const auto problem = write(ending, [&](double part) {
            parts.push_back(part);
            return true;
        });
        QVERIFY(!problem);
        QVERIFY(!parts.empty());
        QVERIFY(std::ranges::is_sorted(parts));
        QVERIFY(parts.front() >= 0 && parts.back() <= 1);
        QCOMPARE(files(), QStringList(QLatin1String("run") + ending));
    }

    void whatIsGivenUpLeavesNothingAndIsNoProblem_data() { addLongFormats(); }

    void whatIsGivenUpLeavesNothingAndIsNoProblem()
    {
        QFETCH(const QString, ending);
        const auto problem = write(ending, [](double) { return false; });
        QVERIFY(!problem);
        QCOMPARE(files(), QStringList());
    }

private:
    static void addLongFormats()
    {
        QTest::addColumn<QString>("ending");
        for (const exporting::TraceFormatName &known : exporting::traceFormats()) {
            // These are as long as the scenario, not as the run.
            if (known.format != TraceFormat::RunSpec
                && known.format != TraceFormat::PythonProgram) {
                QTest::newRow(qPrintable(known.what)) << known.ending;
            }
        }
    }

    [[nodiscard]] std::optional<scenario::Problem> write(const QString &ending,
                                                         const formats::Progress &progress) const
    {
        const QString file = m_folder->filePath(QLatin1String("run") + ending);
        return exporting::writeTrace(file, *exporting::traceFormatOf(file),
                                     exporting::traceOf(*m_run), formats::Iterations::Leave,
                                     progress);
    }

    [[nodiscard]] QStringList files() const
    {
        return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden);
    }

    std::unique_ptr<run::Run> m_run;
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(WrittenTraceTest)
#include "tst_writtentrace.moc"
