// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/dialogs.h"
#include "tests/gui/shownwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/panels/tasktable.h"

#include <QComboBox>

using namespace awaitscope;
using namespace awaitscope::tests;
using run::RunState;

class ProblemTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_shown = std::make_unique<ShownWindow>();
        m_shown->openPaused(gatherFile);
        m_shown->runTo(1'000'000'000);
    }

    void cleanup() { m_shown.reset(); }

    void messageNamesFileLineAndColumn_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("place");
        QTest::newRow("a comma is missing")
            << QByteArray("{\"name\": \"a\"\n \"main\": []}") << QStringLiteral(":2:2: ");
        QTest::newRow("a step is unknown")
            << QByteArray("{\"name\": \"a\",\n \"main\": [\n  {\"slep\": 1}]}")
            << QStringLiteral(":3:4: ");
        QTest::newRow("a template is missing")
            << QByteArray("{\"name\": \"a\",\n \"main\": [{\"spawn\": \"job\"}]}")
            << QStringLiteral(":2:21: ");
        QTest::newRow("nothing is in it") << QByteArray() << QStringLiteral(":1:1: ");
    }

    void messageNamesFileLineAndColumn()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, place);
        const QString file = m_shown->write(QStringLiteral("broken.json"), text);
        QVERIFY(!m_shown->session().open(file));
        QVERIFY(m_shown->problem().isVisible());
        const QString message = m_shown->problem().text();
        QVERIFY2(message.startsWith(file + place), qPrintable(message));
        QVERIFY(message.size() > (file + place).size() + 10);
    }

    void messageNamesAFileThatCannotBeRead()
    {
        const QString file = QStringLiteral("/nowhere/at/all.json");
        QVERIFY(!m_shown->session().open(file));
        QVERIFY(m_shown->problem().isVisible());
        QVERIFY(m_shown->problem().text().startsWith(file));
    }

    void whatWasOnScreenStays()
    {
        const run::Run *const before = &m_shown->run();
        const QByteArray log = m_shown->log();
        const QString title = m_shown->window().windowTitle();
        const trace::TimeRange range = m_shown->timeline().view().scale.visible();
        m_shown->window().selection().select(trace::TaskId(2));
        QVERIFY(!m_shown->session().open(broken()));
        QCOMPARE(&m_shown->run(), before);
        QCOMPARE(m_shown->log(), log);
        QCOMPARE(m_shown->window().windowTitle(), title);
        QCOMPARE(m_shown->timeline().view().scale.visible(), range);
        QCOMPARE(m_shown->window().selection().task(), trace::TaskId(2));
        QCOMPARE(m_shown->table().model()->rowCount(), int(m_shown->run().store().taskCount()));
        QCOMPARE(m_shown->window().findChild<QComboBox *>()->currentData().toString(), gatherFile);
    }

    void runGoesOn()
    {
        m_shown->key(Qt::Key_Space);
        const trace::Timestamp before = m_shown->run().now();
        QVERIFY(!m_shown->session().open(broken()));
        QCOMPARE(m_shown->run().state(), RunState::Running);
        QTRY_VERIFY(m_shown->run().now() > before);
    }

    void nextScenarioTakesTheMessageAway()
    {
        QVERIFY(!m_shown->session().open(broken()));
        QVERIFY(m_shown->session().open(semaphoreFile));
        QVERIFY(!m_shown->problem().isVisible());
    }

    void brokenFileChosenInTheDialogIsSaid()
    {
        const QString file = broken();
        DialogAnswer answer(file);
        m_shown->key(Qt::Key_O, Qt::ControlModifier);
        QTRY_VERIFY(m_shown->problem().isVisible());
        QVERIFY(m_shown->problem().text().startsWith(file));
        QCOMPARE(answer.dialogs(), 1);
    }

    void goodFileChosenInTheDialogRuns()
    {
        const QString file = m_shown->write(QStringLiteral("good.json"),
                                            R"({"name": "good", "main": [{"sleep": 1}]})");
        DialogAnswer answer(file);
        m_shown->key(Qt::Key_O, Qt::ControlModifier);
        QTRY_COMPARE(m_shown->run().spec().scenarioFile, file);
        QCOMPARE(m_shown->run().state(), RunState::Running);
        QCOMPARE(m_shown->window().findChild<QComboBox *>()->currentData().toString(), file);
    }

private:
    [[nodiscard]] QString broken()
    {
        return m_shown->write(QStringLiteral("broken.json"), "{\"name\": \"a\", \"main\": 1}");
    }

    std::unique_ptr<ShownWindow> m_shown;
};

int main(int argc, char *argv[])
{
    return runWithWindows<ProblemTest>(argc, argv);
}

#include "tst_problem.moc"
