// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/cancelpath.h"
#include "engine/analysis/criticalpath.h"
#include "engine/analysis/insights.h"
#include "engine/analysis/waitchain.h"
#include "engine/run/run.h"
#include "tests/support/tracewriter.h"
#include "ui/models/eventtablemodel.h"
#include "ui/models/querycontroller.h"
#include "ui/models/resourcetablemodel.h"
#include "ui/models/tasktablemodel.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace awaitscope;
using namespace awaitscope::models;
using namespace awaitscope::trace;
using awaitscope::tests::TraceWriter;

namespace {

[[nodiscard]] std::unique_ptr<run::Run> runOf(const QString &name)
{
    QFile file(QStringLiteral(AWAITSCOPE_GALLERY "/%1.json").arg(name));
    run::RunSpec spec;
    spec.scenarioText = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    auto created = run::Run::create(std::move(spec));
    return created ? std::move(created).value() : nullptr;
}

/// Every cell of a table, a line a row.
[[nodiscard]] QString textOf(const QAbstractItemModel &table)
{
    QString text;
    for (int row = 0; row < table.rowCount(); ++row) {
        for (int column = 0; column < table.columnCount(); ++column) {
            text += table.index(row, column).data().toString() + u'\t';
        }
        text += u'\n';
    }
    return text;
}

/// What the views show of a trace.
class Views
{
public:
    explicit Views(const TraceStore &store)
        : trace(store), m_events(EventTableModel::Scope::Run), m_own(EventTableModel::Scope::Task)
    {
        m_query.setText(QStringLiteral("state:waiting | cause:timeout"));
        m_query.setTrace(&trace);
        m_tasks.setTrace(&trace);
        m_events.setTrace(&trace);
        m_own.setTrace(&trace);
        m_resources.setTrace(&trace);
    }

    /// All that is written somewhere.
    [[nodiscard]] QString texts()
    {
        QString text = textOf(m_tasks) + textOf(m_events) + textOf(m_resources);
        for (quint32 number = 1; number <= trace.taskCount(); ++number) {
            text += m_query.matches(TaskId(number)) ? u'y' : u'n';
            m_own.setTask(TaskId(number));
            text += textOf(m_own);
        }
        return text;
    }

    TraceModel trace;

private:
    QueryController m_query;
    TaskTableModel m_tasks;
    EventTableModel m_events;
    EventTableModel m_own;
    ResourceTableModel m_resources;
};

[[nodiscard]] auto tied(const TaskLife &life)
{
    return std::tie(life.created, life.started, life.ended, life.outcome, life.state, life.wait,
                    life.resource, life.step, life.target, life.deadline, life.error, life.waited,
                    life.worked, life.since, life.cancelRequested);
}

[[nodiscard]] bool areSame(const TaskLife &life, const TaskLife &other)
{
    return tied(life) == tied(other)
        && std::ranges::equal(life.spans, other.spans,
                              [](const Span &a, const Span &b) {
                                  return a.begin == b.begin && a.end == b.end && a.state == b.state
                                      && a.wait == b.wait && a.resource == b.resource
                                      && a.step == b.step;
                              })
        && std::ranges::equal(life.marks, other.marks, [](const Mark &a, const Mark &b) {
               return a.time == b.time && a.kind == b.kind && a.event == b.event;
           });
}

} // namespace

class MomentTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void aMomentOfTheGalleryIsWhatWasSeenThen_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &file :
             QDir(QStringLiteral(AWAITSCOPE_GALLERY)).entryList(QDir::Files)) {
            QTest::newRow(qPrintable(file.chopped(5))) << file.chopped(5);
        }
    }

    void aMomentOfTheGalleryIsWhatWasSeenThen()
    {
        QFETCH(const QString, name);
        const auto ended = runOf(name);
        QVERIFY(ended);
        ended->runToEnd();
        Views past(ended->store());
        past.trace.update(ended->now());
        const QString atTheEnd = past.texts();
        constexpr Timestamp parts = 9;
        // Forth and back, by much and by little.
        for (const Timestamp part : {4, 5, 8, 1, 0, 7, 6, 2, 3}) {
            const Timestamp time = ended->now() * part / parts;
            past.trace.showMoment(momentAt(ended->store(), time));
            const auto live = runOf(name);
            live->runToEnd(time);
            if (live->now() > time) {
                continue; // a task that blocks took the loop beyond: nobody saw that moment
            }
            Views seen(live->store());
            seen.trace.update(time);
            QVERIFY(past.trace.isPast());
            compare(past, seen, time);
            if (QTest::currentTestFailed()) {
                QFAIL(qPrintable(QStringLiteral("at part %1").arg(part)));
            }
        }
        past.trace.showLatest();
        QCOMPARE(past.texts(), atTheEnd);
    }

    void stepsGoFromTurnToTurn_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("each at an instant") << QStringLiteral("semaphore");
        QTest::newRow("with turns in which time passes") << QStringLiteral("blocked-loop");
    }

    void stepsGoFromTurnToTurn()
    {
        QFETCH(const QString, name);
        const auto run = runOf(name);
        std::vector<Moment> seen;
        while (run->state() == run::RunState::Paused) {
            run->stepTurn();
            if (seen.empty() || seen.back().events < run->store().eventCount()) {
                seen.push_back({run->instant(), run->store().eventCount()});
            }
        }
        QVERIFY(seen.size() > 20);
        for (std::size_t at = 0; at + 1 < seen.size(); ++at) {
            QCOMPARE(turnAfter(run->store(), seen[at].events), std::optional(seen[at + 1]));
            QCOMPARE(turnBefore(run->store(), seen[at + 1].events), std::optional(seen[at]));
        }
        QCOMPARE(turnBefore(run->store(), 0), std::nullopt);
        QCOMPARE(turnAfter(run->store(), seen.back().events), std::nullopt);
    }

    void stepsOfATaskEndWhereSomethingHappenedToIt()
    {
        const auto run = runOf(QStringLiteral("semaphore"));
        run->runToEnd();
        const TraceStore &store = run->store();
        const TaskId task(5);
        std::vector<Moment> forth;
        for (auto at = turnAfter(store, 0, task); at; at = turnAfter(store, at->events, task)) {
            forth.push_back(*at);
        }
        std::vector<Moment> back;
        for (auto at = turnBefore(store, store.eventCount(), task); at;
             at = turnBefore(store, at->events, task)) {
            back.insert(back.begin(), *at);
        }
        QVERIFY(forth.size() >= 3);
        QCOMPARE(back, forth);
        for (const Moment &moment : forth) {
            quint64 event = moment.events - 1; // one of the same turn is its
            while (store.event(event).task != task && store.event(event).iterations == 0) {
                --event;
            }
            QCOMPARE(store.event(event).task, task);
        }
    }

    void aTraceWithoutTurnsIsSteppedByInstants()
    {
        TraceWriter writer;
        writer.at(1).task("a");
        writer.at(2).task("b");
        QCOMPARE(momentAt(writer.store(), TraceWriter::milliseconds(1.5)).events, 2U);
        QCOMPARE(turnBefore(writer.store(), 4), std::optional(Moment{1'000'000, 2}));
        QCOMPARE(turnAfter(writer.store(), 0), std::optional(Moment{1'000'000, 2}));
    }

private:
    static void compare(Views &past, Views &seen, Timestamp time)
    {
        const SpanBuilder &then = past.trace.spans();
        const SpanBuilder &live = seen.trace.spans();
        QCOMPARE(past.trace.now(), time);
        QCOMPARE(then.position(), live.position());
        QCOMPARE(then.lastTime(), live.lastTime());
        QCOMPARE(past.trace.taskCount(), seen.trace.taskCount());
        for (std::size_t state = 0; state < stateCount; ++state) {
            QCOMPARE(then.count(TaskState(state)), live.count(TaskState(state)));
        }
        for (std::size_t outcome = 0; outcome < outcomeCount; ++outcome) {
            QCOMPARE(then.count(Outcome(outcome)), live.count(Outcome(outcome)));
        }
        compareResources(past.trace, seen.trace);
        compareTasks(past.trace, seen.trace, time);
        QCOMPARE(analysis::findInsights(past.trace.store(), then, time),
                 analysis::findInsights(seen.trace.store(), live, time));
        QCOMPARE(past.texts(), seen.texts());
    }

    static void compareResources(const TraceModel &past, const TraceModel &seen)
    {
        for (quint16 number = 1; number <= past.store().resourceCount(); ++number) {
            const auto then = past.spans().history(ResourceId(number));
            const auto live = seen.spans().history(ResourceId(number));
            QVERIFY(
                std::ranges::equal(then, live, [](const ResourceStep &a, const ResourceStep &b) {
                    return a.time == b.time && a.usage == b.usage && a.slotCount == b.slotCount;
                }));
        }
    }

    static void compareTasks(const TraceModel &past, const TraceModel &seen, Timestamp time)
    {
        trace::Occupancy then(past.store());
        then.update(past.spans().position());
        trace::Occupancy live(seen.store());
        live.update();
        for (quint32 number = 1; number <= past.taskCount(); ++number) {
            const TaskId task(number);
            QVERIFY(areSame(past.spans().life(task), seen.spans().life(task)));
            QCOMPARE(analysis::waitChain(past.store(), past.spans(), then, task),
                     analysis::waitChain(seen.store(), seen.spans(), live, task));
            QCOMPARE(analysis::cancelPath(past.store(), past.spans(), task),
                     analysis::cancelPath(seen.store(), seen.spans(), task));
            QCOMPARE(analysis::criticalPath(past.store(), past.spans(), task, time),
                     analysis::criticalPath(seen.store(), seen.spans(), task, time));
        }
    }
};

QTEST_GUILESS_MAIN(MomentTest)

#include "tst_moment.moc"
