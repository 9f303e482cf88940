// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/comparing.h"
#include "tests/gui/shownwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/actions.h"
#include "ui/export/exportchoices.h"
#include "ui/export/pictureexporter.h"
#include "ui/panels/comparepanel.h"
#include "ui/workspace.h"

#include <QAction>
#include <QTableWidget>

#include <algorithm>

using namespace awaitscope;
using namespace awaitscope::tests;
using exporting::endingOf;
using trace::TaskId;

namespace {

constexpr trace::Timestamp second = 1'000'000'000;

// Two jobs of a second each share `slots` slots; main waits for both.
[[nodiscard]] QByteArray pool(int slotCount)
{
    return R"({"name": "pool",
        "params": {"slots": {"label": "Slots", "value": )"
        + QByteArray::number(slotCount) + R"(, "min": 1, "max": 4, "step": 1}},
        "resources": [{"name": "gpu", "kind": "semaphore", "slots": {"param": "slots"}}],
        "tasks": {"job": [{"acquire": "gpu", "do": [{"sleep": 0.5}, {"sleep": 0.5}]}]},
        "main": [{"gather": ["job", "job"], "return_exceptions": true}]})";
}

} // namespace

/// Another run beside the one that is shown.
class ComparePanelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_shown = std::make_unique<ShownWindow>(); }

    void cleanup() { m_shown.reset(); }

    void keyComparesWithoutTheCancellation()
    {
        m_shown->openPausedText(pool(1));
        QVERIFY(!actions().compareWithout->isEnabled());
        m_shown->runTo(second / 2);
        m_shown->click(m_shown->timeline(), m_shown->cancelPlace(TaskId(2)));
        m_shown->runToEnd();
        m_shown->key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(panel().isVisible());
        // job #2 was cancelled after half a second, and the other had its slot sooner.
        QTRY_COMPARE(
            rows(panel().differences()),
            (QStringList{QStringLiteral("job #2|finished, 1.00 s|cancelled, 500 ms|was finished, "
                                        "−500 ms"),
                         QStringLiteral("main|finished, 2.00 s|finished, 1.50 s|−500 ms"),
                         QStringLiteral("job #3|finished, 2.00 s|finished, 1.50 s|−500 ms")}));
        const QStringList totals = rows(panel().totals());
        QVERIFY(totals.contains(QStringLiteral("total|2.00 s|1.50 s|−500 ms")));
        QVERIFY(totals.contains(QStringLiteral("cancelled|0|1|+1")));
        QVERIFY2(panel().summary().contains(QStringLiteral("3 tasks differ, 1 of them")),
                 qPrintable(panel().summary()));
    }

    void theOtherRunIsDrawnAboveTheBars()
    {
        compareSlots();
        const auto overlay = m_shown->geometry().overlay;
        QVERIFY(!overlay.otherRun.strips.empty());
        QCOMPARE(overlay.otherRun.ends.size(), std::size_t(3));
        QVERIFY(std::ranges::any_of(overlay.barLabels, [](const timeline::Label &label) {
            return label.text == QStringLiteral("−1.00 s");
        }));
        actions().compareNothing->trigger();
        QVERIFY(m_shown->geometry().overlay.otherRun.strips.empty());
        QVERIFY(!actions().compareNothing->isEnabled());
    }

    void clickOnADifferenceSelectsTheTask()
    {
        compareSlots();
        QTableWidget &table = panel().differences();
        m_shown->click(*table.viewport(), table.visualItemRect(table.item(1, 0)).center());
        QCOMPARE(m_shown->window().selection().task(), TaskId(3));
    }

    void swapShowsTheOtherRun()
    {
        compareSlots();
        m_shown->window().selection().select(TaskId(3));
        QCOMPARE(m_shown->run().now(), second);
        m_shown->key(Qt::Key_X);
        QCOMPARE(m_shown->run().now(), 2 * second); // that with one slot, to its end
        QCOMPARE(m_shown->window().selection().task(), TaskId(3));
        QTRY_VERIFY(rows(panel().totals()).contains(QStringLiteral("total|1.00 s|2.00 s|+1.00 s")));
        QVERIFY2(panel().summary().contains(QStringLiteral("<b>the run after: Slots 2</b>")),
                 qPrintable(panel().summary()));
        const auto range = m_shown->timeline().view().scale.visible();
        m_shown->key(Qt::Key_X);
        QCOMPARE(m_shown->run().now(), second);
        QCOMPARE(m_shown->timeline().view().scale.visible(), range);
    }

    void ofATaskOfTheOtherRunAloneItSelectsTheOneAbove()
    {
        m_shown->openPausedText(R"({"name": "x", "tasks": {"part": [{"sleep": 1}],
            "whole": [{"sleep": 0.5}, {"gather": ["part"]}]},
            "main": [{"gather": ["part", "whole"], "return_exceptions": true}]})");
        m_shown->runTo(second / 4);
        m_shown->window().run()->cancel(TaskId(3)); // before it has created any
        m_shown->runToEnd();
        m_shown->key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        QTableWidget &table = panel().differences();
        const auto alone = [&] {
            return table.findItems(QStringLiteral("only in the other run"), Qt::MatchExactly);
        };
        QTRY_COMPARE(alone().size(), 1);
        m_shown->click(*table.viewport(), table.visualItemRect(alone().first()).center());
        QCOMPARE(m_shown->window().selection().task(), TaskId(3));
    }

    void stopsWithTheKeyboardInItsTables()
    {
        compareSlots();
        panel().totals().setFocus();
        QVERIFY(panel().totals().hasFocus());
        actions().compareNothing->trigger();
        QVERIFY(!panel().isVisible());
        QCOMPARE(m_shown->window().selection().task(), TaskId());
    }

    void itStaysBesideTheNextRunOfTheScenario()
    {
        compareSlots();
        actions().restart->trigger();
        m_shown->runToEnd();
        QTRY_COMPARE(panel().differences().rowCount(), 2);
        m_shown->openPaused(semaphoreFile);
        QVERIFY(!actions().compareNothing->isEnabled());
        QCOMPARE(m_shown->timeline().pointed().other, nullptr);
    }

    void aFileCanBeTheOtherRun()
    {
        m_shown->openPausedText(pool(2));
        m_shown->runToEnd();
        m_shown->session().comparing().withFile(
            m_shown->write(QStringLiteral("one.json"), pool(1)));
        QTRY_COMPARE(panel().differences().rowCount(), 2);
        QVERIFY2(panel().summary().contains(QStringLiteral("<b>one.json: Slots 1</b>")),
                 qPrintable(panel().summary()));
        m_shown->session().comparing().withFile(m_shown->write(QStringLiteral("bad.json"), "{"));
        QVERIFY(m_shown->problem().isVisible());
        QCOMPARE(panel().differences().rowCount(), 2); // nothing is lost
    }

    void itsPictureOpensBothRuns_data()
    {
        QTest::addColumn<exporting::PictureFormat>("format");
        QTest::newRow("a PNG") << exporting::PictureFormat::Png;
        QTest::newRow("an SVG") << exporting::PictureFormat::Svg;
    }

    void itsPictureOpensBothRuns()
    {
        QFETCH(const exporting::PictureFormat, format);
        compareSlots();
        const QString picture = m_shown->write(QStringLiteral("both") + endingOf(format),
                                               pictureOfTheWindow(format));
        m_shown->openPaused(semaphoreFile); // in which nothing of it is left
        QVERIFY(!panel().isVisible());
        QVERIFY(m_shown->session().open(picture));
        QTRY_COMPARE(panel().differences().rowCount(), 2);
        QVERIFY(panel().isVisible());
        QVERIFY2(panel().summary().contains(QStringLiteral("<b>the run before: Slots 1</b>")),
                 qPrintable(panel().summary()));
        QCOMPARE(m_shown->run().spec().scenarioText.simplified(), pool(2).simplified());
        QCOMPARE(m_shown->run().end(), run::RunEnd::Finished);
    }

    void aPictureWithoutItsRunCarriesNone()
    {
        compareSlots();
        exporting::ExportChoices choices;
        choices.look.carriesRun = false;
        const auto layout = exporting::layOut(choices, shownRun());
        QVERIFY(layout && !layout.value().carriage);
    }

private:
    [[nodiscard]] exporting::ShownRun shownRun()
    {
        widgets::TimelineWidget &timeline = m_shown->timeline();
        return {m_shown->run(), *timeline.trace(), timeline.view(), timeline.pointed()};
    }

    [[nodiscard]] QByteArray pictureOfTheWindow(exporting::PictureFormat format)
    {
        const exporting::ExportChoices choices{.format = format};
        return exporting::encodePicture(exporting::layOut(choices, shownRun()).value(), format)
            .value();
    }

    [[nodiscard]] panels::ComparePanel &panel() { return m_shown->window().workspace().compare(); }

    [[nodiscard]] Actions &actions() { return m_shown->window().actions(); }

    // One slot, then two.
    void compareSlots()
    {
        m_shown->openPausedText(pool(1));
        m_shown->runToEnd();
        m_shown->openPausedText(pool(2));
        m_shown->runToEnd();
        m_shown->key(Qt::Key_B, Qt::ControlModifier);
        QTRY_COMPARE(panel().differences().rowCount(), 2); // main and the second job
    }

    [[nodiscard]] static QStringList rows(const QTableWidget &table)
    {
        QStringList rows;
        for (int row = 0; row < table.rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < table.columnCount(); ++column) {
                cells += table.item(row, column)->text();
            }
            rows += cells.join(u'|');
        }
        return rows;
    }

    std::unique_ptr<ShownWindow> m_shown;
};

int main(int argc, char **argv)
{
    return runWithWindows<ComparePanelTest>(argc, argv);
}

#include "tst_comparepanel.moc"
