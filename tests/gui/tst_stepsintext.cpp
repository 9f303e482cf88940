// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/editorhands.h"
#include "tests/gui/windowmain.h"
#include "ui/editor/codeedit.h"
#include "ui/editor/scenarioeditor.h"

#include <QLabel>
#include <QTextBlock>

using namespace awaitscope;
using namespace awaitscope::tests;
using trace::TaskId;

/// The steps in the text, and the run that was made of them.
class StepsInTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_shown = std::make_unique<ShownWindow>();
        m_hands = std::make_unique<EditorHands>(*m_shown);
        m_shown->openPausedText(twoSleeps);
    }

    void cleanup() { m_shown.reset(); }

    void tasksAreCountedWhereTheyStand()
    {
        m_shown->key(Qt::Key_F4);
        m_shown->runTo(100'000'000);
        QTRY_COMPARE(code().activity(),
                     (editor::Activity{{1, {.standing = 1}}, {4, {.standing = 1}}}));
        m_shown->window().selection().select(TaskId(2));
        QTRY_VERIFY(code().activity().at(1).hasSelected);
        m_shown->runTo(600'000'000);
        QTRY_COMPARE(
            code().activity(),
            (editor::Activity{{1, {.standing = 1, .hasSelected = true}}, {5, {.standing = 1}}}));
    }

    void clickedNumberSelectsItsTask()
    {
        m_shown->key(Qt::Key_F4);
        m_shown->runTo(100'000'000);
        QTRY_VERIFY(code().activity().contains(1));
        const QTextCursor line(code().document()->findBlockByNumber(1));
        const int y = code().cursorRect(line).center().y();
        m_shown->click(code().gutter(), QPointF(10, y));
        QCOMPARE(m_shown->window().selection().task(), TaskId(2));
    }

    void clickedStepFramesItsSpans()
    {
        m_shown->key(Qt::Key_F4);
        m_shown->runTo(600'000'000);
        const QColor before = onBar(TaskId(1));
        m_hands->click(QStringLiteral("sleep\": 0.5"));
        QTRY_COMPARE(onBar(TaskId(1)), m_shown->theme().text);
        QVERIFY(!editor().statusText().contains(u"main")); // which is further now
        m_hands->click(QStringLiteral("\"two-sleeps"));
        QTRY_COMPARE(onBar(TaskId(1)), before);
        m_hands->click(QStringLiteral("await"));
        QVERIFY(editor().statusText().contains(u"main"));
    }

    void stepsAreFollowedWhileTheTextIsEdited()
    {
        m_shown->key(Qt::Key_F4);
        m_shown->runTo(600'000'000);
        m_hands->goTo(QStringLiteral(" \"tasks"));
        m_shown->key(Qt::Key_Return);
        m_shown->key(Qt::Key_Return);
        QTRY_VERIFY(code().activity().contains(7));
        m_hands->click(QStringLiteral("sleep\": 0.5"));
        QTRY_COMPARE(onBar(TaskId(1)), m_shown->theme().text);
    }

    void detailsLeadToTheStep()
    {
        m_shown->resize({1600, 1000});
        m_shown->runTo(100'000'000);
        m_shown->window().selection().select(TaskId(2));
        QLabel *link = nullptr;
        for (QLabel *const label : m_shown->window().findChildren<QLabel *>()) {
            link = label->accessibleName() == QStringLiteral("Step") ? label : link;
        }
        QVERIFY(link);
        QTRY_VERIFY(link->isVisible());
        QVERIFY(link->text().contains(u"line 2: sleep 1"));
        link->setFocus();
        m_shown->key(Qt::Key_Tab);
        m_shown->key(Qt::Key_Return);
        QVERIFY(editor().isVisible());
        QCOMPARE(code().textCursor().blockNumber(), 1);
        QCOMPARE(code().textIn(*code().pointed()), QStringLiteral("{\"sleep\": 1}"));
    }

private:
    [[nodiscard]] editor::ScenarioEditor &editor() const { return m_hands->editor(); }

    [[nodiscard]] editor::CodeEdit &code() const { return m_hands->code(); }

    /// The colour where the frame around the first bar of a task would be.
    [[nodiscard]] QColor onBar(TaskId task)
    {
        const timeline::View &view = m_shown->timeline().view();
        const QRectF row =
            view.rowRect(m_shown->timeline().trace()->layout(), m_shown->rowOf(task));
        const QRect place(int(view.scale.xOf(100'000'000)), int(row.top()) + 2, 1, 1);
        return m_shown->screen(m_shown->timeline(), place).pixelColor(0, 0);
    }

    std::unique_ptr<ShownWindow> m_shown;
    std::unique_ptr<EditorHands> m_hands;
};

int main(int argc, char *argv[])
{
    return runWithWindows<StepsInTextTest>(argc, argv);
}

#include "tst_stepsintext.moc"
