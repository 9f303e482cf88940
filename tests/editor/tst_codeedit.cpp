// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/codeedit.h"

#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>

using namespace awaitscope;
using editor::CodeEdit;
using editor::TextRange;

class CodeEditTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_edit = std::make_unique<CodeEdit>();
        m_edit->resize(600, 200);
        m_edit->show();
    }

    void textIsUnchanged()
    {
        const QString text = QString::fromUtf8("{\"a\":\n  \"\xC2\xA0\xF0\x9F\x98\x80\"}\n");
        m_edit->setPlainText(text);
        QCOMPARE(m_edit->text(), text);
    }

    void newLinesAreIndented_data()
    {
        QTest::addColumn<QString>("before"); // the cursor is at |
        QTest::addColumn<QString>("after");
        const auto row = [](const char *name, const char *before, const char *after) {
            QTest::newRow(name) << QString::fromUtf8(before) << QString::fromUtf8(after);
        };
        row("at the margin", "{}|", "{}\n|");
        row("like the line before", "  {},|", "  {},\n  |");
        row("further behind an opening bracket", "  [|", "  [\n    |");
        row("in the middle of a line", "  {\"a\": |1}", "  {\"a\": \n  |1}");
        row("in the margin of a line", " | {}", " \n | {}");
    }

    void newLinesAreIndented()
    {
        QFETCH(const QString, before);
        QFETCH(const QString, after);
        setText(before);
        QTest::keyClick(m_edit.get(), Qt::Key_Return);
        QCOMPARE(textWithCursor(), after);
    }

    void tabIndents()
    {
        setText(QStringLiteral("a|b"));
        QTest::keyClick(m_edit.get(), Qt::Key_Tab);
        QCOMPARE(textWithCursor(), QStringLiteral("a  |b"));
        m_edit->setPlainText(QStringLiteral("a\n b\n"));
        m_edit->selectAll();
        QTest::keyClick(m_edit.get(), Qt::Key_Tab);
        QCOMPARE(m_edit->text(), QStringLiteral("  a\n   b\n  "));
        QTest::keyClick(m_edit.get(), Qt::Key_Backtab, Qt::ShiftModifier);
        QTest::keyClick(m_edit.get(), Qt::Key_Backtab, Qt::ShiftModifier);
        QCOMPARE(m_edit->text(), QStringLiteral("a\nb\n"));
        m_edit->undo();
        QCOMPARE(m_edit->text(), QStringLiteral("a\n b\n"));
    }

    void readOnlyTextStays()
    {
        setText(QStringLiteral("a|b"));
        m_edit->setReadOnly(true);
        for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Tab, Qt::Key_X, Qt::Key_Delete}) {
            QTest::keyClick(m_edit.get(), key);
        }
        QCOMPARE(m_edit->text(), QStringLiteral("ab"));
    }

    void escapeLeaves()
    {
        QSignalSpy spy(m_edit.get(), &CodeEdit::left);
        QTest::keyClick(m_edit.get(), Qt::Key_Escape);
        QCOMPARE(spy.count(), 1);
    }

    void problemIsUnderlinedWhereItIs()
    {
        m_edit->setPlainText(QStringLiteral("{\"a\": oops}"));
        m_edit->setProblem(TextRange{6, 10});
        QCOMPARE(underlined(), QStringList{QStringLiteral("oops")});
        m_edit->setProblem(std::nullopt);
        QCOMPARE(underlined(), QStringList());
    }

    void problemBeyondTheTextIsHarmless()
    {
        m_edit->setPlainText(QStringLiteral("{}"));
        m_edit->setProblem(TextRange{5, 9});
        QCOMPARE(underlined(), QStringList{QString()});
    }

    void goToShowsTheLine()
    {
        QString text;
        for (int line = 0; line < 300; ++line) {
            text += QStringLiteral("line %1\n").arg(line);
        }
        m_edit->setPlainText(text);
        const qsizetype place = text.indexOf(u"line 222");
        m_edit->goTo(place);
        QCOMPARE(m_edit->textCursor().blockNumber(), 222);
        QVERIFY(m_edit->viewport()->rect().contains(m_edit->cursorRect()));
    }

    void clickOnANumberOfTasksIsTold()
    {
        m_edit->setPlainText(QStringLiteral("a\nb\nc"));
        m_edit->setActivity({{1, {.standing = 3}}});
        QSignalSpy spy(m_edit.get(), &CodeEdit::activityClicked);
        const auto clickLine = [this](int line) {
            QTextCursor cursor(m_edit->document()->findBlockByNumber(line));
            const int y = m_edit->cursorRect(cursor).center().y();
            QTest::mouseClick(&m_edit->gutter(), Qt::LeftButton, {}, {10, y});
        };
        clickLine(0);
        QCOMPARE(spy.count(), 0);
        clickLine(1);
        QCOMPARE(spy.count(), 1);
        QCOMPARE(spy[0][0].toInt(), 1);
        QCOMPARE(m_edit->textCursor().blockNumber(), 1);
        QTest::mouseClick(&m_edit->gutter(), Qt::LeftButton, {}, {10, 190});
        QCOMPARE(spy.count(), 1);
    }

    void replacementCanBeUndone()
    {
        m_edit->setPlainText(QStringLiteral("mine"));
        m_edit->replaceText(QStringLiteral("theirs"));
        QCOMPARE(m_edit->text(), QStringLiteral("theirs"));
        QVERIFY(!m_edit->document()->isModified());
        m_edit->undo();
        QCOMPARE(m_edit->text(), QStringLiteral("mine"));
        QVERIFY(m_edit->document()->isModified());
    }

private:
    void setText(QString text)
    {
        const qsizetype place = text.indexOf(u'|');
        m_edit->setPlainText(text.remove(place, 1));
        m_edit->goTo(place);
    }

    [[nodiscard]] QString textWithCursor() const
    {
        return m_edit->text().insert(m_edit->textCursor().position(), u'|');
    }

    [[nodiscard]] QStringList underlined() const
    {
        QStringList texts;
        for (const QTextEdit::ExtraSelection &mark : m_edit->extraSelections()) {
            if (mark.format.underlineStyle() == QTextCharFormat::WaveUnderline) {
                texts << mark.cursor.selectedText();
            }
        }
        return texts;
    }

    std::unique_ptr<CodeEdit> m_edit;
};

QTEST_MAIN(CodeEditTest)
#include "tst_codeedit.moc"
