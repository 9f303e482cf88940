// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/shownwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/actions.h"

#include <QAction>

using namespace awaitscope;
using namespace awaitscope::tests;
using run::Interventions;
using timeline::MarkShape;
using trace::Outcome;
using trace::TaskId;
using trace::TaskState;
using trace::Timestamp;

namespace {

struct Case
{
    QString file;
    QString golden;
    Timestamp place; // where the run is held, the task in the middle of a sleep step
    TaskId task;
    Timestamp cleanup; // how long it takes (ns)
};

const Case inference{semaphoreFile, QStringLiteral("semaphore-cancel"), 500'736'058, TaskId(7),
                     120'000'000};
const Case process{deadlinesFile, QStringLiteral("deadlines-and-cancellation-cancel"), 802'115'916,
                   TaskId(4), 150'000'000};

void addCases()
{
    QTest::addColumn<bool>("isProcess");
    QTest::newRow("an inference that holds a slot") << false;
    QTest::newRow("a process in the middle of a step") << true;
}

} // namespace

class CancelledTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_shown = std::make_unique<ShownWindow>(); }

    void cleanup() { m_shown.reset(); }

    void requestIsAMarkAtItsTime_data() { addCases(); }

    void requestIsAMarkAtItsTime()
    {
        const Case &it = cancelInTheMiddle();
        m_shown->runTo(it.place + 1);
        QCOMPARE(requests(it), 1);
        QCOMPARE(caps(it), std::vector<Outcome>());
    }

    void cleanupIsABarFromTheRequestOn_data() { addCases(); }

    void cleanupIsABarFromTheRequestOn()
    {
        const Case &it = cancelInTheMiddle();
        m_shown->run().setSpeed(0.1);
        m_shown->key(Qt::Key_Space);
        QTRY_VERIFY(m_shown->run().now() >= it.place + it.cleanup / 4);
        m_shown->run().pause();
        m_shown->settle();
        QVERIFY(m_shown->run().now() <= it.place + it.cleanup);
        const std::optional<timeline::Bar> bar = cleanupBar(it);
        QVERIFY(bar);
        QVERIFY(bar->rect.width() > 5);
        QCOMPARE(bar->rect.left(), xOf(it.place + 1));
        QCOMPARE(bar->rect.right(), xOf(m_shown->run().now()));
        QVERIFY(!bar->endsHere);
        QCOMPARE(requests(it), 1);
        QCOMPARE(caps(it), std::vector<Outcome>());
    }

    void endIsACancelledCapBehindTheCleanup_data() { addCases(); }

    void endIsACancelledCapBehindTheCleanup()
    {
        const Case &it = cancelInTheMiddle();
        m_shown->runToEnd();
        QCOMPARE(requests(it), 1);
        const std::optional<timeline::Bar> bar = cleanupBar(it);
        QVERIFY(bar);
        QCOMPARE(bar->rect.left(), xOf(it.place + 1));
        QCOMPARE(bar->rect.right(), xOf(it.place + 1 + it.cleanup));
        QVERIFY(bar->endsHere);
        QCOMPARE(caps(it), std::vector{Outcome::Cancelled});
    }

    void whatFollowsIsWhatTheReferenceSays_data() { addCases(); }

    void whatFollowsIsWhatTheReferenceSays()
    {
        const Case &it = cancelInTheMiddle();
        const Interventions expected{{it.place + 1, run::CancelTask{it.task}}};
        QCOMPARE(m_shown->run().spec().interventions, expected);
        m_shown->runToEnd();
        QCOMPARE(m_shown->differenceFromGolden(it.golden), QByteArray());
    }

    void cancelAllCountsLiveTasks()
    {
        holdInTheMiddle(inference);
        QAction &cancelAll = *m_shown->window().actions().cancelAll;
        QCOMPARE(m_shown->run().liveTasks().size(), 6U);
        QCOMPARE(cancelAll.text(), QStringLiteral("Cancel all 6"));
        m_shown->runToEnd();
        QCOMPARE(cancelAll.text(), QStringLiteral("Cancel all"));
        QVERIFY(!cancelAll.isEnabled());
        QVERIFY(!m_shown->toolButton(&cancelAll).isEnabled());
    }

    void cancelAllIsOneInterventionForEachLiveTask()
    {
        holdInTheMiddle(inference);
        clickCancelAll();
        Interventions expected;
        for (const quint32 task : {8, 7, 6, 4, 3, 1}) {
            expected.push_back({inference.place + 1, run::CancelTask{TaskId(task)}});
        }
        QCOMPARE(m_shown->run().spec().interventions, expected);
    }

    void cancelAllGoesOnAsTheReferenceSays()
    {
        holdInTheMiddle(inference);
        clickCancelAll();
        m_shown->runToEnd();
        QCOMPARE(m_shown->differenceFromGolden(QStringLiteral("semaphore-cancelall")),
                 QByteArray());
    }

    void cancelAllMakesEveryLiveRowPending()
    {
        holdInTheMiddle(inference);
        clickCancelAll();
        for (const TaskId task : m_shown->run().liveTasks()) {
            QVERIFY(m_shown->textsOnRow(task).contains(QStringLiteral("cancel pending")));
        }
    }

private:
    void holdInTheMiddle(const Case &it)
    {
        m_shown->openPaused(it.file);
        m_shown->stepTo(it.place);
        QCOMPARE(m_shown->run().now(), it.place);
    }

    const Case &cancelInTheMiddle()
    {
        QFETCH(bool, isProcess);
        const Case &it = isProcess ? process : inference;
        holdInTheMiddle(it);
        m_shown->click(m_shown->timeline(), m_shown->cancelPlace(it.task));
        return it;
    }

    void clickCancelAll()
    {
        QWidget &button = m_shown->toolButton(m_shown->window().actions().cancelAll);
        m_shown->click(button, button.rect().center());
    }

    [[nodiscard]] double xOf(Timestamp time)
    {
        return std::round(m_shown->timeline().view().scale.xOf(time));
    }

    [[nodiscard]] QRectF row(const Case &it)
    {
        return m_shown->timeline().view().rowRect(m_shown->timeline().trace()->layout(),
                                                  m_shown->rowOf(it.task));
    }

    /// How many request marks there are on the row at the time of the request.
    [[nodiscard]] int requests(const Case &it)
    {
        const MarkShape expected{QPointF(xOf(it.place + 1), row(it).top()),
                                 MarkShape::Kind::CancelRequested};
        return int(std::ranges::count(m_shown->geometry().marks, expected));
    }

    [[nodiscard]] std::optional<timeline::Bar> cleanupBar(const Case &it)
    {
        for (const timeline::Bar &bar : m_shown->geometry().bars) {
            if (bar.state == TaskState::Cleanup && row(it).contains(bar.rect.center())) {
                return bar;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] std::vector<Outcome> caps(const Case &it)
    {
        std::vector<Outcome> outcomes;
        for (const timeline::Cap &cap : m_shown->geometry().caps) {
            if (row(it).contains(cap.centre)) {
                outcomes.push_back(cap.outcome);
            }
        }
        return outcomes;
    }

    std::unique_ptr<ShownWindow> m_shown;
};

int main(int argc, char *argv[])
{
    return runWithWindows<CancelledTest>(argc, argv);
}

#include "tst_cancelled.moc"
