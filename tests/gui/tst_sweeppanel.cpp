// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/shownwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/charts/plot.h"
#include "ui/charts/sweepcharts.h"
#include "ui/panels/sweeppanel.h"
#include "ui/workspace.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>

using namespace awaitscope;
using namespace awaitscope::tests;

namespace {

// Eight requests of 100 ms each come at once.
const QByteArray pool = R"({"name": "pool", "seed": 5,
    "params": {"slots": {"value": 2, "min": 1, "max": 8, "step": 1, "live": true, "label": "Slots"}},
    "resources": [{"name": "r", "kind": "semaphore", "slots": {"param": "slots"}}],
    "tasks": {"job": [{"acquire": "r", "do": [{"sleep": 0.1}]}]},
    "main": [{"gather": [{"template": "job", "count": 8}]}]})";

} // namespace

class SweepPanelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_shown = std::make_unique<ShownWindow>();
        m_shown->openPausedText(pool);
        auto *const tabs = m_shown->window().workspace().findChild<QTabWidget *>();
        const int index = tabs->indexOf(&panel());
        m_shown->click(*tabs->tabBar(), tabs->tabBar()->tabRect(index).center());
        QVERIFY(panel().isVisible());
    }

    void cleanup() { m_shown.reset(); }

    void proposesTheWholeRangeOfTheLiveParameter()
    {
        QCOMPARE(panel().rangeField().text(), QStringLiteral("1..8:1"));
        QVERIFY(!panel().charts().isVisible());
    }

    void saysWhichValueMeetsTheGoal()
    {
        setGoal(QStringLiteral("p95 <= 200 ms"));
        sweep();
        QCOMPARE(panel().runner().results().runs().size(), 8 * 5);
        QVERIFY2(panel().verdict().contains(
                     QStringLiteral("<b>Slots 4</b> is the least with p95 &lt;= 200 ms")),
                 qPrintable(panel().verdict()));
        QVERIFY(panel().charts().isVisible());
    }

    void mistakesAreSaid()
    {
        setGoal(QStringLiteral("p95 < 200"));
        QVERIFY(panel().verdict().contains(QStringLiteral("column 10")));
        setGoal(QString());
        panel().rangeField().setText(QStringLiteral("0..4"));
        m_shown->click(panel().button(), QRectF(panel().button().rect()).center());
        QVERIFY(!panel().runner().isRunning());
        QVERIFY2(panel().verdict().contains(QStringLiteral("slots")),
                 qPrintable(panel().verdict()));
    }

    void clickOnAPointOpensThatRun()
    {
        sweep();
        charts::Plot *const latency = panel().charts().findChildren<charts::Plot *>().front();
        // With 4 slots the last job ends after 200 ms.
        m_shown->click(*latency->viewport(), latency->positionOf({4, 0.2}));
        QTRY_COMPARE(m_shown->run().spec().values.at("slots"), 4.0);
        QVERIFY(m_shown->run().spec().seed >= 5);
        QVERIFY(m_shown->run().spec().seed <= 9);
        // The results stay, so that another point can be compared.
        QCOMPARE(panel().runner().results().runs().size(), 8 * 5);
    }

    void cancelKeepsWhatHasCome()
    {
        panel().rangeField().setText(QStringLiteral("1..8"));
        panel().runner().start(
            analysis::planSweep({.scenarioText = pool}, QStringLiteral("slots=1..8"), 1000)
                .value());
        QTRY_VERIFY(!panel().runner().results().runs().empty());
        panel().runner().cancel();
        QVERIFY(!panel().runner().isRunning());
        const std::size_t count = panel().runner().results().runs().size();
        QVERIFY(count > 0 && count < 8000);
    }

    void anotherScenarioForgetsThem()
    {
        sweep();
        m_shown->openPausedText(R"({"name": "none", "main": [{"sleep": 1}]})");
        QVERIFY(panel().runner().results().runs().empty());
        QVERIFY(!panel().charts().isVisible());
        QVERIFY(!panel().button().isEnabled());
    }

private:
    void setGoal(const QString &goal) { panel().goalField().setText(goal); }

    void sweep()
    {
        m_shown->click(panel().button(), QRectF(panel().button().rect()).center());
        // It may be over before the click returns.
        QTRY_VERIFY(!panel().runner().isRunning() && !panel().runner().results().runs().empty());
    }

    [[nodiscard]] panels::SweepPanel &panel() { return m_shown->window().workspace().sweep(); }

    std::unique_ptr<ShownWindow> m_shown;
};

int main(int argc, char **argv)
{
    return runWithWindows<SweepPanelTest>(argc, argv);
}

#include "tst_sweeppanel.moc"
