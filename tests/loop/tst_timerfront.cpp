// SPDX-License-Identifier: MIT
#include "engine/loop/timerfront.h"

#include <QTest>

#include <deque>
#include <random>
#include <set>
#include <utility>

namespace awaitscope {

using loop::Timer;
using loop::TimerFront;

class TestTimerFront final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalDeadlinesStandInTheOrderOfTheirRanks();
    void isInOrderWhateverComesAndGoes();
};

namespace {

    struct Idle final : loop::Handle
    {
        void run() override { }
    };

} // namespace

void TestTimerFront::equalDeadlinesStandInTheOrderOfTheirRanks()
{
    TimerFront front;
    front.insert({.deadline = 5, .rank = quint64(1) << 63});
    front.insert({.deadline = 5, .rank = 0});
    front.insert({.deadline = -1, .rank = ~quint64(0)});
    QCOMPARE(front.first().deadline, trace::Timestamp(-1));
    front.removeFirst();
    QCOMPARE(front.first().rank, quint64(0));
    QCOMPARE(front.last().rank, quint64(1) << 63);
}

void TestTimerFront::isInOrderWhateverComesAndGoes()
{
    std::mt19937 random(3);
    TimerFront front;
    std::deque<Idle> handles(100);
    std::set<std::pair<trace::Timestamp, quint64>> expected; // the rank is the index of the handle
    for (int round = 0; round < 20000; ++round) {
        const quint64 rank = random() % handles.size();
        const Timer timer{trace::Timestamp(rank % 7), rank, &handles[rank]};
        if (expected.erase({timer.deadline, rank}) > 0) {
            front.remove(handles[rank]);
        } else if (!front.isFull()) {
            front.insert(timer);
            expected.emplace(timer.deadline, rank);
        } else if (round % 2 == 0) {
            front.removeFirst();
            expected.erase(expected.begin());
        } else {
            front.removeLast();
            expected.erase(std::prev(expected.end()));
        }
        QCOMPARE(front.isEmpty(), expected.empty());
        QCOMPARE(front.isFull(), expected.size() == TimerFront::capacity);
        if (!expected.empty()) {
            QCOMPARE(front.first().handle, &handles[expected.begin()->second]);
            QCOMPARE(front.last().handle, &handles[expected.rbegin()->second]);
        }
    }
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestTimerFront)
#include "tst_timerfront.moc"
