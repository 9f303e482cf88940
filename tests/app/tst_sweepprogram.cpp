// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "tests/app/program.h"

#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace awaitscope::tests;
using awaitscope::app::ExitStatus;

namespace {

// Eight requests of 100 ms each come at once.
const QByteArray pool = R"({"name": "pool", "seed": 5,
    "params": {"slots": {"value": 2, "min": 1, "max": 8, "step": 1}},
    "resources": [{"name": "r", "kind": "semaphore", "slots": {"param": "slots"}}],
    "tasks": {"job": [{"acquire": "r", "do": [{"sleep": 0.1}]}]},
    "main": [{"gather": [{"template": "job", "count": 8}]}]})";

} // namespace

class SweepProgramTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_folder = std::make_unique<Folder>(); }

    void tableNamesTheLeastThatMeetsTheGoal()
    {
        const Called called = sweep("--vary slots=1..8 --goal p95<=200ms");
        QCOMPARE(called.errors, QByteArray());
        QCOMPARE(called.status, int(ExitStatus::Done));
        const QList<QByteArray> lines = called.output.split('\n');
        QVERIFY(lines.at(0).startsWith("slots  throughput /s"));
        QVERIFY2(lines.at(4).simplified().startsWith("4 40.000 0.100 0.200 0.200 0.0"),
                 lines.at(4).constData());
        QVERIFY(called.output.contains("the least slots with p95<=200ms, with every seed: 4\n"));
    }

    void goalThatNothingMeetsIsAFailure()
    {
        QCOMPARE(sweep("--vary slots=1..8 --goal p95<=50ms").status, int(ExitStatus::RunFailed));
    }

    void csvHasALineARun()
    {
        const QString file = m_folder->path(QStringLiteral("x.csv"));
        QCOMPARE(sweep("--vary slots=1..4 --seeds 3 -o " + file.toUtf8()).status, 0);
        const QList<QByteArray> lines =
            contentsOf(file).trimmed().replace("\r\n", "\n").split('\n');
        QCOMPARE(lines.size(), 1 + 4 * 3);
        QCOMPARE(lines.at(0),
                 QByteArray("slots,seed,end,tasks,throughput,mean,p50,p90,p95,p99,max,"
                            "wait,timeouts,failures,utilisation,total"));
        QVERIFY2(lines.at(1).startsWith("1,5,finished,8,"), lines.at(1).constData());
        QVERIFY(lines.at(1).endsWith(",0.8"));
        QVERIFY(lines.at(12).startsWith("4,7,finished,8,"));
    }

    void jsonHasRunsAndCurves()
    {
        const Called called =
            sweep("--vary slots=1..8 --seeds 2 --goal p95<=200ms -o - --format json");
        const QJsonObject json = QJsonDocument::fromJson(called.output).object();
        QCOMPARE(json.value(QStringLiteral("parameter")).toString(), QStringLiteral("slots"));
        QCOMPARE(json.value(QStringLiteral("tasks")).toString(), QStringLiteral("job"));
        QCOMPARE(json.value(QStringLiteral("least_with_goal")).toDouble(), 4.0);
        QCOMPARE(json.value(QStringLiteral("runs")).toArray().size(), 16);
        const QJsonArray p95 =
            json.value(QStringLiteral("curves")).toObject().value(QStringLiteral("p95")).toArray();
        QCOMPARE(p95.size(), 8);
        QCOMPARE(p95.at(1).toObject().value(QStringLiteral("mean")).toDouble(), 0.4);
    }

    void pngIsAPictureOfTheCharts()
    {
        const QString file = m_folder->path(QStringLiteral("x.png"));
        QCOMPARE(sweep("--vary slots=1..8 --width 800 --theme light -o " + file.toUtf8()).status,
                 0);
        const QImage image(file);
        QCOMPARE(image.size(), QSize(800, 500));
        QVERIFY(image.pixelColor(2, 2).lightness() > 200);
    }

    void mistakesAreAnswered_data()
    {
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<QByteArray>("error");
        const auto row = [](const char *name, const char *words, const char *error) {
            QTest::newRow(name) << QByteArray(words) << QByteArray(error);
        };
        row("nothing to vary", "", "sweep takes one --vary");
        row("an unknown parameter", "--vary gpus=1..4", "no parameter \"gpus\"; it has: slots");
        row("no seeds", "--vary slots=1..4 --seeds 0", "--seeds takes a whole number");
        row("a goal without unit", "--vary slots=1..4 --goal p95<3", "--goal:1:6: expected a unit");
        row("an unknown ending", "--vary slots=1..4 -o x.svg", ".csv, .json or .png");
        row("unknown tasks", "--vary slots=1..2 --tasks work", "no task of the template \"work\"");
    }

    void mistakesAreAnswered()
    {
        QFETCH(QByteArray, words);
        QFETCH(QByteArray, error);
        const Called called = sweep(words);
        QCOMPARE(called.status, int(ExitStatus::BadInput));
        QVERIFY2(called.errors.contains(error), called.errors.constData());
        QCOMPARE(called.output, QByteArray());
    }

private:
    [[nodiscard]] Called sweep(const QByteArray &words) const
    {
        const QString scenario = m_folder->write(QStringLiteral("pool.json"), pool);
        return call(QStringList{QStringLiteral("sweep"), scenario}
                    + QString::fromUtf8(words).split(QLatin1Char(' '), Qt::SkipEmptyParts));
    }

    std::unique_ptr<Folder> m_folder;
};

QTEST_GUILESS_MAIN(SweepProgramTest)
#include "tst_sweepprogram.moc"
