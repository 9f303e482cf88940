// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/editorhands.h"

#include "ui/editor/codeedit.h"
#include "ui/editor/scenarioeditor.h"
#include "ui/workspace.h"

#include <QAction>
#include <QApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

namespace awaitscope::tests {

editor::ScenarioEditor &EditorHands::editor() const
{
    return m_shown.window().workspace().text();
}

editor::CodeEdit &EditorHands::code() const
{
    return editor().code();
}

void EditorHands::goTo(const QString &words)
{
    if (!code().hasFocus()) {
        m_shown.key(Qt::Key_F4);
    }
    const qsizetype place = code().text().indexOf(words);
    QVERIFY(place >= 0);
    code().goTo(place);
}

void EditorHands::type(const QString &text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
}

void EditorHands::click(const QString &words)
{
    QTextCursor cursor(code().document());
    cursor.setPosition(int(code().text().indexOf(words)) + 1);
    m_shown.click(*code().viewport(), code().cursorRect(cursor).center());
}

QString EditorHands::underlined() const
{
    return code().problem() ? code().textIn(*code().problem()) : QString();
}

QToolButton *EditorHands::button(const QString &text) const
{
    for (QToolButton *const found : editor().findChildren<QToolButton *>()) {
        if (found->isVisible() && found->defaultAction()->text() == text) {
            return found;
        }
    }
    return nullptr;
}

void EditorHands::clickButton(const QString &text)
{
    QToolButton *const found = button(text);
    QVERIFY(found);
    m_shown.click(*found, found->rect().center());
}

QMessageBox *EditorHands::question() const
{
    return m_shown.window().findChild<QMessageBox *>();
}

void EditorHands::answer(int button)
{
    QTRY_VERIFY(question() && question()->isVisible());
    question()->button(QMessageBox::StandardButton(button))->click();
}

} // namespace awaitscope::tests
