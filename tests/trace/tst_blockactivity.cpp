// SPDX-License-Identifier: MIT
#include "engine/trace/blockactivity.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace awaitscope::trace;

namespace {

using Sums = std::array<double, stateCount>;

/// What a block has to say of a range, read at its ends.
[[nodiscard]] Sums read(const BlockActivity &activity, std::size_t level, std::size_t index,
                        TimeRange range, Timestamp now)
{
    BlockActivity::Reader reader(activity, level, index, now);
    Sums sums{};
    reader.begin(range.begin);
    reader.advance(range.end, sums);
    return sums;
}

/// Tasks that change their state at random, with every change written down.
struct Run
{
    struct Stay
    {
        quint32 task = 0;
        TaskState state = TaskState::Ready;
        TimeRange range;
    };

    static constexpr quint32 tasks = 700; // of three levels, the last block not full
    static constexpr int changes = 20'000;

    BlockActivity activity;
    std::vector<Stay> stays;
    Timestamp now = 0;

    explicit Run(quint32 seed)
    {
        std::vector<Stay> open;
        quint32 random = seed;
        const auto next = [&random](quint32 below) {
            random = random * 1664525U + 1013904223U;
            return (random >> 8U) % below;
        };
        for (int i = 0; i < changes; ++i) {
            now += next(3) == 0 ? 0 : Timestamp(next(2000));
            const auto state = TaskState(next(stateCount));
            if (open.size() < tasks && (open.size() < 10 || next(20) == 0)) {
                open.push_back({quint32(open.size()) + 1, state, {now, now}});
                activity.change(now, TaskId(open.back().task), std::nullopt, state);
                continue;
            }
            Stay &stay = open[next(quint32(open.size()))];
            activity.change(now, TaskId(stay.task), stay.state, state);
            stay.range.end = now;
            stays.push_back(stay);
            stay = {stay.task, state, {now, now}};
        }
        now += 5000;
        for (Stay &stay : open) {
            stay.range.end = now;
            stays.push_back(stay);
        }
    }

    [[nodiscard]] Sums exact(quint32 firstTask, quint32 count, TimeRange range) const
    {
        Sums sums{};
        for (const Stay &stay : stays) {
            if (stay.task >= firstTask && stay.task < firstTask + count) {
                const Timestamp begin = std::max(stay.range.begin, range.begin);
                const Timestamp end = std::min(stay.range.end, range.end);
                sums[std::size_t(stay.state)] += double(std::max<Timestamp>(0, end - begin));
            }
        }
        return sums;
    }
};

[[nodiscard]] double total(const Sums &sums)
{
    double sum = 0;
    for (const double each : sums) {
        sum += each;
    }
    return sum;
}

[[nodiscard]] double difference(const Sums &a, const Sums &b)
{
    double sum = 0;
    for (std::size_t i = 0; i < stateCount; ++i) {
        sum += std::abs(a[i] - b[i]);
    }
    return sum;
}

} // namespace

class BlockActivityTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void nothingIsNothing()
    {
        BlockActivity activity;
        QCOMPARE(activity.levelCount(), std::size_t(0));
        activity.change(5, TaskId(40), std::nullopt, TaskState::Ready);
        QCOMPARE(total(read(activity, 0, 0, {0, 100}, 100)), 0.0);
        QCOMPARE(total(read(activity, 0, 7, {0, 100}, 100)), 0.0);
        QCOMPARE(total(read(activity, 0, 1, {0, 100}, 100)), 95.0);
    }

    void fewTasksAreExact()
    {
        BlockActivity activity;
        activity.change(10, TaskId(1), std::nullopt, TaskState::Ready);
        activity.change(10, TaskId(1), TaskState::Ready, TaskState::Working);
        activity.change(30, TaskId(2), std::nullopt, TaskState::Waiting);
        activity.change(60, TaskId(1), TaskState::Working, std::nullopt);
        const Sums sums = read(activity, 0, 0, {20, 200}, 100);
        QCOMPARE(sums[std::size_t(TaskState::Working)], 40.0);
        QCOMPARE(sums[std::size_t(TaskState::Waiting)], 70.0); // until now, not beyond
        QCOMPARE(sums[std::size_t(TaskState::Ready)], 0.0);
    }

    void allTimeIsThere_data()
    {
        QTest::addColumn<quint32>("seed");
        for (const quint32 seed : {1U, 2U, 3U}) {
            QTest::addRow("seed %u", seed) << seed;
        }
    }

    void allTimeIsThere()
    {
        QFETCH(quint32, seed);
        const Run run(seed);
        QCOMPARE(run.activity.levelCount(), std::size_t(4));
        for (std::size_t level = 0; level < run.activity.levelCount(); ++level) {
            const quint32 size = BlockActivity::blockSize(level);
            for (quint32 index = 0; index * size < Run::tasks; ++index) {
                const TimeRange all{0, run.now};
                const Sums sums = read(run.activity, level, index, all, run.now);
                QVERIFY(difference(sums, run.exact(index * size + 1, size, all)) < 1e-6);
            }
        }
    }

    // Of a part of the time, no more is wrong than what a quarter of the tasks do between points.
    void partsAreNearlyRight()
    {
        const Run run(4);
        for (std::size_t level = 0; level < run.activity.levelCount(); ++level) {
            const quint32 size = BlockActivity::blockSize(level);
            BlockActivity::Reader reader(run.activity, level, 0, run.now);
            reader.begin(0);
            constexpr int parts = 50;
            for (Timestamp part = 0; part < parts; ++part) {
                const TimeRange range{run.now * part / parts, run.now * (part + 1) / parts};
                Sums sums{};
                reader.advance(range.end, sums);
                const Sums exact = run.exact(1, size, range);
                QVERIFY(difference(sums, exact) <= 0.25 * total(exact));
                QVERIFY(std::abs(total(sums) - total(exact)) <= 0.1 * total(exact));
            }
        }
    }

    void readingStepByStepIsAsAtOnce()
    {
        const Run run(5);
        BlockActivity::Reader reader(run.activity, 1, 2, run.now);
        Sums sums{};
        reader.begin(1000);
        for (Timestamp time = 1000; time < run.now; time += 777) {
            reader.advance(time, sums);
        }
        reader.advance(run.now, sums);
        QVERIFY(difference(sums, read(run.activity, 1, 2, {1000, run.now}, run.now)) < 1e-6);
    }

    void badEndsAreFoundByTime()
    {
        BlockActivity activity;
        for (quint32 task = 1; task <= 100; ++task) {
            activity.change(task, TaskId(task), std::nullopt, TaskState::Ready);
        }
        activity.addBadEnd(200, TaskId(3), Outcome::Failed);
        activity.addBadEnd(300, TaskId(50), Outcome::TimedOut);
        const auto found = [&](std::size_t level, std::size_t index, TimeRange range) {
            return BlockActivity::Reader(activity, level, index, 1000).badEnds(range);
        };
        QCOMPARE(found(0, 0, {200, 301}).size(), std::size_t(1));
        QCOMPARE(found(0, 0, {201, 301}).size(), std::size_t(0));
        QCOMPARE(found(0, 1, {0, 301}).front().outcome, Outcome::TimedOut);
        QCOMPARE(found(1, 0, {200, 301}).size(), std::size_t(2));
        QCOMPARE(found(1, 0, {200, 300}).size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(BlockActivityTest)
#include "tst_blockactivity.moc"
