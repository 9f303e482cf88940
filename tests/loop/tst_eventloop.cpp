// SPDX-License-Identifier: MIT
#include "engine/loop/eventloop.h"

#include <QTest>

#include <algorithm>
#include <deque>
#include <functional>
#include <random>
#include <stdexcept>

namespace awaitscope {

using loop::EventLoop;
using trace::Timestamp;

using Progress = EventLoop::Progress;

/// The abstract machine of semantics.md, section 1.1, handle by handle.
class TestEventLoop final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void runsHandlesInTheOrderOfTheirRegistration();
    void whatIsScheduledMeanwhileRunsInTheNextTurn();
    void dueTimersRunBehindWhatIsReady();
    void theClockStandsStillWhileAnythingIsReady();
    void jumpsToTheEarliestTimer();
    void aCancelledHandleIsPassedOver();
    void aCancelledTimerDoesNotStopTheClock();
    void equalDeadlinesRunInTheOrderOfRegistration();
    void interventionsComeFirstAtTheirDeadline();
    void s9_aDeadlineInThePastRunsInTheNextTurn();
    void s10_aDelayCountsFromItsRegistration();
    void s11_anExceptionLeavesTheOtherHandlesInTheirPlaces();
    void s37_noTaskRunsInACallback();
    void goesOnWithATurnThatItYielded();
    void advancingMovesTheClockWithinATurn();
    void endsAtTheEndOfTime();
    void stopsForTheFirstReason();
    void handlesMayOutliveTheLoop();
    void keepsManyTimersInOrder();
    void takesTimersOutOfAnyPlace_data();
    void takesTimersOutOfAnyPlace();

private:
    /// A handle that notes its name, and does something.
    loop::Handle &handle(const char *name, std::function<void()> action = {});

    using Call = loop::Callback<std::function<void()>>;
    std::unique_ptr<EventLoop> m_loop;
    std::deque<Call> m_handles;
    QList<QByteArray> m_ran;
};

void TestEventLoop::init()
{
    m_loop = std::make_unique<EventLoop>();
    m_handles.clear();
    m_ran.clear();
}

loop::Handle &TestEventLoop::handle(const char *name, std::function<void()> action)
{
    return m_handles.emplace_back([this, name, action] {
        m_ran.push_back(name);
        if (action) {
            action();
        }
    });
}

void TestEventLoop::runsHandlesInTheOrderOfTheirRegistration()
{
    for (const char *name : {"a", "b", "c"}) {
        m_loop->callSoon(handle(name));
    }
    QCOMPARE(m_loop->runTurn(), Progress::TurnDone);
    QCOMPARE(m_ran, (QList<QByteArray>{"a", "b", "c"}));
    QCOMPARE(m_loop->runTurn(), Progress::Nothing);
    QCOMPARE(m_loop->iteration(), quint64(1));
}

void TestEventLoop::whatIsScheduledMeanwhileRunsInTheNextTurn()
{
    m_loop->callSoon(handle("a", [this] { m_loop->callSoon(handle("c")); }));
    m_loop->callSoon(handle("b"));
    m_loop->runTurn();
    QCOMPARE(m_ran, (QList<QByteArray>{"a", "b"}));
    m_loop->runTurn();
    QCOMPARE(m_ran, (QList<QByteArray>{"a", "b", "c"}));
}

void TestEventLoop::dueTimersRunBehindWhatIsReady()
{
    m_loop->callLater(0, handle("timer"));
    m_loop->callSoon(handle("soon"));
    m_loop->runTurn();
    QCOMPARE(m_ran, (QList<QByteArray>{"soon", "timer"}));
}

void TestEventLoop::theClockStandsStillWhileAnythingIsReady()
{
    m_loop->callLater(1, handle("timer"));
    m_loop->callSoon(handle("a", [this] { m_loop->callSoon(handle("b")); }));
    m_loop->runTurn();
    m_loop->runTurn();
    QCOMPARE(m_ran, (QList<QByteArray>{"a", "b"}));
    QCOMPARE(m_loop->now(), Timestamp(0));
    m_loop->runTurn();
    QCOMPARE(m_ran, (QList<QByteArray>{"a", "b", "timer"}));
    QCOMPARE(m_loop->now(), Timestamp(1));
}

void TestEventLoop::jumpsToTheEarliestTimer()
{
    m_loop->callAt(70, handle("late"));
    m_loop->callAt(50, handle("early"));
    QCOMPARE(m_loop->nextDue(), std::optional<Timestamp>(50));
    m_loop->runTurn();
    QCOMPARE(m_loop->now(), Timestamp(50));
    QCOMPARE(m_ran, (QList<QByteArray>{"early"}));
    m_loop->runTurn();
    QCOMPARE(m_loop->now(), Timestamp(70));
    QVERIFY(!m_loop->nextDue());
}

void TestEventLoop::aCancelledHandleIsPassedOver()
{
    loop::Handle &second = handle("second");
    m_loop->callSoon(handle("first", [&] { second.cancel(); }));
    m_loop->callSoon(second);
    m_loop->callSoon(handle("third"));
    m_loop->runTurn();
    QCOMPARE(m_ran, (QList<QByteArray>{"first", "third"}));
    QVERIFY(!second.isScheduled());
}

void TestEventLoop::aCancelledTimerDoesNotStopTheClock()
{
    loop::Handle &timer = handle("timer");
    m_loop->callAt(10, timer);
    m_loop->callAt(20, handle("other"));
    timer.cancel();
    m_loop->runTurn();
    QCOMPARE(m_loop->now(), Timestamp(20));
    QCOMPARE(m_ran, (QList<QByteArray>{"other"}));
}

void TestEventLoop::equalDeadlinesRunInTheOrderOfRegistration()
{
    QList<QByteArray> names;
    for (const char *name : {"a", "b", "c", "d", "e", "f", "g", "h"}) {
        m_loop->callAt(10, handle(name));
        names.push_back(name);
    }
    m_loop->runTurn();
    QCOMPARE(m_ran, names);
}

void TestEventLoop::interventionsComeFirstAtTheirDeadline()
{
    m_loop->callAt(10, handle("timer"));
    m_loop->callAtFirst(10, handle("first"));
    m_loop->callAtFirst(10, handle("second"));
    m_loop->callAt(9, handle("earlier"));
    m_loop->runTurn();
    m_loop->runTurn();
    QCOMPARE(m_ran, (QList<QByteArray>{"earlier", "first", "second", "timer"}));
}

void TestEventLoop::s9_aDeadlineInThePastRunsInTheNextTurn()
{
    m_loop->callAt(100, handle("now", [this] {
                       m_loop->callAt(60, handle("60"));
                       m_loop->callLater(-50, handle("50"));
                       m_loop->callAt(100, handle("100"));
                   }));
    m_loop->runTurn();
    QCOMPARE(m_loop->nextDue(), std::optional<Timestamp>(100));
    m_loop->runTurn();
    QCOMPARE(m_ran, (QList<QByteArray>{"now", "50", "60", "100"}));
    QCOMPARE(m_loop->now(), Timestamp(100));
}

void TestEventLoop::s10_aDelayCountsFromItsRegistration()
{
    m_loop->callLater(10, handle("late"));
    m_loop->callSoon(handle("busy", [this] { m_loop->advance(7); }));
    m_loop->runTurn();
    m_loop->runTurn();
    QCOMPARE(m_loop->now(), Timestamp(10)); // and not 17
    m_loop->callLater(std::numeric_limits<Timestamp>::max(), handle("never"));
    QCOMPARE(m_loop->nextDue(), std::optional(std::numeric_limits<Timestamp>::max()));
}

void TestEventLoop::s11_anExceptionLeavesTheOtherHandlesInTheirPlaces()
{
    // asyncio gives it to the exception handler of the loop; here it leaves runTurn().
    m_loop->callSoon(handle("bad", [] { throw std::runtime_error("bad"); }));
    m_loop->callSoon(handle("good"));
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, m_loop->runTurn());
    QVERIFY(m_loop->isInTurn());
    QCOMPARE(m_loop->runTurn(), Progress::TurnDone);
    QCOMPARE(m_ran, (QList<QByteArray>{"bad", "good"}));
    QCOMPARE(m_loop->iteration(), quint64(1));
}

void TestEventLoop::s37_noTaskRunsInACallback()
{
    bool isNone = false;
    m_loop->callSoon(handle("callback", [&] { isNone = m_loop->currentTask() == nullptr; }));
    m_loop->runTurn();
    QVERIFY(isNone);
}

void TestEventLoop::goesOnWithATurnThatItYielded()
{
    for (const char *name : {"a", "b", "c"}) {
        m_loop->callSoon(handle(name, [this] { m_loop->callSoon(handle("next")); }));
    }
    QCOMPARE(m_loop->runTurn(2), Progress::Yielded);
    QVERIFY(m_loop->isInTurn());
    QCOMPARE(m_loop->nextDue(), std::optional<Timestamp>(0));
    QCOMPARE(m_loop->runTurn(2), Progress::TurnDone);
    QCOMPARE(m_ran, (QList<QByteArray>{"a", "b", "c"}));
    QCOMPARE(m_loop->iteration(), quint64(1));
    QCOMPARE(m_loop->runTurn(3), Progress::TurnDone);
    QCOMPARE(m_ran.size(), 6);
}

void TestEventLoop::advancingMovesTheClockWithinATurn()
{
    m_loop->callAt(5, handle("due meanwhile"));
    m_loop->callSoon(handle("busy", [this] {
        m_loop->advance(10);
        m_loop->callSoon(handle("soon"));
    }));
    m_loop->callSoon(handle("behind", [this] { QCOMPARE(m_loop->now(), Timestamp(10)); }));
    m_loop->runTurn();
    QCOMPARE(m_ran, (QList<QByteArray>{"busy", "behind"}));
    m_loop->runTurn();
    QCOMPARE(m_ran, (QList<QByteArray>{"busy", "behind", "soon", "due meanwhile"}));
    QCOMPARE(m_loop->now(), Timestamp(10));
}

void TestEventLoop::endsAtTheEndOfTime()
{
    m_loop->callAt(trace::endOfTime, handle("last"));
    m_loop->callAt(trace::endOfTime + 1, handle("never"));
    QCOMPARE(m_loop->runTurn(), Progress::TurnDone);
    QCOMPARE(m_loop->runTurn(), Progress::Stopped);
    QCOMPARE(*m_loop->stopReason(), "time");
    QCOMPARE(m_ran, (QList<QByteArray>{"last"}));

    init();
    m_loop->callSoon(handle("busy", [this] { m_loop->advance(trace::endOfTime + 1); }));
    m_loop->callSoon(handle("never"));
    QCOMPARE(m_loop->runTurn(), Progress::Stopped);
    QCOMPARE(m_ran, (QList<QByteArray>{"busy"}));
}

void TestEventLoop::stopsForTheFirstReason()
{
    m_loop->callSoon(handle("a", [this] {
        m_loop->stop("first");
        m_loop->stop("second");
    }));
    m_loop->callSoon(handle("b"));
    QCOMPARE(m_loop->runTurn(), Progress::Stopped);
    QCOMPARE(*m_loop->stopReason(), "first");
    QCOMPARE(m_loop->runTurn(), Progress::Stopped);
    QCOMPARE(m_ran, (QList<QByteArray>{"a"}));
}

void TestEventLoop::handlesMayOutliveTheLoop()
{
    loop::Handle &soon = handle("soon");
    loop::Handle &timer = handle("timer");
    m_loop->callSoon(soon);
    m_loop->callAt(10, timer);
    m_loop.reset();
    QVERIFY(!soon.isScheduled() && !timer.isScheduled());
}

void TestEventLoop::keepsManyTimersInOrder()
{
    std::mt19937 random(1);
    std::vector<std::pair<Timestamp, int>> expected;
    std::vector<std::pair<Timestamp, int>> ran;
    for (int i = 0; i < 5000; ++i) {
        const Timestamp at = random() % 1000;
        expected.emplace_back(at, i);
        m_loop->callAt(at, m_handles.emplace_back([&ran, at, i] { ran.emplace_back(at, i); }));
    }
    while (m_loop->runTurn() == Progress::TurnDone) { }
    std::ranges::sort(expected);
    QVERIFY(ran == expected);
}

void TestEventLoop::takesTimersOutOfAnyPlace_data()
{
    QTest::addColumn<bool>("isOrdered");
    QTest::newRow("deadlines come in any order") << false;
    QTest::newRow("each deadline is behind those before") << true;
}

void TestEventLoop::takesTimersOutOfAnyPlace()
{
    QFETCH(const bool, isOrdered);
    std::mt19937 random(2);
    std::vector<std::pair<Timestamp, int>> expected;
    std::vector<std::pair<Timestamp, int>> ran;
    for (int i = 0; i < 4000; ++i) {
        const Timestamp at = isOrdered ? Timestamp(i / 10) : Timestamp(random() % 300);
        auto &timer = m_handles.emplace_back([&ran, at, i] { ran.emplace_back(at, i); });
        m_loop->callAt(at, timer);
        expected.emplace_back(at, i);
    }
    for (int i = 0; i < 3500; ++i) {
        const std::size_t victim = random() % expected.size();
        m_handles[std::size_t(expected[victim].second)].cancel();
        expected.erase(expected.begin() + std::ptrdiff_t(victim));
    }
    while (m_loop->runTurn() == Progress::TurnDone) { }
    std::ranges::sort(expected);
    QVERIFY(ran == expected);
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestEventLoop)
#include "tst_eventloop.moc"
