// SPDX-License-Identifier: MIT
#include "tests/analysis/randomprogram.h"

#include <QTest>

#include <algorithm>

using namespace awaitscope;
using namespace awaitscope::tests;

namespace {

/// All of a run, by task path: numbers are given in the order of creation, which may change.
[[nodiscard]] std::vector<analysis::Gather> gathersOf(const Outcome &outcome)
{
    std::map<QByteArray, std::vector<analysis::Gather>> byPath;
    for (quint32 i = 1; i <= outcome.spans->lives().size(); ++i) {
        byPath[outcome.run->store().taskPath(TaskId(i))] =
            analysis::gathersOf(*outcome.spans, TaskId(i));
    }
    std::vector<analysis::Gather> gathers;
    for (const auto &[path, each] : byPath) {
        gathers.insert(gathers.end(), each.begin(), each.end());
    }
    return gathers;
}

} // namespace

/// The critical path of a gather alone.
class GatherPathTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    /// From its first gather on, in ms.
    void gatherHasItsOwn_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("path");
        QTest::newRow("the longest child, and no more") << QByteArray(R"({"name": "x",
            "tasks": {"a": [{"sleep": 0.1}], "b": [{"sleep": 0.3}]},
            "main": [{"sleep": 0.05}, {"gather": ["a", "b"]}, {"sleep": 0.02}]})")
                                                        << QStringLiteral("3:300");
        QTest::newRow("from its beginning on") << QByteArray(R"({"name": "x",
            "tasks": {"a": [{"sleep": 0.5}]},
            "main": [{"spawn": "a", "as": "t"}, {"sleep": 0.2}, {"gather": ["$t"]}]})")
                                               << QStringLiteral("2:300");
        QTest::newRow("who had the slot of a child") << QByteArray(R"({"name": "x",
            "resources": [{"name": "r", "kind": "semaphore", "slots": 1}],
            "tasks": {"a": [{"acquire": "r", "do": [{"sleep": 0.2}]}]},
            "main": [{"spawn": "a", "as": "t"}, {"sleep": 0.1}, {"gather": ["a"]}]})")
                                                     << QStringLiteral("2:100 3:200");
        QTest::newRow("a task group") << QByteArray(R"({"name": "x",
            "tasks": {"a": [{"sleep": 0.1}], "b": [{"sleep": 0.3}]},
            "main": [{"task_group": [{"start": "a"}, {"start": "b"}]}]})")
                                      << QStringLiteral("3:300");
    }

    void gatherHasItsOwn()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, path);
        const Outcome outcome = outcomeOf(text);
        const auto gathers = analysis::gathersOf(*outcome.spans, TaskId(1));
        QCOMPARE(gathers.size(), std::size_t(1));
        QCOMPARE(shown(analysis::criticalPath(outcome.run->store(), *outcome.spans, gathers[0],
                                              outcome.total())),
                 path);
    }

    void onlyWhatIsOnItCounts_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 20; ++seed) {
            QTest::addRow("program %u", seed) << seed;
        }
    }

    /// A shorter sleep shortens the gathers on whose paths it is, and no other.
    void onlyWhatIsOnItCounts()
    {
        QFETCH(quint32, seed);
        const RandomProgram program(seed);
        const Outcome whole = outcomeOf(program.text());
        const auto gathers = gathersOf(whole);
        std::vector<std::vector<PathLink>> paths;
        for (const analysis::Gather &gather : gathers) {
            paths.push_back(
                analysis::criticalPath(whole.run->store(), *whole.spans, gather, whole.total()));
            QCOMPARE(paths.back().front().range.begin, gather.range.begin);
            QCOMPARE(paths.back().back().range.end, gather.range.end);
        }
        for (int sleep = 0; sleep < program.sleepCount(); ++sleep) {
            const Outcome other = outcomeOf(program.text(sleep));
            const auto changed = stepThatChanged(whole, other);
            QVERIFY(changed);
            const auto after = gathersOf(other);
            QCOMPARE(after.size(), gathers.size());
            for (std::size_t i = 0; i < gathers.size(); ++i) {
                const bool isOnPath = std::ranges::any_of(paths[i], [&](const PathLink &link) {
                    return link.task == changed->first && link.step == changed->second;
                });
                QCOMPARE(after[i].range.duration() < gathers[i].range.duration(), isOnPath);
                m_off += !isOnPath;
                m_on += isOnPath;
            }
        }
    }

    void cleanupTestCase() { QVERIFY(m_on > 100 && m_off > 100); }

private:
    int m_on = 0;
    int m_off = 0;
};

QTEST_GUILESS_MAIN(GatherPathTest)
#include "tst_gatherpath.moc"
