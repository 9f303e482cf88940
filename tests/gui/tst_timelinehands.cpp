// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/shownwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/actions.h"
#include "ui/panels/tasktable.h"
#include "ui/widgets/findbar.h"
#include "ui/widgets/overviewwidget.h"

#include <QAction>
#include <QHelpEvent>
#include <QLineEdit>
#include <QTextDocument>
#include <QToolButton>
#include <QToolTip>

using namespace awaitscope;
using namespace awaitscope::tests;
using timeline::TimeScale;
using timeline::TrackLayout;
using trace::TaskId;
using trace::TimeRange;
using trace::Timestamp;

namespace {

const TaskId mainTask(1);

constexpr Timestamp millisecond = 1'000'000;

} // namespace

/// What moves about in a run, and what finds in it, in the window and with its keys.
class TimelineHandsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_shown = std::make_unique<ShownWindow>();
        m_shown->openPaused(semaphoreFile);
        m_shown->runTo(2000 * millisecond);
    }

    void cleanup() { m_shown.reset(); }

    void movesAreUndoneAndRedone()
    {
        const TimeRange before = scale().visible();
        m_shown->wheel(timeline(), placeInTime(0.5), 2, Qt::ShiftModifier);
        const TimeRange after = scale().visible();
        QVERIFY(after != before);
        m_shown->key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(scale().visible(), before);
        QVERIFY(timeline().zoom().isFollowing());
        m_shown->key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(scale().visible(), after);
        QVERIFY(!m_shown->window().actions().redoMove->isEnabled());
    }

    void shiftAndDragSelectARangeThatEscClears()
    {
        const TimeScale shown = scale();
        const QPointF from = placeInTime(0.2) + QPointF(0, 200);
        const QPointF to = placeInTime(0.6) + QPointF(0, 220);
        m_shown->press(timeline(), from, Qt::ShiftModifier);
        m_shown->moveTo(timeline(), (from + to) / 2);
        m_shown->moveTo(timeline(), to);
        m_shown->release(timeline(), to, Qt::ShiftModifier);
        QCOMPARE(timeline().range().range(),
                 (TimeRange{shown.timeAt(from.x()), shown.timeAt(to.x())}));
        QCOMPARE(scale(), shown);
        const auto range = m_shown->geometry().overlay.range;
        QVERIFY(range);
        QCOMPARE(range->left, from.x());
        QTRY_COMPARE(m_shown->screen(timeline(), timeline().rect())
                         .pixelColor(int(from.x()), int(from.y()) + 60),
                     m_shown->theme().accent);
        m_shown->key(Qt::Key_Escape);
        QVERIFY(!timeline().range().range());
    }

    void fZoomsToTheSelectedRange()
    {
        timeline().range().select(TimeRange{500 * millisecond, 700 * millisecond});
        m_shown->key(Qt::Key_F);
        const TimeRange shown = scale().visible();
        QVERIFY(shown.begin < 500 * millisecond && shown.begin > 490 * millisecond);
        QVERIFY(shown.end > 700 * millisecond && shown.end < 710 * millisecond);
    }

    void bracketsFollowASlotFromHandToHand()
    {
        m_shown->runToEnd();
        // Whoever waited has its slot from another.
        const auto &lives = timeline().trace()->spans().lives();
        const auto waited = std::ranges::find_if(
            lives, [](const trace::TaskLife &life) { return life.waited > 0 && life.worked > 0; });
        QVERIFY(waited != lives.end());
        const TaskId task(quint32(waited - lives.begin()) + 1);
        m_shown->window().selection().select(task);
        QVERIFY(!m_shown->geometry().overlay.arrows.empty());
        m_shown->key(Qt::Key_BracketLeft);
        const TaskId giver = m_shown->window().selection().task();
        QVERIFY(giver != task);
        m_shown->key(Qt::Key_BracketRight);
        QCOMPARE(m_shown->window().selection().task(), task);
    }

    void anArrowSaysWhatItIs()
    {
        m_shown->runToEnd();
        m_shown->window().selection().select(TaskId(2));
        const auto spawn = m_shown->geometry().overlay.arrows.front();
        QCOMPARE(spawn.kind, timeline::ArrowShape::Kind::Spawn);
        const QPoint at((spawn.from + spawn.to).toPoint() / 2);
        QHelpEvent help(QEvent::ToolTip, at, timeline().mapToGlobal(at));
        QCoreApplication::sendEvent(&timeline(), &help);
        QCOMPARE(QToolTip::text(),
                 Qt::convertFromPlainText(QStringLiteral("main created infer #2 at 0.000 s")));
        QToolTip::hideText();
    }

    void findGoesFromMatchToMatch_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
        QTest::newRow("Ctrl+F") << int(Qt::Key_F) << Qt::KeyboardModifiers(Qt::ControlModifier);
        QTest::newRow("slash") << int(Qt::Key_Slash) << Qt::KeyboardModifiers();
    }

    void findGoesFromMatchToMatch()
    {
        QFETCH(const int, key);
        QFETCH(const Qt::KeyboardModifiers, modifiers);
        m_shown->key(Qt::Key(key), modifiers);
        QVERIFY(findBar().isVisible());
        QVERIFY(findBar().field().hasFocus());
        m_shown->key(Qt::Key_NumberSign);
        m_shown->key(Qt::Key_1);
        QCOMPARE(findBar().field().text(), QStringLiteral("#1"));
        const TaskId first = m_shown->window().selection().task();
        QVERIFY(isRowInSight(first));
        m_shown->key(Qt::Key_Return);
        const TaskId second = m_shown->window().selection().task();
        QVERIFY(second != first);
        QVERIFY(isRowInSight(second));
        m_shown->key(Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(m_shown->window().selection().task(), first);
        QVERIFY(!m_shown->geometry().overlay.matches.empty());
        m_shown->key(Qt::Key_Escape);
        QVERIFY(findBar().isHidden());
        QCOMPARE(m_shown->window().selection().task(), first); // Esc did no more than that
        QVERIFY(timeline().hasFocus());
    }

    void lettersThatAreTypedDoNothingElse()
    {
        m_shown->key(Qt::Key_F, Qt::ControlModifier);
        const TimeRange before = scale().visible();
        for (const Qt::Key key : {Qt::Key_L, Qt::Key_F, Qt::Key_Space, Qt::Key_W, Qt::Key_Slash}) {
            m_shown->key(key);
        }
        QCOMPARE(findBar().field().text(), QStringLiteral("lf w/"));
        QCOMPARE(scale().visible(), before);
        QVERIFY(timeline().zoom().isFollowing());
        QCOMPARE(m_shown->run().state(), run::RunState::Paused);
    }

    void foldAllLeavesTheRootAndUnfoldAllBringsEverythingBack()
    {
        const TrackLayout &layout = timeline().trace()->layout();
        const int rows = layout.rowCount();
        m_shown->key(Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(layout.rowCount(), 1);
        m_shown->key(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(layout.rowCount(), rows);
    }

    void theNoticeFollowsAgain()
    {
        auto *const notice = timeline().findChild<QToolButton *>(QStringLiteral("notice"));
        QVERIFY(!notice->isVisible());
        m_shown->wheel(timeline(), placeInTime(0.5), 1, Qt::ShiftModifier);
        QVERIFY(notice->isVisible());
        m_shown->click(*notice, notice->rect().center());
        QVERIFY(timeline().zoom().isFollowing());
        QVERIFY(!notice->isVisible());
    }

    void theOverviewMovesTheTimeline()
    {
        auto &strip = *m_shown->window().findChild<widgets::OverviewWidget *>();
        timeline().zoom().dragRange({500 * millisecond, 1000 * millisecond});
        const auto place = [&](Timestamp time) {
            return QPointF(std::round(strip.view().scale().xOf(time)), 20);
        };
        m_shown->press(strip, place(750 * millisecond));
        m_shown->moveTo(strip, place(900 * millisecond));
        m_shown->moveTo(strip, place(1250 * millisecond));
        m_shown->release(strip, place(1250 * millisecond));
        const double slack = 2 * strip.view().scale().nsPerPixel();
        const TimeRange shown = scale().visible();
        QVERIFY(std::abs(double(shown.begin - 1000 * millisecond)) <= slack);
        QVERIFY(std::abs(double(shown.end - 1500 * millisecond)) <= slack);
    }

    void theCursorReadsTheTracks()
    {
        const QPointF at = placeInTime(0.3) + QPointF(0, 150);
        m_shown->moveTo(timeline(), at);
        const auto overlay = m_shown->geometry().overlay;
        QCOMPARE(overlay.cursorX, at.x());
        QCOMPARE(overlay.trackUses.size(), m_shown->geometry().tracks.size());
        QTRY_COMPARE(m_shown->screen(timeline(), timeline().rect()).pixelColor(int(at.x()), 30),
                     m_shown->theme().cursor);
    }

    void delCancelsOnceWhereverTheKeyboardIs_data()
    {
        QTest::addColumn<bool>("inTable");
        QTest::newRow("in the timeline") << false;
        QTest::newRow("in the table") << true;
    }

    void delCancelsOnceWhereverTheKeyboardIs()
    {
        QFETCH(const bool, inTable);
        const TaskId task(timeline().trace()->taskCount());
        QVERIFY(timeline().trace()->spans().life(task).isAlive());
        m_shown->window().selection().select(task);
        QWidget &focus = inTable ? static_cast<QWidget &>(m_shown->table()) : timeline();
        focus.setFocus();
        m_shown->key(Qt::Key_Delete);
        QCOMPARE(m_shown->run().spec().interventions.size(), std::size_t(1));
    }

private:
    [[nodiscard]] widgets::TimelineWidget &timeline() { return m_shown->timeline(); }

    [[nodiscard]] const TimeScale &scale() { return timeline().view().scale; }

    [[nodiscard]] widgets::FindBar &findBar()
    {
        return *m_shown->window().findChild<widgets::FindBar *>();
    }

    /// On the ruler, at a part of the width of what is shown.
    [[nodiscard]] QPointF placeInTime(double part)
    {
        const QRectF ruler = timeline().view().rulerRect();
        return {std::round(scale().left() + scale().width() * part), ruler.center().y()};
    }

    [[nodiscard]] bool isRowInSight(TaskId task)
    {
        const TrackLayout &layout = timeline().trace()->layout();
        return timeline().view().rowsRect(layout).contains(
            timeline().view().rowRect(layout, layout.rowOf(task)));
    }

    std::unique_ptr<ShownWindow> m_shown;
};

int main(int argc, char *argv[])
{
    return runWithWindows<TimelineHandsTest>(argc, argv);
}

#include "tst_timelinehands.moc"
