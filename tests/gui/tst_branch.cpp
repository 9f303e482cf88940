// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/recording.h"
#include "engine/run/runspecfile.h"
#include "tests/gui/pastwindow.h"
#include "tests/gui/windowmain.h"

#include <QDoubleSpinBox>

using namespace awaitscope;
using namespace awaitscope::tests;
using run::RunState;
using trace::TaskId;
using trace::Timestamp;

class BranchTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_shown = std::make_unique<PastWindow>(); }

    void cleanup() { m_shown.reset(); }

    void branchIsTheSameRunUpToTheMoment()
    {
        m_shown->openEnded(semaphoreFile);
        const QByteArray original = m_shown->log();
        m_shown->window().selection().select(waiting);
        m_shown->clickRuler(moment);
        const Timestamp time = m_shown->trace().now();
        const quint64 events = m_shown->trace().spans().position();
        const trace::TimeRange shown = m_shown->timeline().view().scale.visible();
        m_shown->clickOffered(m_shown->actions().branch);
        QVERIFY(!m_shown->trace().isPast());
        QCOMPARE(m_shown->run().state(), RunState::Paused);
        QCOMPARE(m_shown->run().now(), time);
        QCOMPARE(m_shown->run().store().eventCount(), events);
        QVERIFY(events > 0 && original.startsWith(m_shown->log()));
        QCOMPARE(m_shown->timeline().view().scale.visible(), shown);
        QCOMPARE(m_shown->window().selection().task(), waiting);

        // What is done now happens at that time.
        auto *const slotField =
            m_shown->parameters().findChild<QDoubleSpinBox *>(QStringLiteral("slots"));
        slotField->setFocus();
        m_shown->key(Qt::Key_Up);
        const run::Interventions &interventions = m_shown->run().spec().interventions;
        QCOMPARE(interventions.size(), std::size_t(1));
        QCOMPARE(interventions.front(),
                 (run::Intervention{time, run::ResizeSemaphore{trace::ResourceId(1), 5}}));
        m_shown->runToEnd();
        const QByteArray changed = m_shown->log();
        QVERIFY(changed != original);

        // And can be taken back.
        m_shown->key(Qt::Key_Z, Qt::ControlModifier | Qt::AltModifier);
        m_shown->runToEnd();
        QCOMPARE(firstDifference(m_shown->log(), original), QByteArray());
        m_shown->key(Qt::Key_Z, Qt::ControlModifier | Qt::AltModifier | Qt::ShiftModifier);
        m_shown->runToEnd();
        QCOMPARE(firstDifference(m_shown->log(), changed), QByteArray());
    }

    void branchDropsWhatWasDoneLater()
    {
        m_shown->openPaused(semaphoreFile);
        m_shown->runTo(moment / 2);
        m_shown->run().cancel(TaskId(7));
        m_shown->runTo(moment);
        m_shown->run().cancel(waiting);
        m_shown->runTo(2 * moment);
        const run::Interventions both = m_shown->run().spec().interventions;
        QCOMPARE(both.size(), std::size_t(2));
        m_shown->runToEnd();
        const QByteArray original = m_shown->log();
        m_shown->clickRuler((both[0].at + both[1].at) / 2);
        m_shown->key(Qt::Key_B);
        QCOMPARE(m_shown->run().spec().interventions, run::Interventions{both[0]});
        QVERIFY(original.startsWith(m_shown->log()));
        // It is not lost.
        m_shown->key(Qt::Key_Z, Qt::ControlModifier | Qt::AltModifier | Qt::ShiftModifier);
        QCOMPARE(m_shown->run().spec().interventions, both);
        m_shown->runToEnd();
        QCOMPARE(firstDifference(m_shown->log(), original), QByteArray());
    }

    void branchStopsInTheMiddleOfAnInstant()
    {
        m_shown->openEnded(semaphoreFile);
        const QByteArray original = m_shown->log();
        m_shown->clickRuler(moment);
        const auto isMidInstant = [this] {
            const quint64 events = m_shown->trace().spans().position();
            return m_shown->run().store().event(events).time == m_shown->trace().now();
        };
        do {
            m_shown->key(Qt::Key_Comma);
        } while (!isMidInstant());
        const quint64 events = m_shown->trace().spans().position();
        m_shown->key(Qt::Key_B);
        QCOMPARE(m_shown->run().store().eventCount(), events);
        QVERIFY(m_shown->run().isMidInstant());
        QVERIFY(original.startsWith(m_shown->log()));
        m_shown->runToEnd();
        QCOMPARE(firstDifference(m_shown->log(), original), QByteArray());
    }

    void aRecordingHasAPastAndBranchesIfItsRunIsInIt_data()
    {
        QTest::addColumn<bool>("hasRun");
        QTest::newRow("with the run that it is of") << true;
        QTest::newRow("without") << false;
    }

    void aRecordingHasAPastAndBranchesIfItsRunIsInIt()
    {
        QFETCH(const bool, hasRun);
        m_shown->openEnded(semaphoreFile);
        const QByteArray original = m_shown->log();
        const QByteArray spec = run::toJson(m_shown->run().spec(), m_shown->run().scenario());
        const QString file = m_shown->path(QStringLiteral("a.awaitscope"));
        QVERIFY(!formats::writeRecording(
            file, m_shown->run().store(),
            {QStringLiteral("What was seen"), hasRun ? spec : QByteArray()}));
        QVERIFY(m_shown->session().open(file));
        QTRY_VERIFY(!m_shown->window().run());
        m_shown->clickRuler(moment);
        QVERIFY(m_shown->trace().isPast());
        QVERIFY(m_shown->trace().taskCount() < m_shown->trace().store().taskCount());
        QCOMPARE(m_shown->actions().branch->isEnabled(), hasRun);
        QCOMPARE(m_shown->notice().text().contains(QStringLiteral("nothing to branch from")),
                 !hasRun);
        if (hasRun) {
            m_shown->clickOffered(m_shown->actions().branch);
            QVERIFY(m_shown->window().run());
            QCOMPARE(m_shown->run().state(), RunState::Paused);
            QVERIFY(original.startsWith(m_shown->log()));
        } else {
            m_shown->clickOffered(m_shown->actions().backToNow);
            QVERIFY(!m_shown->trace().isPast());
        }
    }

private:
    std::unique_ptr<PastWindow> m_shown;
};

int main(int argc, char *argv[])
{
    return runWithWindows<BranchTest>(argc, argv);
}

#include "tst_branch.moc"
