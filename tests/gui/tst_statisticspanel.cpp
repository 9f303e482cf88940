// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/shownwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/charts/plot.h"
#include "ui/charts/statisticscharts.h"
#include "ui/panels/statisticspanel.h"
#include "ui/panels/tasktable.h"
#include "ui/workspace.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QTabWidget>

using namespace awaitscope;
using namespace awaitscope::tests;

/// Three jobs share one slot for a second each.
class StatisticsPanelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_shown = std::make_unique<ShownWindow>();
        m_shown->openPausedText(R"({"name": "pool",
            "resources": [{"name": "gpu", "kind": "semaphore", "slots": 1}],
            "tasks": {"job": [{"acquire": "gpu", "do": [{"sleep": 1}]}]},
            "main": [{"gather": ["job", "job", "job"]}]})");
        m_shown->window().workspace().findChild<QTabWidget *>()->setCurrentWidget(&panel());
        m_shown->runToEnd();
    }

    void cleanup() { m_shown.reset(); }

    void figuresAreThoseOfTheRun()
    {
        QTRY_COMPARE(rowOf("job"),
                     QStringLiteral("job 3 3 0 0 0 0 2.000 3.000 3.000 3.000 3.000 "
                                    "1.000 2.000 2.000 2.000 2.000"));
        QCOMPARE(panel().resources().rows.size(), 1);
        QCOMPARE(panel().resources().rows.front().join(QLatin1Char(' ')),
                 QStringLiteral("gpu 100.0 1.00 1.00 2 0.67 1.500 1.00 0.00"));
        QCOMPARE(panel().scope(), QStringLiteral("Whole run, all tasks"));
    }

    void selectedRangeIsFollowed()
    {
        m_shown->timeline().range().select(trace::TimeRange{1'500'000'000, 2'500'000'000});
        QTRY_COMPARE(rowOf("job"),
                     QStringLiteral("job 1 1 0 0 0 0 2.000 2.000 2.000 2.000 2.000 "
                                    "1.000 1.000 1.000 1.000 1.000"));
        QCOMPARE(panel().scope(), QStringLiteral("1.500 s to 2.500 s, all tasks"));
    }

    void filterIsFollowed()
    {
        m_shown->window().workspace().query().setText(QStringLiteral("job dur:>1.5s"));
        QTRY_VERIFY(rowOf("job").startsWith(QStringLiteral("job 2 2")));
        QVERIFY(rowOf("main").isEmpty());
    }

    void clickOnABarFiltersTheTasksBehindIt()
    {
        QTRY_VERIFY(!rowOf("job").isEmpty());
        charts::Plot &histogram = panel().charts().histogram();
        // Two bars: below 1.5 s, and up to 3 s.
        m_shown->click(*histogram.viewport(), histogram.positionOf({2.9, 0.5}));
        QCOMPARE(m_shown->window().workspace().query().text(),
                 QStringLiteral("name:job state:ended dur:>=1500000000ns dur:<=3000000000ns"));
        QCOMPARE(m_shown->table().model()->rowCount(), 2);
    }

    void csvHasARowATemplate()
    {
        QTRY_VERIFY(!rowOf("job").isEmpty());
        const QByteArray csv = panel().templates().csv();
        QVERIFY(csv.startsWith("Tasks,Count,Finished,"));
        QVERIFY(csv.contains("\r\njob,3,3,0,0,0,0,2.000,"));
        QVERIFY(csv.endsWith("\r\n"));
    }

    void copyHasBothTables()
    {
        QTRY_VERIFY(!rowOf("job").isEmpty());
        for (QPushButton *const button : panel().findChildren<QPushButton *>()) {
            if (button->text() == QStringLiteral("Copy")) {
                m_shown->click(*button, QRectF(button->rect()).center());
            }
        }
        const QString text = QGuiApplication::clipboard()->text();
        QCOMPARE(text, panel().text());
        QVERIFY(text.contains(QStringLiteral("nearest rank")));
        QVERIFY(text.contains(QStringLiteral("gpu")) && text.contains(QStringLiteral("job")));
    }

private:
    [[nodiscard]] panels::StatisticsPanel &panel()
    {
        return m_shown->window().workspace().statistics();
    }

    /// The row of a template, empty if it has none.
    [[nodiscard]] QString rowOf(const char *name)
    {
        for (const QStringList &row : panel().templates().rows) {
            if (row.front() == QLatin1String(name)) {
                return row.join(QLatin1Char(' '));
            }
        }
        return {};
    }

    std::unique_ptr<ShownWindow> m_shown;
};

int main(int argc, char **argv)
{
    return runWithWindows<StatisticsPanelTest>(argc, argv);
}

#include "tst_statisticspanel.moc"
