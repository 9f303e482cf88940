// SPDX-License-Identifier: MIT
#include "engine/analysis/cancelpath.h"
#include "engine/run/run.h"

#include <QTest>

using namespace awaitscope;
using analysis::CancelFate;
using analysis::CancelLink;
using analysis::CancelPath;
using trace::CancelCause;
using trace::TaskId;

namespace {

[[nodiscard]] std::optional<CancelPath> pathOf(const QByteArray &text, quint32 task)
{
    auto run = run::Run::create({.scenarioText = text});
    if (!run) {
        qFatal("%s", qPrintable(run.problem().text()));
    }
    run.value()->runToEnd();
    trace::SpanBuilder spans(run.value()->store());
    spans.update();
    return analysis::cancelPath(run.value()->store(), spans, TaskId(task));
}

} // namespace

class CancelPathTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void taskThatNobodyCancelledHasNone()
    {
        QVERIFY(!pathOf(R"({"name": "x", "main": [{"sleep": 1}]})", 1));
    }

    void stepCancelsOneTask()
    {
        const auto path = pathOf(R"({"name": "x", "tasks": {"a": [{"sleep": 9}]},
            "main": [{"spawn": "a", "as": "t"}, {"sleep": 1}, {"cancel": "$t"},
                     {"wait": ["$t"]}]})",
                                 2);
        const CancelPath expected{.time = 1'000'000'000,
                                  .cause = CancelCause::Step,
                                  .by = TaskId(1),
                                  .links = {{TaskId(2), CancelFate::Cancelled}}};
        QVERIFY(path == expected);
    }

    /// handler (2) has a deadline and awaits call (3), which awaits query (4).
    void deadlineGoesInwards_data()
    {
        QTest::addColumn<quint32>("task");
        QTest::newRow("seen from the outermost") << 2U;
        QTest::newRow("seen from the middle") << 3U;
        QTest::newRow("seen from the innermost") << 4U;
    }

    void deadlineGoesInwards()
    {
        QFETCH(quint32, task);
        const auto path = pathOf(R"({"name": "x", "tasks": {
                "query": [{"sleep": 9}],
                "call": [{"spawn": "query", "as": "q"}, {"await": "$q"}],
                "handler": [{"timeout": 1, "do": [{"spawn": "call", "as": "c"},
                                                  {"await": "$c"}]}]},
            "main": [{"gather": ["handler"], "return_exceptions": true}]})",
                                 task);
        const CancelPath expected{.time = 1'000'000'000,
                                  .cause = CancelCause::Timeout,
                                  .by = {},
                                  .links = {{TaskId(2), CancelFate::TimedOut},
                                            {TaskId(3), CancelFate::Cancelled, TaskId(2)},
                                            {TaskId(4), CancelFate::Cancelled, TaskId(3)}}};
        QVERIFY(path);
        QCOMPARE(path->links.size(), expected.links.size());
        QVERIFY(*path == expected);
    }

    void shieldStopsIt()
    {
        const auto path = pathOf(R"({"name": "x", "tasks": {
                "commit": [{"sleep": 2}], "job": [{"shield": "commit"}]},
            "main": [{"spawn": "job", "as": "t"}, {"sleep": 1}, {"cancel": "$t"}, {"sleep": 5}]})",
                                 2);
        QVERIFY(path);
        QVERIFY((path->links
                 == std::vector<CancelLink>{{TaskId(2), CancelFate::Cancelled},
                                            {TaskId(3), CancelFate::Shielded, TaskId(2)}}));
    }

    void handlerSwallowsIt()
    {
        const auto path = pathOf(R"({"name": "x", "tasks": {"deaf": [
                {"try": {"do": [{"sleep": 9}], "except": {"Cancelled": [{"sleep": 0.1}]}}}]},
            "main": [{"spawn": "deaf", "as": "t"}, {"sleep": 1}, {"cancel": "$t"},
                     {"wait": ["$t"]}]})",
                                 2);
        QVERIFY(path);
        QVERIFY(path->links == (std::vector<CancelLink>{{TaskId(2), CancelFate::Swallowed}}));
    }

    void gatherPassesItOnToEachChild()
    {
        const auto path = pathOf(R"({"name": "x", "tasks": {
                "part": [{"sleep": 9}], "whole": [{"gather": ["part", "part"]}]},
            "main": [{"spawn": "whole", "as": "t"}, {"sleep": 1}, {"cancel": "$t"},
                     {"wait": ["$t"]}]})",
                                 2);
        QVERIFY(path);
        QVERIFY((path->links
                 == std::vector<CancelLink>{{TaskId(2), CancelFate::Cancelled},
                                            {TaskId(3), CancelFate::Cancelled, TaskId(2)},
                                            {TaskId(4), CancelFate::Cancelled, TaskId(2)}}));
    }

    /// As many members as a scenario may have take no longer than their events take to read.
    void gatherOfManyIsFollowedAtOnce()
    {
        const auto path = pathOf(R"({"name": "x", "tasks": {
                "part": [{"sleep": 9}], "whole": [{"gather": [{"template": "part", "count": 20000}]}]},
            "main": [{"spawn": "whole", "as": "t"}, {"sleep": 1}, {"cancel": "$t"},
                     {"wait": ["$t"]}]})",
                                 2);
        QVERIFY(path);
        QCOMPARE(path->links.size(), std::size_t(20001));
        QCOMPARE(path->links.back().from, TaskId(2));
    }

    void failedSiblingAbortsTheGroup()
    {
        const auto path = pathOf(R"({"name": "x", "tasks": {
                "good": [{"sleep": 9}], "bad": [{"sleep": 1}, {"raise": "E"}]},
            "main": [{"try": {"do": [{"task_group": [{"start": "good"}, {"start": "bad"}]}],
                              "except": {"Any": []}}}]})",
                                 2);
        QVERIFY(path);
        QCOMPARE(path->cause, CancelCause::Group);
        QCOMPARE(path->by, TaskId(3));
    }

    void endOfTheRunCancelsWhatIsLeft()
    {
        const auto path = pathOf(R"({"name": "x", "tasks": {"a": [{"sleep": 9}]},
            "main": [{"spawn": "a", "as": "t"}, {"sleep": 1}]})",
                                 2);
        QVERIFY(path);
        QCOMPARE(path->cause, CancelCause::Shutdown);
        QCOMPARE(path->by, TaskId());
    }
};

QTEST_GUILESS_MAIN(CancelPathTest)
#include "tst_cancelpath.moc"
