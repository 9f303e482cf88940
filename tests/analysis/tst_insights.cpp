// SPDX-License-Identifier: MIT
#include "engine/analysis/insights.h"
#include "engine/run/run.h"

#include <QFile>
#include <QTest>

using namespace awaitscope;
using analysis::Insight;
using trace::ResourceId;
using trace::TaskId;
using Kind = Insight::Kind;
using Values = scenario::ParameterValues;

Q_DECLARE_METATYPE(awaitscope::analysis::Insight)
Q_DECLARE_METATYPE(awaitscope::analysis::Insight::Kind)

namespace {

[[nodiscard]] QByteArray gallery(const QString &name)
{
    QFile file(QStringLiteral(AWAITSCOPE_GALLERY "/%1.json").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("%s cannot be read", qPrintable(file.fileName()));
    }
    return file.readAll();
}

/// What is said at the end of a run of this scenario.
[[nodiscard]] std::vector<Insight> insightsOf(const QByteArray &scenario, const Values &values = {})
{
    auto run = run::Run::create({.scenarioText = scenario, .values = values});
    if (!run) {
        qFatal("%s", qPrintable(run.problem().text()));
    }
    run.value()->runToEnd();
    trace::SpanBuilder spans(run.value()->store());
    spans.update();
    return analysis::findInsights(run.value()->store(), spans, run.value()->now());
}

[[nodiscard]] std::optional<Insight> find(const std::vector<Insight> &insights, Kind kind)
{
    const auto found = std::ranges::find(insights, kind, &Insight::kind);
    return found == insights.end() ? std::nullopt : std::optional(*found);
}

} // namespace

/// Each insight has what triggers it, and a near miss that does not.
class InsightsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void galleryTriggers_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<Kind>("kind");
        QTest::newRow("queueing") << QStringLiteral("semaphore") << Kind::QueueingDominates;
        QTest::newRow("timeouts in the queue")
            << QStringLiteral("connection-pool") << Kind::TimeoutsInQueue;
        QTest::newRow("a leaked slot") << QStringLiteral("leaked-slot") << Kind::LeakedSlot;
        QTest::newRow("a deadlock") << QStringLiteral("deadlock") << Kind::Deadlock;
        QTest::newRow("a swallowed cancellation")
            << QStringLiteral("swallowed-cancellation") << Kind::CancellationSwallowed;
        QTest::newRow("a blocked loop") << QStringLiteral("blocked-loop") << Kind::LoopBlocked;
        QTest::newRow("an error that nobody retrieves")
            << QStringLiteral("never-retrieved") << Kind::ErrorNeverRetrieved;
        QTest::newRow("work after a failure")
            << QStringLiteral("gather-one-fails") << Kind::WorkAfterFailure;
        QTest::newRow("a retry storm") << QStringLiteral("retry-backoff") << Kind::RetryStorm;
    }

    void galleryTriggers()
    {
        QFETCH(QString, scenario);
        QFETCH(Kind, kind);
        const auto insight = find(insightsOf(gallery(scenario)), kind);
        QVERIFY(insight);
        QVERIFY(!insight->tasks.empty());
    }

    void nearMissesDoNot_data()
    {
        QTest::addColumn<QByteArray>("scenario");
        QTest::addColumn<Kind>("kind");
        QTest::newRow("one task that waits long") << QByteArray(R"({"name": "x",
                 "resources": [{"name": "r", "kind": "semaphore", "slots": 1}],
                 "tasks": {"a": [{"acquire": "r", "do": [{"sleep": 1}]}]},
                 "main": [{"gather": ["a", "a"]}]})")
                                                  << Kind::QueueingDominates;
        QTest::newRow("timeouts at work") << QByteArray(R"({"name": "x",
                 "resources": [{"name": "r", "kind": "semaphore", "slots": 3}],
                 "tasks": {"a": [{"timeout": 1, "do": [{"acquire": "r", "do": [{"sleep": 2}]}]}]},
                 "main": [{"gather": ["a", "a", "a"], "return_exceptions": true}]})")
                                          << Kind::TimeoutsInQueue;
        QTest::newRow("a slot that is held while the run ends, but given back")
            << QByteArray(R"({"name": "x",
                 "resources": [{"name": "r", "kind": "semaphore", "slots": 1}],
                 "tasks": {"a": [{"acquire": "r"}, {"sleep": 1}, {"release": "r"}]},
                 "main": [{"gather": ["a"]}]})")
            << Kind::LeakedSlot;
        QTest::newRow("tokens that another task refills") << QByteArray(R"({"name": "x",
                 "resources": [{"name": "r", "kind": "semaphore", "slots": 1}],
                 "tasks": {"a": [{"acquire": "r"}], "refill": [{"sleep": 1}, {"release": "r"}]},
                 "main": [{"gather": ["a", "a", "refill"]}]})")
                                                          << Kind::LeakedSlot;
        QTest::newRow("a deadlock without a circle")
            << QByteArray(R"({"name": "x", "resources": [{"name": "e", "kind": "event"}],
                 "tasks": {"a": [{"wait_event": "e"}]}, "main": [{"gather": ["a"]}]})")
            << Kind::Deadlock;
        QTest::newRow("a cancellation that is passed on") << QByteArray(R"({"name": "x",
                 "tasks": {"a": [{"try": {"do": [{"sleep": 9}], "except": {
                     "Cancelled": {"do": [{"sleep": 1}], "then": "reraise"}}}}]},
                 "main": [{"spawn": "a", "as": "t"}, {"sleep": 1}, {"cancel": "$t"},
                          {"wait": ["$t"]}]})") << Kind::CancellationSwallowed;
        QTest::newRow("a cancellation whose handler fails") << QByteArray(R"({"name": "x",
                 "tasks": {"a": [{"try": {"do": [{"sleep": 9}], "except": {
                     "Cancelled": [{"sleep": 1}, {"raise": "E"}]}}}]},
                 "main": [{"spawn": "a", "as": "t"}, {"sleep": 1}, {"cancel": "$t"},
                          {"wait": ["$t"]}]})") << Kind::CancellationSwallowed;
        QTest::newRow("a block that asyncio would not call slow")
            << QByteArray(R"({"name": "x", "main": [{"block": 0.099}]})") << Kind::LoopBlocked;
        QTest::newRow("an error that somebody retrieves late")
            << QByteArray(R"({"name": "x", "tasks": {"a": [{"raise": "E"}]},
                 "main": [{"spawn": "a", "as": "t"}, {"sleep": 5},
                          {"gather": ["$t"], "return_exceptions": true}]})")
            << Kind::ErrorNeverRetrieved;
        QTest::newRow("siblings that had finished before the failure")
            << QByteArray(R"({"name": "x",
                 "tasks": {"a": [{"sleep": 1}], "b": [{"sleep": 2}, {"raise": "E"}]},
                 "main": [{"gather": ["a", "b"]}]})")
            << Kind::WorkAfterFailure;
        QTest::newRow("a gather that was cancelled")
            << QByteArray(R"({"name": "x", "tasks": {"a": [{"sleep": 5}]},
                 "main": [{"timeout": 1, "do": [{"gather": ["a", "a"]}]}]})")
            << Kind::WorkAfterFailure;
        QTest::newRow("each fails once") << QByteArray(R"({"name": "x",
                 "tasks": {"a": [{"retry": {"attempts": 1, "do": [{"raise": "Down"}]}}]},
                 "main": [{"gather": ["a", "a", "a"], "return_exceptions": true}]})")
                                         << Kind::RetryStorm;
        addHoldNearMisses();
    }

    void nearMissesDoNot()
    {
        QFETCH(QByteArray, scenario);
        QFETCH(Kind, kind);
        QVERIFY(!find(insightsOf(scenario), kind));
    }

    void scenariosTrigger_data()
    {
        QTest::addColumn<QByteArray>("scenario");
        QTest::addColumn<Insight>("insight");
        const auto ids = [](std::initializer_list<quint32> numbers) {
            std::vector<TaskId> tasks;
            for (const quint32 number : numbers) {
                tasks.emplace_back(number);
            }
            return tasks;
        };
        // The first has the slot for 0.1 + 1 + 0.1 s and backs off in between; the second waits.
        QTest::newRow("a slot held while backing off") << QByteArray(R"({"name": "x",
                 "resources": [{"name": "r", "kind": "semaphore", "slots": 1}],
                 "tasks": {"a": [{"acquire": "r", "do": [{"sleep": 0.1}, {"retry": {"attempts": 2,
                              "backoff": 1, "do": [{"raise": "Down"}]}}]}],
                           "b": [{"acquire": "r", "do": [{"sleep": 0.1}]}]},
                 "main": [{"gather": ["a", "b"], "return_exceptions": true}]})")
                                                       << Insight{.kind = Kind::SlotHeldIdle,
                                                                  .resource = ResourceId(1),
                                                                  .tasks = ids({2}),
                                                                  .ns = 1'000'000'000,
                                                                  .share = 1.0 / 1.1};
        // Four wait 0.1 s each for the slot; the last one waits until its deadline.
        QTest::newRow("a task that never gets its turn") << QByteArray(R"({"name": "x",
                 "resources": [{"name": "r", "kind": "semaphore", "slots": 1}],
                 "tasks": {"a": [{"acquire": "r", "do": [{"sleep": 0.1}]}],
                           "long": [{"acquire": "r", "do": [{"sleep": 2}]}],
                           "late": [{"timeout": 0.5, "do": [{"acquire": "r", "do": []}]}]},
                 "main": [{"repeat": {"times": 4, "do": [{"gather": ["a", "a"]}]}},
                          {"gather": ["long", "late"], "return_exceptions": true}]})")
                                                         << Insight{.kind = Kind::Starvation,
                                                                    .resource = ResourceId(1),
                                                                    .tasks = ids({11}),
                                                                    .of = 4,
                                                                    .ns = 500'000'000,
                                                                    .share = 5};
        // The first holds the slot for 1 s, four others for 0.1 s; they lose 4 s.
        QTest::newRow("a long one at the head of the line") << QByteArray(R"({"name": "x",
                 "resources": [{"name": "r", "kind": "lock"}],
                 "tasks": {"long": [{"acquire": "r", "do": [{"sleep": 1}]}],
                           "short": [{"acquire": "r", "do": [{"sleep": 0.1}]}]},
                 "main": [{"gather": ["long", "short", "short", "short", "short"]}]})")
                                                            << Insight{.kind = Kind::HeadOfLine,
                                                                       .resource = ResourceId(1),
                                                                       .tasks = ids({2}),
                                                                       .of = 4,
                                                                       .ns = 4'000'000'000,
                                                                       .share = 100'000'000};
        QTest::newRow("the loser of a hedge")
            << QByteArray(R"({"name": "x",
                 "tasks": {"fast": [{"sleep": 1}], "slow": [{"sleep": 3}]},
                 "main": [{"wait": ["fast", "slow"], "return_when": "first_completed"},
                          {"sleep": 5}]})")
            << Insight{.kind = Kind::WorkAfterWait, .tasks = ids({3}), .ns = 2'000'000'000};
    }

    void scenariosTrigger()
    {
        QFETCH(QByteArray, scenario);
        QFETCH(Insight, insight);
        const auto found = find(insightsOf(scenario), insight.kind);
        QVERIFY(found);
        QCOMPARE(found->resource, insight.resource);
        QCOMPARE(found->tasks, insight.tasks);
        QCOMPARE(found->of, insight.of);
        QCOMPARE(found->ns, insight.ns);
        QCOMPARE(found->share, insight.share);
    }

    void enoughSlotsEndTheQueueing()
    {
        QVERIFY(!find(insightsOf(gallery(QStringLiteral("semaphore")), {{"slots", 16}}),
                      Kind::QueueingDominates));
    }

    void numbersAreThoseOfTheRun()
    {
        // Each of three holds the only slot for a second; the others queue 1 + 2 seconds.
        const auto insight = find(insightsOf(R"({"name": "x",
            "resources": [{"name": "r", "kind": "semaphore", "slots": 1}],
            "tasks": {"a": [{"acquire": "r", "do": [{"sleep": 1}]}]},
            "main": [{"gather": ["a", "a", "a"]}]})"),
                                  Kind::QueueingDominates);
        QVERIFY(insight);
        const Insight expected{.kind = Kind::QueueingDominates,
                               .resource = ResourceId(1),
                               .tasks = {TaskId(4), TaskId(3)},
                               .ns = 3'000'000'000,
                               .share = 0.5};
        QCOMPARE(*insight, expected);
    }

    void circleIsNamedTaskByTask()
    {
        const auto insight = find(insightsOf(R"({"name": "x",
            "resources": [{"name": "a", "kind": "lock"}, {"name": "b", "kind": "lock"}],
            "tasks": {"ab": [{"acquire": "a", "do": [{"sleep": 1}, {"acquire": "b", "do": []}]}],
                      "ba": [{"acquire": "b", "do": [{"sleep": 1}, {"acquire": "a", "do": []}]}]},
            "main": [{"gather": ["ab", "ba"]}]})"),
                                  Kind::Deadlock);
        QVERIFY(insight);
        QCOMPARE(insight->tasks, (std::vector{TaskId(2), TaskId(3)}));
    }

    void leakSaysHowManyStarve()
    {
        const auto insight = find(insightsOf(R"({"name": "x",
            "resources": [{"name": "r", "kind": "semaphore", "slots": 1}],
            "tasks": {"leak": [{"acquire": "r"}], "starved": [{"acquire": "r"}]},
            "main": [{"gather": ["leak", "starved", "starved"]}]})"),
                                  Kind::LeakedSlot);
        QVERIFY(insight);
        QCOMPARE(insight->tasks, std::vector{TaskId(2)});
        QCOMPARE(insight->of, std::size_t(2));
    }

private:
    /// Of slots that are held, and of waits that leave others behind.
    static void addHoldNearMisses()
    {
        QTest::newRow("a slot held while backing off, but nobody queues")
            << QByteArray(R"({"name": "x",
                 "resources": [{"name": "r", "kind": "semaphore", "slots": 2}],
                 "tasks": {"a": [{"acquire": "r", "do": [{"sleep": 0.1}, {"retry": {"attempts": 2,
                              "backoff": 1, "do": [{"raise": "Down"}]}}]}],
                           "b": [{"acquire": "r", "do": [{"sleep": 0.1}]}]},
                 "main": [{"gather": ["a", "b"], "return_exceptions": true}]})")
            << Kind::SlotHeldIdle;
        QTest::newRow("a task that gives up almost as late as the others are served")
            << QByteArray(R"({"name": "x",
                 "resources": [{"name": "r", "kind": "semaphore", "slots": 1}],
                 "tasks": {"a": [{"acquire": "r", "do": [{"sleep": 0.1}]}],
                           "long": [{"acquire": "r", "do": [{"sleep": 2}]}],
                           "late": [{"timeout": 0.49, "do": [{"acquire": "r", "do": []}]}]},
                 "main": [{"repeat": {"times": 4, "do": [{"gather": ["a", "a"]}]}},
                          {"gather": ["long", "late"], "return_exceptions": true}]})")
            << Kind::Starvation;
        QTest::newRow("a long one next to a free slot") << QByteArray(R"({"name": "x",
                 "resources": [{"name": "r", "kind": "semaphore", "slots": 2}],
                 "tasks": {"long": [{"acquire": "r", "do": [{"sleep": 1}]}],
                           "short": [{"acquire": "r", "do": [{"sleep": 0.1}]}]},
                 "main": [{"gather": ["long", "short", "short", "short", "short"]}]})")
                                                        << Kind::HeadOfLine;
        QTest::newRow("a loser that somebody still awaits") << QByteArray(R"({"name": "x",
                 "tasks": {"fast": [{"sleep": 1}], "slow": [{"sleep": 3}]},
                 "main": [{"wait": ["fast", "slow"], "return_when": "first_completed",
                           "pending_as": "rest"}, {"sleep": 1}, {"await": "$rest"}]})")
                                                            << Kind::WorkAfterWait;
        QTest::newRow("a loser that is cancelled")
            << gallery(QStringLiteral("hedged-request")) << Kind::WorkAfterWait;
    }
};

QTEST_GUILESS_MAIN(InsightsTest)
#include "tst_insights.moc"
