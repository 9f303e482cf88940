// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/editorhands.h"
#include "tests/gui/windowmain.h"
#include "ui/actions.h"
#include "ui/editor/codeedit.h"
#include "ui/editor/filecommands.h"
#include "ui/editor/scenarioeditor.h"
#include "ui/workspace.h"

#include <QAbstractItemView>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QMessageBox>
#include <QMimeData>
#include <QToolButton>

using namespace awaitscope;
using namespace awaitscope::tests;
using trace::TaskId;

class ScenarioEditorTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_shown = std::make_unique<ShownWindow>();
        m_hands = std::make_unique<EditorHands>(*m_shown);
        m_file = m_shown->openPausedText(twoSleeps);
    }

    void cleanup() { m_shown.reset(); }

    void keyShowsTheTextAndPutsItAway()
    {
        QVERIFY(!editor().isVisible());
        m_shown->key(Qt::Key_F4);
        QVERIFY(editor().isVisible());
        QVERIFY(code().hasFocus());
        QCOMPARE(code().text().toUtf8(), twoSleeps);
        m_shown->key(Qt::Key_F4);
        QVERIFY(!editor().isVisible());
        QVERIFY(m_shown->timeline().hasFocus());
    }

    void textIsHighEnoughToBeRead()
    {
        m_shown->key(Qt::Key_F4);
        QTRY_VERIFY(code().height() >= 10 * code().fontMetrics().height());
    }

    void escapeGoesBackToTheTimeline()
    {
        m_shown->key(Qt::Key_F4);
        m_shown->key(Qt::Key_Escape);
        QVERIFY(m_shown->timeline().hasFocus());
        QVERIFY(editor().isVisible());
    }

    void whatIsPastedIsPlainTextAndNothingIsNothing()
    {
        m_shown->key(Qt::Key_F4);
        QClipboard &clipboard = *QGuiApplication::clipboard();
        clipboard.setMimeData(new QMimeData); // no format at all
        m_shown->key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(code().text().toUtf8(), twoSleeps);
        auto *const page = new QMimeData;
        page->setHtml(QStringLiteral("<b>bold</b>"));
        page->setText(QStringLiteral(" "));
        clipboard.setMimeData(page);
        m_shown->key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(code().text().toUtf8(), ' ' + twoSleeps);
        m_shown->key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(code().text().toUtf8(), twoSleeps);
    }

    // Keys of the window, that are letters and signs here.
    void keysOfTheWindowAreTyped()
    {
        m_hands->goTo(QStringLiteral("two-sleeps"));
        const QByteArray log = m_shown->log();
        for (const Qt::Key key : {Qt::Key_L, Qt::Key_F, Qt::Key_Period, Qt::Key_Space}) {
            m_shown->key(key);
        }
        QVERIFY(code().text().contains(u"lf. two-sleeps"));
        m_shown->key(Qt::Key_Home);
        m_shown->key(Qt::Key_Delete);
        QVERIFY(code().text().startsWith(u"\"name"));
        QCOMPARE(m_shown->run().state(), run::RunState::Paused);
        QCOMPARE(m_shown->log(), log);
    }

    void mistakeIsUnderlinedAndSaid()
    {
        m_hands->goTo(QStringLiteral("0.5"));
        m_hands->type(QStringLiteral("x"));
        QTRY_VERIFY(editor().problem());
        QCOMPARE(editor().problem()->place, (scenario::Place{5, 14}));
        QTRY_COMPARE(m_hands->underlined(), QStringLiteral("x0.5"));
        QVERIFY(editor().statusText().contains(u"Line 5, column 14"));
        m_shown->key(Qt::Key_Backspace);
        QTRY_VERIFY(!editor().problem());
        QCOMPARE(m_hands->underlined(), QString());
    }

    void brokenTextIsNotRun()
    {
        const run::Run *const before = &m_shown->run();
        m_hands->goTo(QStringLiteral("0.5"));
        m_hands->type(QStringLiteral("x"));
        m_shown->key(Qt::Key_Home, Qt::ControlModifier);
        m_shown->key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(&m_shown->run(), before);
        QCOMPARE(code().textCursor().blockNumber(), 4); // where the mistake is
    }

    void controlReturnRunsTheText()
    {
        m_hands->goTo(QStringLiteral("0.5"));
        m_hands->type(QStringLiteral("1"));
        m_shown->key(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(m_shown->run().spec().scenarioText.contains("10.5"));
        QCOMPARE(m_shown->run().state(), run::RunState::Running);
        QVERIFY(code().hasFocus());
        QVERIFY(editor().file().isModified());
    }

    void chosenParametersSurviveAnEdit()
    {
        m_shown->openPaused(semaphoreFile);
        m_shown->key(Qt::Key_D, Qt::ControlModifier);
        m_shown->key(Qt::Key_Return, Qt::ControlModifier);
        Q_EMIT m_shown->window().commands().parameterChosen("requests", 7);
        QTRY_COMPARE(m_shown->run().spec().values.size(), std::size_t(1));
        m_hands->goTo(QStringLiteral("42"));
        m_hands->type(QStringLiteral("1"));
        m_shown->key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(m_shown->run().scenario().seed, 142U);
        QCOMPARE(m_shown->run().spec().values, (scenario::ParameterValues{{"requests", 7}}));
        m_hands->goTo(QStringLiteral("24, \"min"));
        m_hands->type(QStringLiteral("1"));
        m_shown->key(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(m_shown->run().spec().values.empty()); // it is declared in another way now
    }

    void galleryIsCopiedToBeChanged()
    {
        m_shown->openPaused(gatherFile);
        m_shown->key(Qt::Key_F4);
        m_hands->type(QStringLiteral("x"));
        QVERIFY(!editor().file().isModified());
        m_shown->key(Qt::Key_D, Qt::ControlModifier);
        QVERIFY(code().hasFocus());
        m_hands->goTo(QStringLiteral("\"about"));
        m_hands->type(QStringLiteral(" "));
        QVERIFY(editor().file().isModified());
        m_shown->key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(m_shown->run().scenario().title, QStringLiteral("Copy of gather or create_task"));
        QCOMPARE(list().currentText(), QStringLiteral("Copy of gather or create_task"));
        QVERIFY(m_shown->run().spec().scenarioFile.isEmpty());
    }

    void newScenarioRuns()
    {
        m_shown->key(Qt::Key_N, Qt::ControlModifier);
        QCOMPARE(m_shown->run().scenario().title, QStringLiteral("My scenario"));
        QVERIFY(code().hasFocus());
        m_shown->runToEnd();
        QCOMPARE(m_shown->run().end(), run::RunEnd::Finished);
    }

    void controlSSaves()
    {
        m_hands->goTo(QStringLiteral("0.5"));
        m_hands->type(QStringLiteral("1"));
        m_shown->key(Qt::Key_S, Qt::ControlModifier);
        QVERIFY(!editor().file().isModified());
        QCOMPARE(onDisk(), QByteArray(twoSleeps).replace("0.5", "10.5"));
    }

    void unsavedTextIsAskedAboutBeforeAnother_data() { addAnswers(); }

    void unsavedTextIsAskedAboutBeforeAnother()
    {
        QFETCH(const QMessageBox::StandardButton, answer);
        QFETCH(const bool, leaves);
        m_hands->goTo(QStringLiteral("0.5"));
        m_hands->type(QStringLiteral("1"));
        const QString shown = list().currentText();
        chooseInList(gatherFile);
        QVERIFY(m_hands->question());
        QCOMPARE(list().currentText(), shown);
        QCOMPARE(m_shown->run().spec().scenarioText, twoSleeps);
        m_hands->answer(answer);
        QTRY_COMPARE(list().currentData().toString(), leaves ? gatherFile : m_file);
        QCOMPARE(code().text().contains(u"10.5"), !leaves);
        QCOMPARE(onDisk().contains("10.5"), answer == QMessageBox::Save);
    }

    void unsavedTextIsAskedAboutBeforeTheEnd_data() { addAnswers(); }

    void unsavedTextIsAskedAboutBeforeTheEnd()
    {
        QFETCH(const QMessageBox::StandardButton, answer);
        QFETCH(const bool, leaves);
        m_hands->goTo(QStringLiteral("0.5"));
        m_hands->type(QStringLiteral("1"));
        m_shown->window().close();
        QVERIFY(m_shown->window().isVisible());
        QVERIFY(m_hands->question());
        m_hands->answer(answer);
        QTRY_COMPARE(m_shown->window().isVisible(), !leaves);
        QCOMPARE(onDisk().contains("10.5"), answer == QMessageBox::Save);
    }

    void fileChangedOutsideIsReloadedOnRequest()
    {
        m_shown->key(Qt::Key_F4);
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(twoSleeps).replace("0.5", "0.75"));
        file.close();
        QTRY_VERIFY(m_hands->button(QStringLiteral("&Reload")));
        QCOMPARE(code().text().toUtf8(), twoSleeps);
        m_hands->clickButton(QStringLiteral("&Reload"));
        QVERIFY(code().text().contains(u"0.75"));
        QVERIFY(m_shown->run().spec().scenarioText.contains("0.75"));
        QVERIFY(!m_hands->button(QStringLiteral("&Reload")));
    }

    void fileChangedOutsideCanBeIgnored()
    {
        m_shown->key(Qt::Key_F4);
        QVERIFY(QFile::remove(m_file));
        QTRY_VERIFY(m_hands->button(QStringLiteral("&Keep mine")));
        m_hands->clickButton(QStringLiteral("&Keep mine"));
        QCOMPARE(code().text().toUtf8(), twoSleeps);
        QVERIFY(editor().file().isModified());
        m_shown->key(Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(onDisk(), twoSleeps);
    }

    void brokenFileIsShownWhereItIsBroken()
    {
        const QByteArray log = m_shown->log();
        const QString broken = m_shown->write(QStringLiteral("broken.json"),
                                              QByteArray(twoSleeps).replace("spawn", "spwan"));
        QVERIFY(!m_shown->session().open(broken));
        QCOMPARE(m_shown->log(), log);
        QVERIFY(editor().isVisible());
        QCOMPARE(m_hands->underlined(), QStringLiteral("\"spwan\""));
        m_hands->goTo(QStringLiteral("spwan"));
        for (int i = 0; i < 5; ++i) {
            m_shown->key(Qt::Key_Delete);
        }
        m_hands->type(QStringLiteral("spawn"));
        m_shown->key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(m_shown->run().spec().scenarioFile, broken);
        QCOMPARE(list().currentData().toString(), broken);
    }

private:
    static void addAnswers()
    {
        QTest::addColumn<QMessageBox::StandardButton>("answer");
        QTest::addColumn<bool>("leaves");
        QTest::newRow("save") << QMessageBox::Save << true;
        QTest::newRow("discard") << QMessageBox::Discard << true;
        QTest::newRow("cancel") << QMessageBox::Cancel << false;
    }

    [[nodiscard]] editor::ScenarioEditor &editor() const { return m_hands->editor(); }

    [[nodiscard]] editor::CodeEdit &code() const { return m_hands->code(); }

    [[nodiscard]] QComboBox &list() const { return *m_shown->window().findChild<QComboBox *>(); }

    [[nodiscard]] QByteArray onDisk() const
    {
        QFile file(m_file);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
    }

    void chooseInList(const QString &file)
    {
        const int index = list().findData(file);
        list().showPopup();
        QTRY_VERIFY(list().view()->isVisible());
        QAbstractItemView &view = *list().view();
        const QModelIndex item = view.model()->index(index, 0);
        view.scrollTo(item);
        QTest::mouseMove(view.viewport(), view.visualRect(item).center());
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(item).center());
    }

    std::unique_ptr<ShownWindow> m_shown;
    std::unique_ptr<EditorHands> m_hands;
    QString m_file;
};

int main(int argc, char *argv[])
{
    return runWithWindows<ScenarioEditorTest>(argc, argv);
}

#include "tst_scenarioeditor.moc"
