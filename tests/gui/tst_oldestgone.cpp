// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/pastwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/runcommands.h"
#include "ui/widgets/noticebar.h"

#include <QLabel>
#include <QTest>

using namespace awaitscope;
using namespace awaitscope::tests;
using run::RunEnd;
using run::RunState;
using trace::TaskId;
using trace::Timestamp;

namespace {

constexpr run::Limits littleMemory{.memory = quint64(2) << 20,
                                   .atMemory = run::Limits::AtMemory::Hold};

} // namespace

/// A run that reaches its limit of memory, and whose oldest events are let go.
class OldestGoneTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_shown = std::make_unique<PastWindow>();
        m_shown->session().setLimits(littleMemory);
        m_shown->openPausedText(R"({"name": "long",
            "resources": [{"name": "gpu", "kind": "semaphore", "slots": 1}],
            "tasks": {"infer": [{"repeat": {"times": 12000, "do": [
                {"acquire": "gpu", "do": [{"sleep": 0.001}]}]}}]},
            "main": [{"gather": ["infer", "infer"]}]})");
        m_shown->run().setSpeed(run::Run::maxSpeed);
        m_shown->key(Qt::Key_Space);
        QTRY_VERIFY(m_shown->run().isHeld());
        QTRY_VERIFY(!m_shown->offer().isEmpty());
    }

    void cleanup() { m_shown.reset(); }

    void noticeOffersItAndTheRunGoesOn()
    {
        QVERIFY2(m_shown->offer().contains(QStringLiteral("let the oldest events go")),
                 qPrintable(m_shown->offer()));
        QVERIFY(!partial().isVisible());
        m_shown->clickOffered(m_shown->window().actions().letOldestGo);
        QTRY_COMPARE(m_shown->run().state(), RunState::Ended);
        QCOMPARE(m_shown->run().end(), RunEnd::Finished);
        QTRY_COMPARE(m_shown->offer(), QString());
        const quint64 gone = m_shown->run().store().firstEvent();
        QVERIFY(gone > 0);
        QTRY_COMPARE(partial().text(),
                     QStringLiteral("partial: %1 oldest events let go")
                         .arg(QLocale(QLocale::English).toString(qulonglong(gone))));
        QVERIFY(partial().isVisible());
    }

    void timelineSaysWhereItBegins()
    {
        letGo();
        m_shown->timeline().zoom().fitRun();
        const timeline::Geometry geometry = m_shown->geometry();
        QVERIFY(geometry.letGo.has_value());
        const timeline::View &view = m_shown->timeline().view();
        QCOMPARE(geometry.letGo->rect.right(), std::round(view.scale.xOf(first())));
        QCOMPARE(geometry.letGo->text, partial().text());
    }

    void timeTravelStopsAtTheFirstEvent()
    {
        letGo();
        m_shown->timeline().zoom().fitRun();
        m_shown->clickRuler(first() / 2);
        QTRY_VERIFY(m_shown->trace().isPast());
        QCOMPARE(m_shown->trace().now(), first());
        QVERIFY2(m_shown->notice().text().contains(QStringLiteral("Nothing can be shown before")),
                 qPrintable(m_shown->notice().text()));
        for (int step = 0; step < 20; ++step) {
            m_shown->key(Qt::Key_Comma);
        }
        QVERIFY(m_shown->trace().now() >= first());
        QVERIFY(m_shown->trace().spans().position() >= m_shown->run().store().firstEvent());
        m_shown->key(Qt::Key_Period);
        QVERIFY(m_shown->trace().isPast());
    }

    void branchRunsTheSameAgain()
    {
        letGo();
        m_shown->timeline().zoom().fitRun();
        const Timestamp end = m_shown->run().now();
        m_shown->clickRuler(first() + (end - first()) / 2);
        QTRY_VERIFY(m_shown->trace().isPast());
        const Timestamp at = m_shown->trace().now();
        m_shown->session().setLimits({});
        m_shown->clickOffered(m_shown->actions().branch);
        QTRY_VERIFY(!m_shown->trace().isPast());
        QCOMPARE(m_shown->run().now(), at);
        QCOMPARE(m_shown->run().store().firstEvent(), quint64(0));
        QTRY_VERIFY(!partial().isVisible());
    }

    void everyPanelStandsIt()
    {
        letGo();
        auto *const tables = m_shown->window().findChild<QTabWidget *>();
        m_shown->click(m_shown->timeline(), m_shown->labelPlace(TaskId(2)));
        for (int i = 0; i < tables->count(); ++i) {
            tables->setCurrentIndex(i);
            m_shown->settle();
        }
        QVERIFY(m_shown->window().grab().width() > 0);
        m_shown->key(Qt::Key_BracketLeft); // along a hand-over
        m_shown->settle();
    }

private:
    void letGo()
    {
        m_shown->clickOffered(m_shown->window().actions().letOldestGo);
        QTRY_COMPARE(m_shown->run().state(), RunState::Ended);
        m_shown->settle();
        QTRY_VERIFY(partial().isVisible());
    }

    [[nodiscard]] Timestamp first() const
    {
        const trace::TraceStore &store = m_shown->run().store();
        return store.event(store.firstEvent()).time;
    }

    [[nodiscard]] QLabel &partial() const
    {
        return *m_shown->window().findChild<QLabel *>(QStringLiteral("partial"));
    }

    std::unique_ptr<PastWindow> m_shown;
};

int main(int argc, char *argv[])
{
    return runWithWindows<OldestGoneTest>(argc, argv);
}

#include "tst_oldestgone.moc"
