// SPDX-License-Identifier: MIT
#include "engine/loop/eventloop.h"

#include <QTest>

#include <deque>
#include <functional>
#include <random>
#include <set>
#include <utility>

namespace awaitscope {

using loop::EventLoop;
using trace::Timestamp;

/// Timers of a loop in which they come and go.
class TestTimers final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thoseThatFireSetOthers_data();
    void thoseThatFireSetOthers();
    void thoseOfTheSameDelayComeAndGo_data();
    void thoseOfTheSameDelayComeAndGo();
};

void TestTimers::thoseThatFireSetOthers_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {1, 8, 16, 17, 40, 500}) {
        QTest::addRow("%d at a time", count) << count;
    }
}

void TestTimers::thoseThatFireSetOthers()
{
    QFETCH(const int, count);
    EventLoop loop;
    std::mt19937 random(4);
    std::deque<loop::Callback<std::function<void()>>> handles;
    std::set<std::pair<Timestamp, int>> expected;
    int made = 0;
    int wrong = 0;
    const std::function<void()> add = [&] {
        const Timestamp at = loop.now() + Timestamp(random() % 50);
        const int number = made++;
        expected.emplace(at, number);
        loop.callAt(at, handles.emplace_back([&, at, number] {
            wrong += *expected.begin() != std::pair(at, number);
            expected.erase({at, number});
            if (made < 5000) {
                add();
            }
        }));
    };
    for (int i = 0; i < count; ++i) {
        add();
    }
    while (loop.runTurn() == EventLoop::Progress::TurnDone) { }
    QCOMPARE(wrong, 0);
    QVERIFY(expected.empty());
    QVERIFY(made >= 5000);
}

void TestTimers::thoseOfTheSameDelayComeAndGo_data()
{
    QTest::addColumn<int>("cancelled"); // of a hundred, while others are left
    for (const int cancelled : {0, 30, 50, 95}) {
        QTest::addRow("%d %% are cancelled", cancelled) << cancelled;
    }
}

/// As timeouts do: each has the delay of one of two, or any, and most are cancelled.
void TestTimers::thoseOfTheSameDelayComeAndGo()
{
    QFETCH(const int, cancelled);
    EventLoop loop;
    std::mt19937 random(5);
    using Timer = loop::Callback<std::function<void()>>;
    std::deque<Timer> handles;
    std::set<std::pair<Timestamp, int>> expected;
    std::vector<Timestamp> times;
    int fired = 0;
    int wrong = 0;
    const auto add = [&] {
        const auto kind = random() % 4;
        const Timestamp delay = kind == 0 ? 700 : kind == 1 ? 300 : Timestamp(random() % 900);
        const int number = int(handles.size());
        times.push_back(loop.now() + delay);
        expected.emplace(times.back(), number);
        loop.callLater(delay, handles.emplace_back([&, number] {
            ++fired;
            wrong += *expected.begin() != std::pair(times[std::size_t(number)], number);
            expected.erase({times[std::size_t(number)], number});
        }));
    };
    const auto cancelOne = [&] {
        const std::size_t victim = random() % handles.size();
        if (handles[victim].isScheduled()) {
            handles[victim].cancel();
            expected.erase({times[victim], int(victim)});
        }
    };
    for (int i = 0; i < 20'000; ++i) {
        add();
        for (int tries = 0; int(random() % 100) < cancelled && tries < 3; ++tries) {
            cancelOne();
        }
        if (i % 40 == 39) {
            QCOMPARE(loop.runTurn(), EventLoop::Progress::TurnDone);
        }
    }
    while (loop.runTurn() == EventLoop::Progress::TurnDone) { }
    QCOMPARE(wrong, 0);
    QVERIFY(expected.empty());
    QVERIFY(fired > 1000);
    QVERIFY(cancelled == 0 ? fired == 20'000 : fired < 20'000);
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestTimers)
#include "tst_timers.moc"
