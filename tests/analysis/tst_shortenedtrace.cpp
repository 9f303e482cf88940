// SPDX-License-Identifier: MIT
#include "engine/analysis/cancelpath.h"
#include "engine/analysis/comparison.h"
#include "engine/analysis/criticalpath.h"
#include "engine/analysis/insights.h"
#include "engine/analysis/query.h"
#include "engine/analysis/statistics.h"
#include "engine/analysis/timeshares.h"
#include "engine/analysis/waitchain.h"
#include "engine/run/run.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace awaitscope;
using analysis::Insight;
using analysis::PathLink;
using trace::SpanBuilder;
using trace::TaskId;
using trace::TaskLife;
using trace::Timestamp;
using trace::TraceStore;

namespace {

constexpr quint64 chunk = TraceStore::chunkSize;
constexpr quint64 firstOfMain = 2; // events: created, started

[[nodiscard]] std::unique_ptr<run::Run> ended(const QByteArray &text)
{
    auto run = run::Run::create({.scenarioText = text});
    if (!run) {
        qFatal("%s", qPrintable(run.problem().text()));
    }
    run.value()->runToEnd();
    return std::move(run).value();
}

/// The scenario behind so many events of its main task.
[[nodiscard]] QByteArray padded(const QByteArray &text, quint64 events)
{
    QJsonObject scenario = QJsonDocument::fromJson(text).object();
    QJsonArray main = scenario[QLatin1String("main")].toArray();
    const QJsonObject log{{QStringLiteral("log"), QStringLiteral("before")}};
    const QJsonObject repeat{{QStringLiteral("times"), qint64(events)},
                             {QStringLiteral("do"), QJsonArray{log}}};
    main.prepend(QJsonObject{{QStringLiteral("repeat"), repeat}});
    scenario[QLatin1String("main")] = main;
    return QJsonDocument(scenario).toJson();
}

[[nodiscard]] std::vector<std::vector<TaskId>> tasksOf(const std::vector<Insight> &insights,
                                                       Insight::Kind kind)
{
    std::vector<std::vector<TaskId>> tasks;
    for (const Insight &insight : insights) {
        if (insight.kind == kind) {
            tasks.push_back(insight.tasks);
        }
    }
    return tasks;
}

/// Whether one path is the end of the other; its first link may have lost its beginning.
[[nodiscard]] bool isEndOf(const std::vector<PathLink> &path, const std::vector<PathLink> &whole)
{
    if (path.size() > whole.size()) {
        return false;
    }
    const auto tail = std::span(whole).last(path.size());
    for (std::size_t i = 0; i < path.size(); ++i) {
        const bool isSame = path[i].task == tail[i].task && path[i].state == tail[i].state
            && path[i].resource == tail[i].resource && path[i].range.end == tail[i].range.end
            && (i == 0 ? path[i].range.begin >= tail[i].range.begin
                       : path[i].range.begin == tail[i].range.begin);
        if (!isSame) {
            return false;
        }
    }
    return true;
}

} // namespace

/// Every analysis of a trace that lost its beginning, at many places, against the same of the whole
/// trace. That none looks for an event that is gone, an assertion says.
class ShortenedTraceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void everyAnalysisStandsIt_data()
    {
        QTest::addColumn<QByteArray>("scenario");
        QTest::addColumn<quint64>("cut");
        constexpr quint64 parts = 8;
        const QDir files(QStringLiteral(AWAITSCOPE_GALLERY));
        for (const QString &name : files.entryList({QStringLiteral("*.json")}, QDir::Files)) {
            QFile file(files.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray text = file.readAll();
            const quint64 events = ended(text)->store().eventCount();
            for (quint64 part = 1; part < parts; ++part) {
                QTest::addRow("%s without %llu of 8 parts", qPrintable(name.chopped(5)), part)
                    << text << std::max(firstOfMain, events * part / parts);
            }
        }
    }

    void everyAnalysisStandsIt()
    {
        QFETCH(const QByteArray, scenario);
        QFETCH(const quint64, cut);
        const auto run = ended(padded(scenario, chunk - cut % chunk));
        // Only a run may change its store; this one has ended, and is not shown.
        auto &store = const_cast<TraceStore &>(run->store());
        SpanBuilder whole(store);
        whole.update();
        const quint64 first = cut + chunk - cut % chunk;
        const Remembered before(store, whole, run->now(), first);
        store.letOldestGo(first);
        QCOMPARE(store.firstEvent(), first);
        SpanBuilder spans(store);
        spans.update();
        compareInsights(store, spans, run->now(), before);
        compareTasks(store, spans, run->now(), before);
        compareStatistics(store, spans, run->now(), before);
        askQueries(store, spans, run->now());
        const analysis::ComparedRun compared{store, spans, run->now()};
        QVERIFY(analysis::compareRuns(compared, compared).differences.empty());
    }

private:
    /// What was said before anything was let go.
    struct Remembered
    {
        /// @p first: the oldest event that will be left.
        Remembered(const TraceStore &store, const SpanBuilder &spans, Timestamp now, quint64 first)
            : insights(analysis::findInsights(store, spans, now))
            , statistics(analysis::statisticsOf(store, spans, {0, now + 1}, now))
            , rest(analysis::statisticsOf(store, spans, {store.event(first).time, now + 1}, now))
        {
            trace::Occupancy occupancy(store);
            occupancy.update();
            for (quint32 i = 1; i <= store.taskCount(); ++i) {
                const TaskId task(i);
                paths.push_back(analysis::criticalPath(store, spans, task, now));
                cancels.push_back(analysis::cancelPath(store, spans, task));
                chains.push_back(analysis::waitChain(store, spans, occupancy, task));
            }
        }

        std::vector<Insight> insights;
        analysis::Statistics statistics;
        analysis::Statistics rest; // of the time that is known afterwards
        std::vector<std::vector<PathLink>> paths;
        std::vector<std::optional<analysis::CancelPath>> cancels;
        std::vector<std::vector<analysis::WaitLink>> chains;
    };

    static void compareInsights(const TraceStore &store, const SpanBuilder &spans, Timestamp now,
                                const Remembered &before)
    {
        const std::vector<Insight> insights = analysis::findInsights(store, spans, now);
        for (const auto kind : {Insight::Kind::Deadlock, Insight::Kind::LeakedSlot}) {
            QCOMPARE(tasksOf(insights, kind), tasksOf(before.insights, kind));
        }
    }

    static void compareTasks(const TraceStore &store, const SpanBuilder &spans, Timestamp now,
                             const Remembered &before)
    {
        trace::Occupancy occupancy(store);
        occupancy.update();
        for (quint32 i = 1; i <= store.taskCount(); ++i) {
            const TaskId task(i);
            const auto path = analysis::criticalPath(store, spans, task, now);
            QVERIFY(isEndOf(path, before.paths[i - 1]));
            for (const analysis::Gather &gather : analysis::gathersOf(spans, task)) {
                QVERIFY(analysis::criticalPath(store, spans, gather, now).size() <= 1000);
            }
            const auto chain = analysis::waitChain(store, spans, occupancy, task);
            const auto &chainBefore = before.chains[i - 1];
            QVERIFY(std::ranges::equal(chain, chainBefore, {}, &analysis::WaitLink::on,
                                       &analysis::WaitLink::on));
            if (const auto cancel = analysis::cancelPath(store, spans, task);
                cancel && cancel->time > spans.knownFrom()) {
                const auto &links = before.cancels[i - 1]->links;
                QVERIFY(std::ranges::equal(cancel->links, links, {}, &analysis::CancelLink::task,
                                           &analysis::CancelLink::task));
                QVERIFY(std::ranges::equal(cancel->links, links, {}, &analysis::CancelLink::fate,
                                           &analysis::CancelLink::fate));
            }
            compareShares(spans.life(task), now, spans.knownFrom());
        }
    }

    /// Their sum is what is known of the life, and no more.
    static void compareShares(const TaskLife &life, Timestamp now, Timestamp knownFrom)
    {
        Timestamp sum = 0;
        for (const analysis::TimeShare &share : analysis::timeShares(life, now, knownFrom)) {
            QVERIFY(share.ns > 0);
            sum += share.ns;
        }
        const Timestamp end = life.isAlive() ? std::max(now, life.created) : life.ended;
        const Timestamp known =
            life.spans.empty() ? knownFrom : std::min(knownFrom, life.spans.front().begin);
        QCOMPARE(sum, std::max<Timestamp>(0, end - std::max(life.created, known)));
    }

    static void compareStatistics(const TraceStore &store, const SpanBuilder &spans, Timestamp now,
                                  const Remembered &before)
    {
        const auto after = analysis::statisticsOf(store, spans, {0, now + 1}, now);
        QCOMPARE(after.throughput, before.statistics.throughput);
        QCOMPARE(after.templates.size(), before.statistics.templates.size());
        for (std::size_t i = 0; i < after.templates.size(); ++i) {
            const auto &one = after.templates[i];
            const auto &other = before.statistics.templates[i];
            QCOMPARE(one.count, other.count);
            QCOMPARE(one.outcomes, other.outcomes);
            if (!one.latency.isEmpty()) {
                QCOMPARE(one.latency.percentile(95), other.latency.percentile(95));
                QCOMPARE(one.queueing.percentile(95), other.queueing.percentile(95));
            }
        }
        for (std::size_t i = 0; i < after.resources.size(); ++i) {
            const auto &part = before.rest.resources[i];
            QCOMPARE(after.resources[i].meanInUse, part.meanInUse);
            QCOMPARE(after.resources[i].meanQueue, part.meanQueue);
            QCOMPARE(after.resources[i].utilisation, part.utilisation);
            QCOMPARE(after.resources[i].arrivals, part.arrivals);
        }
    }

    static void askQueries(const TraceStore &store, const SpanBuilder &spans, Timestamp now)
    {
        for (const char *const text : {"related:1", "cause:user", "cause:timeout", "on:gpu",
                                       "state:waiting", "waited:>1ms"}) {
            const auto query = analysis::Query::parse(QString::fromUtf8(text));
            QVERIFY2(query, text);
            analysis::QueryMatcher matcher(store, spans);
            matcher.setQuery(query.value());
            while (!matcher.update(7)) { }
            quint32 count = 0;
            for (quint32 i = 1; i <= store.taskCount(); ++i) {
                count += matcher.matches(TaskId(i), now) ? 1 : 0;
            }
            QVERIFY(count <= store.taskCount());
        }
    }
};

QTEST_GUILESS_MAIN(ShortenedTraceTest)

#include "tst_shortenedtrace.moc"
