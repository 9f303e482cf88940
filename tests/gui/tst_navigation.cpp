// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/shownwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/actions.h"
#include "ui/panels/tasktable.h"

#include <QAction>

using namespace awaitscope;
using namespace awaitscope::tests;
using run::RunState;
using timeline::TimeScale;
using timeline::TrackLayout;
using trace::TaskId;
using trace::TimeRange;
using trace::Timestamp;

namespace {

const TaskId mainTask(1);
const TaskId firstInference(2);

constexpr Timestamp millisecond = 1'000'000;

} // namespace

class NavigationTest final : public QObject
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

    void controlAndWheelZoomAtTheCursor()
    {
        letGo();
        const QPointF at = placeInTime(0.3);
        const Timestamp before = scale().timeAt(at.x());
        const double resolution = scale().nsPerPixel();
        m_shown->wheel(m_shown->timeline(), at, 4, Qt::ControlModifier);
        QVERIFY(scale().nsPerPixel() < resolution / 2);
        QVERIFY(std::abs(scale().xOf(before) - at.x()) < 1);
        m_shown->wheel(m_shown->timeline(), at, -4, Qt::ControlModifier);
        QVERIFY(std::abs(scale().nsPerPixel() - resolution) < resolution / 1e6);
        QVERIFY(std::abs(scale().xOf(before) - at.x()) < 1);
    }

    void zoomWhileFollowingKeepsTheNowLineInSight()
    {
        QVERIFY(m_shown->timeline().zoom().isFollowing());
        m_shown->wheel(m_shown->timeline(), placeInTime(0.1), 8, Qt::ControlModifier);
        QVERIFY(m_shown->timeline().zoom().isFollowing());
        QVERIFY(m_shown->geometry().nowX);
    }

    void shiftAndWheelPan()
    {
        const QPointF at = placeInTime(0.5);
        const Timestamp before = scale().timeAt(at.x());
        m_shown->wheel(m_shown->timeline(), at, 1, Qt::ShiftModifier);
        QVERIFY(scale().xOf(before) > at.x() + 20);
        m_shown->wheel(m_shown->timeline(), at, -1, Qt::ShiftModifier);
        QVERIFY(std::abs(scale().xOf(before) - at.x()) < 1);
    }

    void draggingPansWithTheCursor()
    {
        const QPointF from = placeInRows(0.5);
        const QPointF to = from + QPointF(-137, 0);
        const Timestamp before = scale().timeAt(from.x());
        m_shown->press(m_shown->timeline(), from);
        m_shown->moveTo(m_shown->timeline(), from + QPointF(-40, 0));
        m_shown->moveTo(m_shown->timeline(), to);
        m_shown->release(m_shown->timeline(), to);
        QVERIFY(std::abs(scale().xOf(before) - to.x()) < 1);
        QCOMPARE(m_shown->window().selection().task(), TaskId());
    }

    void wheelScrollsRows()
    {
        m_shown->runToEnd();
        const double bottom = m_shown->timeline().view().scrollY;
        QVERIFY(bottom > 0); // it follows
        m_shown->wheel(m_shown->timeline(), placeInTime(0.5), 1);
        QVERIFY(m_shown->timeline().view().scrollY < bottom);
    }

    void handsOnWhatIsShownLetGoOfFollowing_data()
    {
        QTest::addColumn<QString>("hand");
        for (const char *const hand : {"wheel", "Shift and wheel", "drag", "A", "D", "Page Up", "F",
                                       "double click", "button", "L"}) {
            QTest::newRow(hand) << QString::fromLatin1(hand);
        }
    }

    void handsOnWhatIsShownLetGoOfFollowing()
    {
        QFETCH(QString, hand);
        m_shown->runTo(6000 * millisecond); // more rows than there is room for
        QVERIFY(m_shown->timeline().zoom().isFollowing());
        QVERIFY(m_shown->window().actions().follow->isChecked());
        use(hand);
        QVERIFY(!m_shown->timeline().zoom().isFollowing());
        QVERIFY(!m_shown->window().actions().follow->isChecked());
    }

    void whatIsShownStaysWhenItDoesNotFollow()
    {
        letGo();
        const TimeRange range = scale().visible();
        const double scrollY = m_shown->timeline().view().scrollY;
        m_shown->runToEnd();
        QCOMPARE(scale().visible().begin, range.begin);
        QCOMPARE(scale().visible().end, range.end);
        QCOMPARE(m_shown->timeline().view().scrollY, scrollY);
    }

    void followingKeepsTheNowLineAndTheNewestRowInSight()
    {
        m_shown->run().setSpeed(10);
        int frames = 0;
        int framesWithout = 0;
        QObject context;
        connect(&m_shown->timeline(), &widgets::TimelineWidget::painted, &context, [&] {
            ++frames;
            framesWithout += !m_shown->geometry().nowX || !isRowInSight(newest());
        });
        m_shown->key(Qt::Key_Space);
        QTRY_COMPARE(m_shown->run().state(), RunState::Ended);
        m_shown->settle();
        QVERIFY(frames > 5);
        QCOMPARE(framesWithout, 0);
    }

    void followingTakesHoldAgain()
    {
        letGo();
        m_shown->runToEnd();
        QVERIFY(!m_shown->geometry().nowX || !isRowInSight(newest()));
        m_shown->key(Qt::Key_L);
        QVERIFY(m_shown->timeline().zoom().isFollowing());
        QVERIFY(m_shown->geometry().nowX);
        QVERIFY(isRowInSight(newest()));
    }

    void homeShowsTheWholeRun()
    {
        m_shown->wheel(m_shown->timeline(), placeInTime(0.3), 10, Qt::ControlModifier);
        m_shown->key(Qt::Key_Home);
        QVERIFY(scale().xOf(0) >= scale().left());
        QVERIFY(scale().xOf(m_shown->run().now()) <= scale().right());
    }

    void doubleClickZoomsToTheTask()
    {
        const trace::TaskLife &life = m_shown->timeline().trace()->spans().life(firstInference);
        QVERIFY(!life.isAlive());
        m_shown->wheel(m_shown->timeline(), placeInTime(0.5), 100); // to the first row
        m_shown->doubleClick(m_shown->timeline(), m_shown->labelPlace(firstInference));
        QCOMPARE(m_shown->window().selection().task(), firstInference);
        const double width = scale().xOf(life.ended) - scale().xOf(life.created);
        QVERIFY(scale().xOf(life.created) >= scale().left());
        QVERIFY(scale().xOf(life.ended) <= scale().right());
        QVERIFY(width > scale().width() / 2);
    }

    void clickSelectsInBothViews()
    {
        m_shown->click(m_shown->timeline(), m_shown->labelPlace(newest()));
        QCOMPARE(m_shown->window().selection().task(), newest());
        QCOMPARE(models::TaskTableModel::taskAt(m_shown->table().currentIndex()), newest());
        QCOMPARE(rowKind(newest()), timeline::RowShape::Kind::Selected);
        m_shown->table().scrollToTop();
        m_shown->click(*m_shown->table().viewport(),
                       m_shown->cellPlace(mainTask, models::TaskTableModel::Task));
        QCOMPARE(m_shown->window().selection().task(), mainTask);
        QCOMPARE(rowKind(mainTask), timeline::RowShape::Kind::Selected);
    }

    void arrowKeysSelectRowsAndShowThem()
    {
        m_shown->runToEnd();
        m_shown->key(Qt::Key_Down);
        QCOMPARE(m_shown->window().selection().task(), mainTask);
        QVERIFY(isRowInSight(mainTask));
        for (quint32 task = 2; task <= m_shown->timeline().trace()->taskCount(); ++task) {
            m_shown->key(Qt::Key_Down);
            QCOMPARE(m_shown->window().selection().task(), TaskId(task));
            QVERIFY(isRowInSight(TaskId(task)));
        }
        m_shown->key(Qt::Key_Escape);
        QCOMPARE(m_shown->window().selection().task(), TaskId());
    }

    void triangleFoldsTheRowsBelow()
    {
        const TrackLayout &layout = m_shown->timeline().trace()->layout();
        const int rows = layout.rowCount();
        QVERIFY(rows > 1);
        m_shown->wheel(m_shown->timeline(), placeInTime(0.5), 100); // to the first row
        const QPointF triangle = m_shown->timeline().view().foldRect(layout, 0).center();
        m_shown->click(m_shown->timeline(), triangle);
        QCOMPARE(layout.rowCount(), 1);
        m_shown->click(m_shown->timeline(), triangle);
        QCOMPARE(layout.rowCount(), rows);
    }

private:
    [[nodiscard]] const TimeScale &scale() { return m_shown->timeline().view().scale; }

    /// On the ruler, at a part of the width of what is shown.
    [[nodiscard]] QPointF placeInTime(double part)
    {
        const QRectF ruler = m_shown->timeline().view().rulerRect();
        return {std::round(scale().left() + scale().width() * part), ruler.center().y()};
    }

    /// The same, below the ruler.
    [[nodiscard]] QPointF placeInRows(double part)
    {
        const auto &layout = m_shown->timeline().trace()->layout();
        const QRectF rows = m_shown->timeline().view().rowsRect(layout);
        return {placeInTime(part).x(), rows.bottom() - 30};
    }

    void letGo()
    {
        m_shown->wheel(m_shown->timeline(), placeInTime(0.5), 3, Qt::ControlModifier);
        m_shown->key(Qt::Key_L);
        QVERIFY(!m_shown->timeline().zoom().isFollowing());
    }

    void use(const QString &hand)
    {
        widgets::TimelineWidget &timeline = m_shown->timeline();
        if (hand == QStringLiteral("wheel")) {
            m_shown->wheel(timeline, placeInTime(0.5), 1);
        } else if (hand == QStringLiteral("Shift and wheel")) {
            m_shown->wheel(timeline, placeInTime(0.5), 1, Qt::ShiftModifier);
        } else if (hand == QStringLiteral("drag")) {
            m_shown->press(timeline, placeInRows(0.5));
            m_shown->moveTo(timeline, placeInRows(0.4));
            m_shown->release(timeline, placeInRows(0.4));
        } else if (hand == QStringLiteral("double click")) {
            m_shown->doubleClick(timeline, m_shown->labelPlace(newest()));
        } else if (hand == QStringLiteral("button")) {
            QWidget &button = m_shown->toolButton(m_shown->window().actions().follow);
            m_shown->click(button, button.rect().center());
        } else if (hand == QStringLiteral("F")) {
            m_shown->window().selection().select(newest());
            m_shown->key(Qt::Key_F);
        } else {
            m_shown->key(Qt::Key(QKeySequence(hand)[0].key()));
        }
    }

    [[nodiscard]] TaskId newest() { return TaskId(m_shown->timeline().trace()->taskCount()); }

    [[nodiscard]] bool isRowInSight(TaskId task)
    {
        const timeline::View &view = m_shown->timeline().view();
        const TrackLayout &layout = m_shown->timeline().trace()->layout();
        return view.rowsRect(layout).contains(view.rowRect(layout, m_shown->rowOf(task)));
    }

    [[nodiscard]] timeline::RowShape::Kind rowKind(TaskId task)
    {
        const timeline::View &view = m_shown->timeline().view();
        const QRectF rect =
            view.rowRect(m_shown->timeline().trace()->layout(), m_shown->rowOf(task));
        for (const timeline::RowShape &row : m_shown->geometry().overlay.rows) {
            if (rect.contains(row.rect.center())) {
                return row.kind;
            }
        }
        return timeline::RowShape::Kind::Normal;
    }

    std::unique_ptr<ShownWindow> m_shown;
};

int main(int argc, char *argv[])
{
    return runWithWindows<NavigationTest>(argc, argv);
}

#include "tst_navigation.moc"
