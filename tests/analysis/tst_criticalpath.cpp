// SPDX-License-Identifier: MIT
#include "tests/analysis/randomprogram.h"

#include <QTest>

#include <algorithm>

using namespace awaitscope;
using namespace awaitscope::tests;

class CriticalPathTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void pathIsThatOfTheProgram_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("path");
        QTest::newRow("the longest child of a gather") << QByteArray(R"({"name": "x",
            "tasks": {"a": [{"sleep": 0.1}], "b": [{"sleep": 0.3}]},
            "main": [{"sleep": 0.05}, {"gather": ["a", "b"]}, {"sleep": 0.02}]})")
                                                       << QStringLiteral("1:50 3:300 1:20");
        QTest::newRow("own work while a child is done early") << QByteArray(R"({"name": "x",
            "tasks": {"a": [{"sleep": 0.1}]},
            "main": [{"spawn": "a", "as": "t"}, {"sleep": 0.2}, {"await": "$t"}]})")
                                                              << QStringLiteral("1:200");
        QTest::newRow("the holder of the slot") << QByteArray(R"({"name": "x",
            "resources": [{"name": "r", "kind": "semaphore", "slots": 1}],
            "tasks": {"a": [{"acquire": "r", "do": [{"sleep": 0.1}]}]},
            "main": [{"gather": ["a", "a", "a"]}]})")
                                                << QStringLiteral("2:100 3:100 4:100");
        QTest::newRow("who sets an event") << QByteArray(R"({"name": "x",
            "resources": [{"name": "e", "kind": "event"}],
            "tasks": {"a": [{"wait_event": "e"}, {"sleep": 0.1}],
                      "b": [{"sleep": 0.2}, {"set": "e"}]},
            "main": [{"gather": ["a", "b"]}]})")
                                           << QStringLiteral("3:200 2:100");
        QTest::newRow("who puts an item") << QByteArray(R"({"name": "x",
            "resources": [{"name": "q", "kind": "queue"}],
            "tasks": {"a": [{"get": "q"}, {"sleep": 0.1}], "b": [{"sleep": 0.3}, {"put": "q"}]},
            "main": [{"gather": ["a", "b"]}]})")
                                          << QStringLiteral("3:300 2:100");
        QTest::newRow("the first of several") << QByteArray(R"({"name": "x",
            "tasks": {"a": [{"sleep": 0.4}], "b": [{"sleep": 0.1}]},
            "main": [{"wait": ["a", "b"], "return_when": "first_completed"}]})")
                                              << QStringLiteral("3:100");
        QTest::newRow("who cancels") << QByteArray(R"({"name": "x",
            "tasks": {"a": [{"sleep": 9}]},
            "main": [{"spawn": "a", "as": "t"}, {"sleep": 0.2}, {"cancel": "$t"},
                     {"wait": ["$t"]}]})")
                                     << QStringLiteral("1:200");
        QTest::newRow("a deadline") << QByteArray(R"({"name": "x",
            "tasks": {"a": [{"timeout": 0.3, "do": [{"sleep": 9}]}]},
            "main": [{"gather": ["a"], "return_exceptions": true}]})")
                                    << QStringLiteral("2:300");
        QTest::newRow("a step that is repeated") << QByteArray(R"({"name": "x",
            "main": [{"repeat": {"times": 5, "do": [{"sleep": 0.1}]}}, {"sleep": 0.1}]})")
                                                 << QStringLiteral("1:500 1:100");
        QTest::newRow("nothing takes time")
            << QByteArray(R"({"name": "x", "main": []})") << QString();
    }

    void pathIsThatOfTheProgram()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, path);
        QCOMPARE(shown(outcomeOf(text).path), path);
    }

    void taskHasItsOwn()
    {
        // The second waits for the first, which has the slot.
        const Outcome outcome = outcomeOf(R"({"name": "x",
            "resources": [{"name": "r", "kind": "semaphore", "slots": 1}],
            "tasks": {"a": [{"sleep": 0.1}, {"acquire": "r", "do": [{"sleep": 0.2}]}]},
            "main": [{"spawn": "a", "as": "t", "append": true}, {"sleep": 0.05},
                     {"spawn": "a", "as": "t", "append": true}, {"await": "$t"},
                     {"sleep": 1}]})",
                                          TaskId(3));
        QCOMPARE(shown(outcome.path), QStringLiteral("2:50 2:200 3:200"));
        QCOMPARE(outcome.path.front().range.begin, outcome.spans->life(TaskId(3)).created);
    }

    void pathTilesTheRun_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 40; ++seed) {
            QTest::addRow("program %u", seed) << seed;
        }
    }

    void pathTilesTheRun()
    {
        QFETCH(quint32, seed);
        const Outcome outcome = outcomeOf(RandomProgram(seed).text());
        Timestamp at = 0;
        for (const PathLink &link : outcome.path) {
            QCOMPARE(link.range.begin, at);
            QVERIFY(link.range.duration() > 0);
            at = link.range.end;
        }
        QCOMPARE(at, outcome.total());
    }

    void onlyWhatIsOnItCounts_data() { pathTilesTheRun_data(); }

    /// The sleeps of main and of each template are the only steps that take time, and each runs
    /// once: a link stands for a sleep by its step.
    void onlyWhatIsOnItCounts()
    {
        QFETCH(quint32, seed);
        const RandomProgram program(seed);
        const Outcome whole = outcomeOf(program.text());
        int off = 0;
        for (int sleep = 0; sleep < program.sleepCount(); ++sleep) {
            const Outcome other = outcomeOf(program.text(sleep));
            const auto changed = stepThatChanged(whole, other);
            QVERIFY(changed);
            const bool isOnPath = std::ranges::any_of(whole.path, [&](const PathLink &link) {
                return link.task == changed->first && link.step == changed->second;
            });
            off += !isOnPath;
            if (isOnPath) {
                QVERIFY(other.total() < whole.total());
                QVERIFY(other.total() >= whole.total() - shortened);
            } else {
                QCOMPARE(other.total(), whole.total());
            }
        }
        m_off += off;
    }

    void cleanupTestCase() { QVERIFY(m_off > 100); } // else most programs were mere chains

private:
    int m_off = 0;
};

QTEST_GUILESS_MAIN(CriticalPathTest)
#include "tst_criticalpath.moc"
