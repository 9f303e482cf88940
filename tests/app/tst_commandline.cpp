// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include <QTest>

using namespace awaitscope;
using namespace awaitscope::app;

namespace {

// The command that the words stand for; words are separated by spaces.
[[nodiscard]] Command parsed(const QString &words)
{
    return parseCommandLine(words.split(QLatin1Char(' '), Qt::SkipEmptyParts));
}

[[nodiscard]] std::optional<RunCommand> parsedRun(const QString &words)
{
    const Command command = parsed(words);
    const auto *const run = std::get_if<RunCommand>(&command);
    return run ? std::optional(*run) : std::nullopt;
}

} // namespace

class CommandLineTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void nothingOpensTheWindow()
    {
        const Command command = parsed({});
        QVERIFY(std::holds_alternative<WindowCommand>(command));
        QCOMPARE(std::get<WindowCommand>(command).file, QString());
    }

    void fileOpensTheWindowWithIt()
    {
        const Command command = parsed(QStringLiteral("my.json"));
        QVERIFY(std::holds_alternative<WindowCommand>(command));
        QCOMPARE(std::get<WindowCommand>(command).file, QStringLiteral("my.json"));
    }

    void windowHoldsRunsAtTheLimitOfMemory()
    {
        const Command command = parsed({});
        const run::Limits limits = std::get<WindowCommand>(command).limits;
        QCOMPARE(limits.atMemory, run::Limits::AtMemory::Hold);
        QVERIFY(limits.memory > quint64(64) << 20 && limits.memory < quint64(1) << 50);
        const Command other = parsed(QStringLiteral("--max-memory 100 my.json"));
        QCOMPARE(std::get<WindowCommand>(other).limits.memory, quint64(100) << 20);
        QVERIFY(std::holds_alternative<Finished>(parsed(QStringLiteral("--max-memory x my.json"))));
        QCOMPARE(parsedRun(QStringLiteral("run my.json"))->limits.atMemory,
                 run::Limits::AtMemory::GiveUp);
    }

    void checkTakesAScenario()
    {
        const Command command = parsed(QStringLiteral("check my.json"));
        QVERIFY(std::holds_alternative<CheckCommand>(command));
        QCOMPARE(std::get<CheckCommand>(command).scenario, QStringLiteral("my.json"));
    }

    void runByItselfChangesAndWritesNothing()
    {
        const auto run = parsedRun(QStringLiteral("run my.json"));
        QVERIFY(run);
        QCOMPARE(run->scenario, QStringLiteral("my.json"));
        QCOMPARE(run->assignments, QStringList());
        QCOMPARE(run->seed, std::nullopt);
        QCOMPARE(run->interventions, QString());
        QCOMPARE(run->until, std::nullopt);
        QVERIFY(!run->output.iterations);
        QCOMPARE(run->output.files, QStringList());
    }

    void exportTakesARecordingAndWhatToWrite()
    {
        const app::Command command = parseCommandLine(
            {QStringLiteral("export"), QStringLiteral("a.awaitscope"), QStringLiteral("-o"),
             QStringLiteral("b.png"), QStringLiteral("-o"), QStringLiteral("c.tasks.csv"),
             QStringLiteral("--width"), QStringLiteral("900")});
        const auto *const exported = std::get_if<app::ExportCommand>(&command);
        QVERIFY(exported);
        QCOMPARE(exported->file, QStringLiteral("a.awaitscope"));
        QCOMPARE(exported->output.files,
                 QStringList({QStringLiteral("b.png"), QStringLiteral("c.tasks.csv")}));
        QCOMPARE(exported->output.picture.width, 900);
    }

    void runTakesEveryOption()
    {
        const auto run = parsedRun(QStringLiteral(
            "run my.json --set a=1 --set b=2 --seed 7 --interventions hands.json --until 1.5 "
            "--iterations -o a.png --output - --format events.jsonl --max-iterations 3 "
            "--max-memory 2"));
        QVERIFY(run);
        QCOMPARE(run->scenario, QStringLiteral("my.json"));
        QCOMPARE(run->assignments, (QStringList{QStringLiteral("a=1"), QStringLiteral("b=2")}));
        QCOMPARE(run->seed, QStringLiteral("7"));
        QCOMPARE(run->interventions, QStringLiteral("hands.json"));
        QCOMPARE(run->until, trace::Timestamp(1'500'000'000));
        QVERIFY(run->output.iterations);
        QCOMPARE(run->output.files, (QStringList{QStringLiteral("a.png"), QStringLiteral("-")}));
        QCOMPARE(run->output.format, QStringLiteral("events.jsonl"));
        QCOMPARE(run->limits.iterations, quint64(3));
        QCOMPARE(run->limits.memory, quint64(2) << 20);
    }

    void optionsMayComeFirst()
    {
        const auto run = parsedRun(QStringLiteral("--seed 7 run -o a.png my.json"));
        QVERIFY(run);
        QCOMPARE(run->scenario, QStringLiteral("my.json"));
        QCOMPARE(run->seed, QStringLiteral("7"));
    }

    void wrongUsageIsRefused_data()
    {
        QTest::addColumn<QString>("words");
        QTest::newRow("an option that is not known") << QStringLiteral("run my.json --nope");
        QTest::newRow("an option without its value") << QStringLiteral("run my.json --seed");
        QTest::newRow("run without a scenario") << QStringLiteral("run");
        QTest::newRow("run with two") << QStringLiteral("run a.json b.json");
        QTest::newRow("check without a scenario") << QStringLiteral("check");
        QTest::newRow("check with two") << QStringLiteral("check a.json b.json");
        QTest::newRow("a window with two files") << QStringLiteral("a.json b.json");
        QTest::newRow("a time that is no number") << QStringLiteral("run a.json --until soon");
        QTest::newRow("a time before the beginning") << QStringLiteral("run a.json --until -1");
        QTest::newRow("a time that is not finite") << QStringLiteral("run a.json --until inf");
        QTest::newRow("a time that does not fit") << QStringLiteral("run a.json --until 1e10");
        QTest::newRow("a limit of nothing") << QStringLiteral("run a.json --max-events 0");
        QTest::newRow("a limit that is no number") << QStringLiteral("run a.json --max-steps 1e3");
        QTest::newRow("a limit that does not fit")
            << QStringLiteral("run a.json --max-memory 18446744073709551615");
        QTest::newRow("a width that is too small") << QStringLiteral("run a.json --width 10");
        QTest::newRow("a scale that is too large") << QStringLiteral("run a.json --scale 9");
        QTest::newRow("a theme that is not known") << QStringLiteral("run a.json --theme blue");
    }

    void wrongUsageIsRefused()
    {
        QFETCH(QString, words);
        const Command command = parsed(words);
        QVERIFY(std::holds_alternative<Finished>(command));
        QCOMPARE(std::get<Finished>(command).status, int(BadInput));
    }

    void helpAndVersionAreDone_data()
    {
        QTest::addColumn<QString>("words");
        for (const char *const words : {"--help", "-h", "run --help", "--version", "-v"}) {
            QTest::newRow(words) << QString::fromLatin1(words);
        }
    }

    void helpAndVersionAreDone()
    {
        QFETCH(QString, words);
        const Command command = parsed(words);
        QVERIFY(std::holds_alternative<Finished>(command));
        QCOMPARE(std::get<Finished>(command).status, int(Done));
    }
};

QTEST_GUILESS_MAIN(CommandLineTest)
#include "tst_commandline.moc"
