// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/shownwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/panels/leveragepanel.h"
#include "ui/workspace.h"

#include <QPushButton>
#include <QTabWidget>
#include <QTableWidget>

using namespace awaitscope;
using namespace awaitscope::tests;

/// Two jobs of 200 ms share a slot.
class LeveragePanelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_shown = std::make_unique<ShownWindow>();
        m_shown->openPausedText(R"({"name": "pool",
            "params": {"slots": {"value": 1, "min": 1, "max": 4, "live": true}},
            "resources": [{"name": "gpu", "kind": "semaphore", "slots": {"param": "slots"}}],
            "tasks": {"job": [{"acquire": "gpu", "do": [{"sleep": 0.2}]}]},
            "main": [{"gather": ["job", "job"]}]})");
        m_shown->window().workspace().findChild<QTabWidget *>()->setCurrentWidget(&panel());
        m_shown->click(panel().button(), QRectF(panel().button().rect()).center());
        QTRY_COMPARE(panel().table().rowCount(), 5);
    }

    void cleanup() { m_shown.reset(); }

    void whatHelpsMostComesFirst()
    {
        // p95 of the jobs: that of the second one.
        QCOMPARE(rows(),
                 (QStringList{QStringLiteral("work of job × 0.5 | 200 ms −50.0 %"),
                              QStringLiteral("one slot more of gpu | 200 ms −50.0 %"),
                              QStringLiteral("work of job × 0.75 | 300 ms −25.0 %"),
                              QStringLiteral("work of job × 0.9 | 360 ms −10.0 %"),
                              QStringLiteral("as it is | 400 ms ±0")}));
    }

    void clickOpensTheChangedRun()
    {
        QTableWidget &table = panel().table();
        m_shown->click(*table.viewport(), table.visualItemRect(table.item(1, 0)).center());
        QTRY_COMPARE(m_shown->run().spec().values.size(), 1);
        QCOMPARE(m_shown->run().spec().values.at("slots"), 2.0);
        QCOMPARE(table.rowCount(), 5); // to be compared with the others
        m_shown->click(*table.viewport(), table.visualItemRect(table.item(2, 0)).center());
        QTRY_VERIFY(m_shown->run().spec().scenarioText.contains("0.15"));
    }

    void anotherRunEmptiesTheTable()
    {
        m_shown->openPausedText(R"({"name": "none", "main": [{"sleep": 1}]})");
        QCOMPARE(panel().table().rowCount(), 0);
    }

private:
    [[nodiscard]] panels::LeveragePanel &panel()
    {
        return m_shown->window().workspace().leverage();
    }

    /// Change, p95 and its effect.
    [[nodiscard]] QStringList rows()
    {
        QStringList rows;
        const QTableWidget &table = panel().table();
        for (int row = 0; row < table.rowCount(); ++row) {
            rows += QStringLiteral("%1 | %2 %3")
                        .arg(table.item(row, 0)->text(), table.item(row, 3)->text(),
                             table.item(row, 4)->text());
        }
        return rows;
    }

    std::unique_ptr<ShownWindow> m_shown;
};

int main(int argc, char **argv)
{
    return runWithWindows<LeveragePanelTest>(argc, argv);
}

#include "tst_leveragepanel.moc"
