// SPDX-License-Identifier: MIT
#include "engine/analysis/criticalpath.h"
#include "engine/run/run.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <random>

using namespace awaitscope;
using analysis::PathLink;
using trace::TaskId;
using trace::Timestamp;

namespace {

constexpr Timestamp shortened = 1'000'000; // ns

struct Outcome
{
    std::unique_ptr<run::Run> run;
    std::unique_ptr<trace::SpanBuilder> spans;
    std::vector<PathLink> path;

    [[nodiscard]] Timestamp total() const { return run->now(); }
};

[[nodiscard]] Outcome outcomeOf(const QByteArray &text, TaskId task = TaskId(1))
{
    auto created = run::Run::create({.scenarioText = text});
    if (!created) {
        qFatal("%s", qPrintable(created.problem().text()));
    }
    Outcome outcome{.run = std::move(created).value()};
    outcome.run->runToEnd();
    outcome.spans = std::make_unique<trace::SpanBuilder>(outcome.run->store());
    outcome.spans->update();
    outcome.path =
        analysis::criticalPath(outcome.run->store(), *outcome.spans, task, outcome.run->now());
    return outcome;
}

/// The tasks of a path, and how many milliseconds each is on it at a time: `3:100 2:50`.
[[nodiscard]] QString shown(const std::vector<PathLink> &path)
{
    QStringList links;
    for (const PathLink &link : path) {
        links +=
            QStringLiteral("%1:%2").arg(link.task.value).arg(link.range.duration() / 1'000'000);
    }
    return links.join(QLatin1Char(' '));
}

/// A program without contention: each template is used once, sleeps, and gathers or spawns others.
class RandomProgram
{
public:
    explicit RandomProgram(quint32 seed) : m_random(seed) { grow("main", 0); }

    /// With one of the sleeps shortened; -1: none.
    [[nodiscard]] QByteArray text(int shorter = -1) const
    {
        QByteArray result = R"({"name": "random", "tasks": {)" + m_templates.join(", ")
            + R"(}, "main": )" + m_main + "}";
        for (int i = 0; i < int(m_sleeps.size()); ++i) {
            const Timestamp ns = m_sleeps[std::size_t(i)] - (i == shorter ? shortened : 0);
            result.replace("<" + QByteArray::number(i) + ">",
                           QByteArray::number(double(ns) / 1e9, 'f', 9));
        }
        return result;
    }

    [[nodiscard]] int sleepCount() const { return int(m_sleeps.size()); }

private:
    void grow(const QByteArray &name, int depth)
    {
        QByteArrayList steps;
        const int count = int(m_random() % 3) + 2;
        for (int i = 0; i < count; ++i) {
            steps += sleep();
            if (depth < 3 && m_random() % 2 == 0) {
                steps += fork(depth);
            }
        }
        const QByteArray body = "[" + steps.join(", ") + "]";
        if (depth == 0) {
            m_main = body;
        } else {
            m_templates += "\"" + name + "\": " + body;
        }
    }

    [[nodiscard]] QByteArray sleep()
    {
        // No two are alike, so that no two paths are equally long.
        m_sleeps.push_back(5'000'000 + Timestamp(m_random() % 400'000'000));
        return R"({"sleep": <)" + QByteArray::number(m_sleeps.size() - 1) + ">}";
    }

    [[nodiscard]] QByteArray fork(int depth)
    {
        QByteArrayList names;
        const bool isGather = m_random() % 2 == 0;
        for (int i = isGather ? int(m_random() % 3) : 0; i >= 0; --i) {
            names += "t" + QByteArray::number(++m_names);
        }
        for (const QByteArray &name : names) {
            grow(name, depth + 1);
        }
        const QByteArray list = "\"" + names.join("\", \"") + "\"";
        if (isGather) {
            return R"({"gather": [)" + list + "]}";
        }
        const QByteArray variable = "v" + names.front();
        return R"({"spawn": ")" + names.front() + R"(", "as": ")" + variable + R"("}, )" + sleep()
            + R"(, {"await": "$)" + variable + R"("})";
    }

    std::mt19937 m_random;
    QByteArrayList m_templates;
    QByteArray m_main;
    std::vector<Timestamp> m_sleeps;
    int m_names = 0;
};

} // namespace

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
    /// The task and step whose span got shorter; others only move.
    [[nodiscard]] static std::optional<std::pair<TaskId, trace::StepId>>
    stepThatChanged(const Outcome &one, const Outcome &other)
    {
        const auto sleepsOf = [](const Outcome &outcome) {
            std::map<QByteArray, std::pair<Timestamp, std::pair<TaskId, trace::StepId>>> sleeps;
            quint32 task = 0;
            for (const trace::TaskLife &life : outcome.spans->lives()) {
                ++task;
                for (const trace::Span &span : life.spans) {
                    if (span.state == trace::TaskState::Working) {
                        const QByteArray key = outcome.run->store().taskPath(TaskId(task)) + ' '
                            + QByteArray::number(span.step.value);
                        sleeps[key] = {span.end - span.begin, {TaskId(task), span.step}};
                    }
                }
            }
            return sleeps;
        };
        const auto before = sleepsOf(one);
        const auto after = sleepsOf(other);
        for (const auto &[key, sleep] : before) {
            const auto found = after.find(key);
            if (found != after.end() && found->second.first == sleep.first - shortened) {
                return sleep.second;
            }
        }
        return std::nullopt;
    }

    int m_off = 0;
};

QTEST_GUILESS_MAIN(CriticalPathTest)
#include "tst_criticalpath.moc"
