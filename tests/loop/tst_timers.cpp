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

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestTimers)
#include "tst_timers.moc"
