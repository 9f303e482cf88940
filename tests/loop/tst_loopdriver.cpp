// SPDX-License-Identifier: MIT
#include "engine/loop/loopdriver.h"
#include "tests/support/fakewall.h"

#include <QSignalSpy>
#include <QTest>

#include <deque>
#include <numeric>

namespace awaitscope {

using loop::Drivable;
using loop::LoopDriver;
using tests::FakeWall;
using trace::Timestamp;

constexpr Timestamp ms = trace::nanosecondsPerMillisecond;

/// When a driver lets a loop run, by a wall clock of the test's own.
class TestLoopDriver final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsATurnWhenItIsDue();
    void runsEveryTurnThatIsDueInOneFrame();
    void followsItsSpeed_data();
    void followsItsSpeed();
    void withoutPaceRunsEverythingAtOnce();
    void paceDoesNotGoPastTheNextTurn();
    void aPauseDoesNotCount();
    void aChangeOfSpeedKeepsThePresent();
    void unpacingAndPacingAgainKeepsThePresent();
    void stopsInTheMiddleOfATurnWhenTheFrameIsUsedUp();
    void aSlowMachineBuildsUpNoDebt();
    void looksAtTheClockBetweenSlices_data();
    void looksAtTheClockBetweenSlices();
    void pausesWhenNothingCanHappen();
    void goesOnFromWhereOthersHaveRunIt();
    void otherWorkDoesNotTurnTheClockBack();
    void ticksByItselfWhileItRuns();
};

namespace {

    /// A loop whose turns are known beforehand.
    class ScriptedLoop final : public Drivable
    {
    public:
        struct Turn
        {
            Timestamp due = 0;
            quint64 handles = 1;
        };

        explicit ScriptedLoop(std::deque<Turn> turns) : m_turns(std::move(turns)) { }

        Progress runSome(quint64 handles) override
        {
            if (m_turns.empty()) {
                return Progress::Idle;
            }
            Turn &turn = m_turns.front();
            m_now = std::max(m_now, turn.due);
            const quint64 ran = std::min(handles, turn.handles);
            slices.push_back(ran);
            turn.handles -= ran;
            if (turn.handles > 0) {
                return Progress::Yielded;
            }
            m_ran.push_back(turn.due / ms);
            m_turns.pop_front();
            return Progress::TurnDone;
        }

        [[nodiscard]] std::optional<Timestamp> nextDue() const override
        {
            return m_turns.empty() ? std::nullopt
                                   : std::optional(std::max(m_now, m_turns.front().due));
        }

        [[nodiscard]] Timestamp now() const override { return m_now; }

        /// Which turns have run, by their due times in ms.
        [[nodiscard]] QList<qint64> ran() const { return m_ran; }

        QList<quint64> slices; ///< handles of each call

    private:
        std::deque<Turn> m_turns;
        QList<qint64> m_ran;
        Timestamp m_now = 0;
    };

} // namespace

void TestLoopDriver::runsATurnWhenItIsDue()
{
    FakeWall wall;
    ScriptedLoop loop({{0}, {10 * ms}, {20 * ms}});
    LoopDriver driver(loop, wall.pacing());
    driver.start();

    driver.tick();
    QCOMPARE(loop.ran(), (QList<qint64>{0}));
    wall.now = 10 * ms - 1;
    driver.tick();
    QCOMPARE(loop.ran(), (QList<qint64>{0}));
    wall.now = 10 * ms;
    driver.tick();
    QCOMPARE(loop.ran(), (QList<qint64>{0, 10}));
}

void TestLoopDriver::runsEveryTurnThatIsDueInOneFrame()
{
    FakeWall wall;
    ScriptedLoop loop({{0}, {1 * ms}, {1 * ms}, {2 * ms}, {17 * ms}});
    LoopDriver driver(loop, wall.pacing());
    driver.start();
    wall.wait(16);
    driver.tick();
    QCOMPARE(loop.ran(), (QList<qint64>{0, 1, 1, 2}));
    QCOMPARE(driver.pacedNow(), 16 * ms);
}

void TestLoopDriver::followsItsSpeed_data()
{
    QTest::addColumn<double>("speed");
    QTest::addColumn<qint64>("wallMs");
    QTest::newRow("a tenth") << 0.1 << qint64(1000);
    QTest::newRow("as the wall clock") << 1.0 << qint64(100);
    QTest::newRow("ten times") << 10.0 << qint64(10);
    QTest::newRow("a hundred times") << 100.0 << qint64(1);
}

void TestLoopDriver::followsItsSpeed()
{
    QFETCH(const double, speed);
    QFETCH(const qint64, wallMs);
    FakeWall wall;
    ScriptedLoop loop({{100 * ms, 1}});
    LoopDriver driver(loop, wall.pacing());
    driver.setSpeed(speed);
    driver.start();
    wall.now = wallMs * ms - 1000;
    driver.tick();
    QCOMPARE(loop.ran(), QList<qint64>());
    wall.now = wallMs * ms;
    driver.tick();
    QCOMPARE(loop.ran(), (QList<qint64>{100}));
}

void TestLoopDriver::withoutPaceRunsEverythingAtOnce()
{
    FakeWall wall;
    ScriptedLoop loop({{0}, {1000 * ms}, {100'000 * ms}});
    LoopDriver driver(loop, wall.pacing());
    driver.setSpeed(LoopDriver::maxSpeed);
    driver.start();
    driver.tick();
    QCOMPARE(loop.ran(), (QList<qint64>{0, 1000, 100'000}));
    QCOMPARE(driver.pacedNow(), 100'000 * ms);
}

void TestLoopDriver::paceDoesNotGoPastTheNextTurn()
{
    FakeWall wall;
    ScriptedLoop loop({{0}, {50 * ms}});
    LoopDriver driver(loop, wall.pacing());
    driver.start();
    driver.tick();
    wall.wait(30);
    QCOMPARE(driver.pacedNow(), 30 * ms);
    wall.wait(30);
    QCOMPARE(driver.pacedNow(), 50 * ms);
}

void TestLoopDriver::aPauseDoesNotCount()
{
    FakeWall wall;
    ScriptedLoop loop({{0}, {50 * ms}});
    LoopDriver driver(loop, wall.pacing());
    driver.start();
    driver.tick();
    wall.wait(30);
    driver.pause();
    wall.wait(1000);
    QCOMPARE(driver.pacedNow(), 30 * ms);
    driver.start();
    wall.wait(19);
    driver.tick();
    QCOMPARE(loop.ran(), (QList<qint64>{0}));
    wall.wait(1);
    driver.tick();
    QCOMPARE(loop.ran(), (QList<qint64>{0, 50}));
}

void TestLoopDriver::aChangeOfSpeedKeepsThePresent()
{
    FakeWall wall;
    ScriptedLoop loop({{0}, {50 * ms}});
    LoopDriver driver(loop, wall.pacing());
    driver.start();
    driver.tick();
    wall.wait(20);
    driver.setSpeed(0.5);
    QCOMPARE(driver.pacedNow(), 20 * ms);
    wall.wait(20);
    QCOMPARE(driver.pacedNow(), 30 * ms);
    driver.setSpeed(10);
    wall.wait(2);
    QCOMPARE(driver.pacedNow(), 50 * ms);
}

void TestLoopDriver::unpacingAndPacingAgainKeepsThePresent()
{
    FakeWall wall;
    ScriptedLoop loop({{0}, {50 * ms}});
    LoopDriver driver(loop, wall.pacing());
    driver.start();
    driver.tick();
    wall.wait(20);
    driver.setSpeed(LoopDriver::maxSpeed);
    QCOMPARE(driver.pacedNow(), 20 * ms);
    driver.setSpeed(1);
    QCOMPARE(driver.pacedNow(), 20 * ms);
}

void TestLoopDriver::stopsInTheMiddleOfATurnWhenTheFrameIsUsedUp()
{
    FakeWall wall;
    ScriptedLoop loop({{0, 1000}, {5 * ms}});
    LoopDriver driver(loop, wall.pacing(10));
    driver.start();
    wall.perLook = LoopDriver::budgetNs / 4;
    driver.tick();
    QCOMPARE(loop.slices, (QList<quint64>{10, 10, 10}));
    QCOMPARE(driver.pacedNow(), Timestamp(0));
    driver.tick();
    QCOMPARE(loop.slices.size(), 6);
    driver.setSpeed(LoopDriver::maxSpeed); // tick follows tick, and each is short
    wall.perLook = LoopDriver::pieceNs / 4;
    driver.tick();
    QCOMPARE(loop.slices.size(), 9);
    QCOMPARE(loop.ran(), QList<qint64>());
    QVERIFY(driver.isRunning());
}

void TestLoopDriver::aSlowMachineBuildsUpNoDebt()
{
    FakeWall wall;
    ScriptedLoop loop({{0, 100}, {5 * ms}, {1000 * ms}});
    LoopDriver driver(loop, wall.pacing(10));
    driver.start();
    wall.wait(900); // the program was busy with something else
    wall.perLook = LoopDriver::budgetNs / 2;
    driver.tick(); // is late
    wall.perLook = 0;
    while (loop.ran().size() < 2) {
        driver.tick();
        wall.wait(1);
    }
    QVERIFY2(driver.pacedNow() < 20 * ms, "it runs after the wall clock");
}

void TestLoopDriver::looksAtTheClockBetweenSlices_data()
{
    QTest::addColumn<quint64>("slice");
    QTest::newRow("after each callback") << quint64(1);
    QTest::newRow("after seven") << quint64(7);
    QTest::newRow("after 128") << quint64(128);
}

void TestLoopDriver::looksAtTheClockBetweenSlices()
{
    QFETCH(const quint64, slice);
    FakeWall wall;
    ScriptedLoop loop({{0, 300}, {0, 5}});
    LoopDriver driver(loop, wall.pacing(slice));
    driver.start();
    driver.tick();
    QCOMPARE(loop.ran(), (QList<qint64>{0, 0}));
    QCOMPARE(loop.slices.front(), slice);
    QCOMPARE(std::accumulate(loop.slices.begin(), loop.slices.end(), quint64(0)), quint64(305));
}

void TestLoopDriver::pausesWhenNothingCanHappen()
{
    FakeWall wall;
    ScriptedLoop loop({{0}, {5 * ms}});
    LoopDriver driver(loop, wall.pacing());
    QSignalSpy ticked(&driver, &LoopDriver::ticked);
    QSignalSpy idle(&driver, &LoopDriver::idle);
    driver.start();
    wall.wait(100);
    driver.tick();
    QVERIFY(!driver.isRunning());
    QCOMPARE(ticked.count(), 1);
    QCOMPARE(idle.count(), 1);
    QCOMPARE(driver.pacedNow(), 5 * ms);
}

void TestLoopDriver::goesOnFromWhereOthersHaveRunIt()
{
    FakeWall wall;
    ScriptedLoop loop({{0}, {50 * ms}, {60 * ms}});
    LoopDriver driver(loop, wall.pacing());
    loop.runSome(1);
    loop.runSome(1);
    driver.resynchronise();
    QCOMPARE(driver.pacedNow(), 50 * ms);
    driver.start();
    wall.wait(9);
    driver.tick();
    QCOMPARE(loop.ran(), (QList<qint64>{0, 50}));
    wall.wait(1);
    driver.tick();
    QCOMPARE(loop.ran(), (QList<qint64>{0, 50, 60}));
}

void TestLoopDriver::otherWorkDoesNotTurnTheClockBack()
{
    FakeWall wall;
    ScriptedLoop loop({{0}, {50 * ms}});
    LoopDriver driver(loop, wall.pacing());
    driver.start();
    driver.tick();
    wall.wait(30);
    driver.pause();
    driver.resynchronise();
    QCOMPARE(driver.pacedNow(), 30 * ms);
}

void TestLoopDriver::ticksByItselfWhileItRuns()
{
    ScriptedLoop loop({{0}, {1 * ms}, {3 * ms}});
    LoopDriver driver(loop);
    QSignalSpy idle(&driver, &LoopDriver::idle);
    driver.start();
    QVERIFY(idle.wait());
    QCOMPARE(loop.ran(), (QList<qint64>{0, 1, 3}));
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestLoopDriver)
#include "tst_loopdriver.moc"
