// SPDX-License-Identifier: MIT
#include "engine/trace/prologue.h"
#include "engine/trace/summarybuilder.h"
#include "tests/support/tracewriter.h"

#include <QSignalSpy>
#include <QTest>

using namespace awaitscope::trace;
using awaitscope::tests::TraceWriter;

namespace {

constexpr auto ms = TraceWriter::milliseconds;
constexpr quint64 chunk = TraceStore::chunkSize;

[[nodiscard]] bool areEqual(const Span &one, const Span &other)
{
    return one.begin == other.begin && one.end == other.end && one.state == other.state
        && one.wait == other.wait && one.resource == other.resource && one.step == other.step;
}

[[nodiscard]] bool areEqual(const Mark &one, const Mark &other)
{
    return one.time == other.time && one.kind == other.kind && one.event == other.event;
}

[[nodiscard]] bool areEqual(const ResourceStep &one, const ResourceStep &other)
{
    return one.time == other.time && one.usage == other.usage && one.slotCount == other.slotCount;
}

/// How often each task state was seen, in each bin of time.
[[nodiscard]] std::vector<double> timesOf(const Activity &activity)
{
    std::vector<double> times;
    for (const Activity::Bin &bin : activity.bins()) {
        times.insert(times.end(), bin.taskTime.begin(), bin.taskTime.end());
        times.insert(times.end(), bin.ended.begin(), bin.ended.end());
    }
    return times;
}

/// What the biggest block of all tasks says of a range, by state.
[[nodiscard]] std::vector<double> blockTimes(const SpanBuilder &spans, TimeRange range)
{
    const std::size_t level = spans.blocks()->levelCount() - 1;
    BlockActivity::Reader reader(*spans.blocks(), level, 0, spans.lastTime());
    std::array<double, stateCount> sums{};
    reader.begin(range.begin);
    reader.advance(range.end, sums);
    std::vector<double> result(sums.begin(), sums.end());
    result.push_back(double(reader.badEnds(range).size()));
    return result;
}

} // namespace

class LettingGoTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void wholeChunksGoAndIndicesStay_data()
    {
        QTest::addColumn<quint64>("events");
        QTest::addColumn<quint64>("end");
        QTest::addColumn<quint64>("first");
        QTest::newRow("nothing of an empty store") << quint64(0) << quint64(100) << quint64(0);
        QTest::newRow("no part of a chunk") << 2 * chunk << chunk - 1 << quint64(0);
        QTest::newRow("a chunk up to its end") << 2 * chunk << chunk << chunk;
        QTest::newRow("a chunk and not the next") << 4 * chunk << 2 * chunk - 1 << chunk;
        QTest::newRow("never the last event") << 3 * chunk << 3 * chunk << 2 * chunk;
        QTest::newRow("never the last event, whatever is asked for")
            << 3 * chunk + 1 << 100 * chunk << 3 * chunk;
    }

    void wholeChunksGoAndIndicesStay()
    {
        QFETCH(const quint64, events);
        QFETCH(const quint64, end);
        QFETCH(const quint64, first);
        TraceStore store;
        fill(store, events);
        const quint64 bytes = store.byteCount();
        store.letOldestGo(end);
        QCOMPARE(store.firstEvent(), first);
        QCOMPARE(store.eventCount(), events);
        QCOMPARE(store.prologue() != nullptr, first > 0);
        for (quint64 i = first; i < events; ++i) {
            QCOMPARE(store.event(i).time, Timestamp(i));
        }
        QVERIFY(store.byteCount() + first * sizeof(TaskEvent) <= bytes + 100);
        QVERIFY(store.eventBytes() >= (events - first) * sizeof(TaskEvent));
    }

    void iterationsAreKnownAllTheSame()
    {
        TraceStore whole;
        TraceStore rest;
        for (TraceStore *const store : {&whole, &rest}) {
            for (quint64 i = 0; i < 5 * chunk; ++i) {
                store->setIteration(i / 7 + (i > 3 * chunk ? 90 : 0) + (i > 4 * chunk ? 90 : 0));
                store->append(eventAt(Timestamp(i)));
            }
        }
        rest.letOldestGo(3 * chunk);
        QCOMPARE(rest.iterationBefore(3 * chunk), whole.iterationOf(3 * chunk - 1));
        for (quint64 i = 3 * chunk; i < 5 * chunk; i += 61) {
            QCOMPARE(rest.iterationOf(i), whole.iterationOf(i));
            QCOMPARE(rest.iterationBefore(i), whole.iterationBefore(i));
        }
    }

    void itIsToldBeforeAndAfter()
    {
        TraceStore store;
        fill(store, 3 * chunk);
        quint64 before = 99;
        connect(&store, &TraceStore::oldestGoing, &store, [&] { before = store.firstEvent(); });
        QSignalSpy gone(&store, &TraceStore::oldestGone);
        store.letOldestGo(chunk / 2);
        QCOMPARE(before, quint64(99));
        QCOMPARE(gone.size(), 0);
        store.letOldestGo(2 * chunk);
        QCOMPARE(before, quint64(0));
        QCOMPARE(gone.size(), 1);
        store.letOldestGo(2 * chunk);
        QCOMPARE(gone.size(), 1);
    }

    void slabsAreUsedAgain()
    {
        TraceStore store;
        fill(store, 4 * chunk);
        const TaskEvent *const oldest = &store.event(0);
        store.letOldestGo(chunk);
        fill(store, 2 * chunk);
        const bool isUsed = oldest == &store.event(5 * chunk) || oldest == &store.event(4 * chunk);
        QVERIFY(isUsed);
    }

    /// Who has read everything, who begins only now, and who read a part know the same.
    void everyReaderKnowsTheSame_data()
    {
        QTest::addColumn<quint64>("end");
        QTest::addColumn<quint64>("read");
        for (const quint64 cut : {1, 3, 7, 11}) {
            for (const quint64 read : {0, 2, 9}) {
                QTest::addRow("%llu chunks are let go, %llu were read", cut, read)
                    << cut * chunk << read * chunk + 5;
            }
        }
    }

    void everyReaderKnowsTheSame()
    {
        QFETCH(const quint64, end);
        QFETCH(const quint64, read);
        TraceWriter writer;
        writeProgram(writer, 12 * chunk);
        TraceStore &store = writer.store();
        SpanBuilder whole(store);
        SpanBuilder live(store);
        live.keepBlocks();
        whole.update();
        const Timestamp from = store.event(end).time;
        const Timestamp last = whole.lastTime();
        live.update(read);
        SummaryBuilder summaries(store);
        SummaryBuilder readAll(store);
        readAll.update();
        Occupancy occupancy(store);
        occupancy.update(read);
        Occupancy all(store);
        all.update();
        store.letOldestGo(end - chunk); // in two steps
        store.letOldestGo(end);
        SpanBuilder late(store);
        late.keepBlocks();
        late.update();
        live.update();
        occupancy.update();
        for (const SpanBuilder *const spans : {&live, &late}) {
            QCOMPARE(spans->position(), store.eventCount());
            QCOMPARE(spans->knownFrom(), from);
            compareLives(*spans, whole, end);
            compareHistories(*spans, whole);
            QCOMPARE(timesOf(spans->activity()), timesOf(whole.activity()));
        }
        summaries.update();
        readAll.update();
        for (const SummaryBuilder *const builder : {&summaries, &readAll}) {
            QVERIFY(std::ranges::equal(builder->summaries(), whole.lives(),
                                       std::equal_to<TaskSummary>()));
        }
        QCOMPARE(blockTimes(live, {from, last}), blockTimes(late, {from, last}));
        QCOMPARE(blockTimes(live, {0, from / 2}).back(), 0.0);
        const ResourceId gpu(1);
        QVERIFY(std::ranges::equal(occupancy.holders(gpu), all.holders(gpu)));
        QCOMPARE(occupancy.queue(gpu), all.queue(gpu));
    }

    void readerThatComesLateKnowsThePastUpToWhereItStops()
    {
        TraceWriter writer;
        writeProgram(writer, 6 * chunk);
        SpanBuilder before(writer.store());
        before.update(4 * chunk + 9);
        writer.store().letOldestGo(2 * chunk);
        SpanBuilder past(writer.store());
        past.update(4 * chunk + 9);
        QCOMPARE(past.position(), before.position());
        QCOMPARE(past.lastTime(), before.lastTime());
        compareLives(past, before, 2 * chunk);
        const auto changed = past.takeChanged();
        QCOMPARE(changed.size(), past.lives().size());
    }

    void whatIsKeptDoesNotGrow()
    {
        TraceWriter writer;
        SpanBuilder spans(writer.store());
        spans.keepBlocks();
        std::size_t most = 0;
        quint64 bytes = 0;
        const TaskId main = writer.task("main");
        for (int round = 0; round < 40; ++round) {
            for (quint64 i = 0; i < 2 * chunk; i += 2) {
                writer.at(double(round) * 10'000 + double(i)).sleep(main);
                writer.at(double(round) * 10'000 + double(i) + 1).resume(main);
            }
            spans.update();
            writer.store().letOldestGo(writer.store().eventCount() - 4 * chunk);
            spans.update();
            most = std::max(most, spans.life(main).spans.size());
            bytes = std::max(bytes, writer.store().byteCount());
        }
        QVERIFY(most < 6 * chunk);
        QVERIFY(bytes < 9 * 65'536);
    }

private:
    [[nodiscard]] static TaskEvent eventAt(Timestamp time)
    {
        TaskEvent event;
        event.time = time;
        return event;
    }

    static void fill(TraceStore &store, quint64 events)
    {
        for (quint64 i = 0; i < events; ++i) {
            store.append(eventAt(Timestamp(store.eventCount())));
        }
    }

    /// Tasks that come, queue for a slot, work, are marked and end, so many of them at a time.
    static void writeProgram(TraceWriter &writer, quint64 events)
    {
        const ResourceId gpu = writer.resource("gpu", ResourceKind::Semaphore, 1);
        const TaskId main = writer.at(0).task("main");
        std::vector<TaskId> live;
        for (quint64 i = 0; writer.store().eventCount() < events; ++i) {
            writer.at(double(i / 3)); // several at one instant
            if (live.size() < 40) {
                live.push_back(writer.task("infer", main));
                writer.openScope(live.back(), quint32(i), double(i) + 500);
                writer.queue(live.back(), gpu, {1, quint32(live.size())});
                continue;
            }
            const TaskId task = live.front();
            live.erase(live.begin());
            writer.acquire(task, gpu, {1, quint32(live.size())});
            writer.sleep(task).at(double(i / 3) + (i % 3 == 2 ? 0.5 : 0.0)).mark(task, "half");
            writer.resume(task).release(task, gpu, {0, quint32(live.size())});
            if (i % 5 == 0) {
                writer.cancel(task).end(task, TaskEventKind::Cancelled);
            } else {
                writer.finish(task);
            }
        }
    }

    static void compareLives(const SpanBuilder &spans, const SpanBuilder &whole, quint64 first)
    {
        QCOMPARE(spans.lives().size(), whole.lives().size());
        for (std::size_t i = 0; i < whole.lives().size(); ++i) {
            const TaskLife &life = spans.lives()[i];
            const TaskLife &all = whole.lives()[i];
            QVERIFY(static_cast<const TaskSummary &>(life) == all);
            QVERIFY(life.spans.size() <= all.spans.size());
            QVERIFY(std::ranges::equal(
                life.spans,
                std::ranges::subrange(all.spans.end() - std::ptrdiff_t(life.spans.size()),
                                      all.spans.end()),
                [](const Span &one, const Span &other) { return areEqual(one, other); }));
            const auto lost = all.spans.size() - life.spans.size();
            QVERIFY(lost == 0 || all.spans[lost - 1].end < spans.knownFrom());
            QVERIFY(life.spans.empty() || life.spans.front().end >= spans.knownFrom());
            QVERIFY(std::ranges::equal(
                life.marks, std::span(all.marks).last(life.marks.size()),
                [](const Mark &one, const Mark &other) { return areEqual(one, other); }));
            QVERIFY(std::ranges::all_of(life.marks,
                                        [&](const Mark &mark) { return mark.event >= first; }));
        }
        for (const TaskState state : {TaskState::Ready, TaskState::Waiting, TaskState::Working}) {
            QCOMPARE(spans.count(state), whole.count(state));
        }
        for (const Outcome outcome : {Outcome::None, Outcome::Finished, Outcome::Cancelled}) {
            QCOMPARE(spans.count(outcome), whole.count(outcome));
        }
    }

    static void compareHistories(const SpanBuilder &spans, const SpanBuilder &whole)
    {
        const auto kept = spans.history(ResourceId(1));
        const auto all = whole.history(ResourceId(1));
        QVERIFY(kept.size() > 1 && kept.size() < all.size());
        QVERIFY(std::ranges::equal(kept, all.last(kept.size()),
                                   [](const ResourceStep &one, const ResourceStep &other) {
                                       return areEqual(one, other);
                                   }));
        QVERIFY(kept[0].time < spans.knownFrom() && kept[1].time >= spans.knownFrom());
    }
};

QTEST_GUILESS_MAIN(LettingGoTest)

#include "tst_lettinggo.moc"
