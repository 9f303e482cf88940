// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/panescene.h"
#include "ui/widgets/findbar.h"

#include <QLabel>
#include <QLineEdit>

using namespace awaitscope;
using namespace awaitscope::trace;
using awaitscope::tests::PaneScene;
using awaitscope::tests::TraceWriter;

namespace {

struct Find final : PaneScene
{
    Find()
    {
        log = writer.task("log", main);
        trace->update(TraceWriter::milliseconds(5000));
    }

    [[nodiscard]] widgets::FindBar &bar() { return pane.findBar(); }
    [[nodiscard]] QString count() { return bar().findChild<QLabel *>()->text(); }
    void type(const char *text) { QTest::keyClicks(&bar().field(), QString::fromUtf8(text)); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&bar().field(), key, modifiers);
    }

    TaskId log;
};

} // namespace

class FindBarTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void typingFindsFromTheSelectionOn()
    {
        Find find;
        find.selection.select(find.children[4]);
        find.bar().open();
        QVERIFY(find.bar().isVisible());
        QVERIFY(find.bar().field().hasFocus());
        find.type("inf");
        QCOMPARE(find.selection.task(), find.children[4]);
        QCOMPARE(find.count(), QStringLiteral("5 of 20"));
        find.type("er #1");
        QCOMPARE(find.selection.task(), find.children[8]); // infer #10
        QCOMPARE(find.count(), QStringLiteral("1 of 10"));
        find.key(Qt::Key_Backspace);
        QCOMPARE(find.selection.task(), find.children[4]); // from where the search began
    }

    void enterGoesOnAndBack()
    {
        Find find;
        find.bar().open();
        find.type("infer");
        QCOMPARE(find.selection.task(), find.children[0]);
        find.key(Qt::Key_Return);
        find.key(Qt::Key_Down);
        QCOMPARE(find.selection.task(), find.children[2]);
        find.key(Qt::Key_Return, Qt::ShiftModifier);
        find.key(Qt::Key_Up);
        find.key(Qt::Key_Up);
        QCOMPARE(find.selection.task(), find.children[19]); // round again
        QCOMPARE(find.count(), QStringLiteral("20 of 20"));
    }

    void whatIsFoundComesIntoSightAndIsMarked()
    {
        Find find;
        find.zoom().foldAll();
        find.bar().open();
        find.type("log");
        QCOMPARE(find.selection.task(), find.log);
        QVERIFY(find.timeline().view().rowsRect(find.trace->layout()).contains(
            find.rowRect(find.log)));
        QVERIFY(find.timeline().pointed().matches->contains(find.log));
        QCOMPARE(find.timeline().pointed().matches->size(), std::size_t(1));
    }

    void whatIsNotFoundIsSaidAndSelectsNothingElse()
    {
        Find find;
        find.selection.select(find.log);
        find.bar().open();
        find.type("query");
        QCOMPARE(find.count(), QStringLiteral("not found"));
        QCOMPARE(find.selection.task(), find.log);
    }

    void escClosesAndKeepsTheText()
    {
        Find find;
        find.bar().open();
        find.type("log");
        find.key(Qt::Key_Escape);
        QVERIFY(find.bar().isHidden());
        QVERIFY(find.timeline().hasFocus());
        QVERIFY(find.timeline().pointed().matches->empty());
        QCOMPARE(find.selection.task(), find.log);
        find.selection.select({});
        find.bar().goToNext(); // F3
        QVERIFY(find.bar().isVisible());
        QCOMPARE(find.selection.task(), find.log);
        QCOMPARE(find.bar().field().selectedText(), QStringLiteral("log"));
    }

    void escIsNotLeftToTheWindow()
    {
        Find find;
        find.bar().open();
        QKeyEvent event(QEvent::ShortcutOverride, Qt::Key_Escape, Qt::NoModifier);
        event.ignore();
        QCoreApplication::sendEvent(&find.bar().field(), &event);
        QVERIFY(event.isAccepted());
    }

    void newTasksAreCounted()
    {
        Find find;
        find.bar().open();
        find.type("log");
        QCOMPARE(find.count(), QStringLiteral("1 of 1"));
        find.writer.task("log", find.main);
        find.trace->update(TraceWriter::milliseconds(5001));
        QCOMPARE(find.count(), QStringLiteral("1 of 2"));
    }

    void itStaysInItsCorner()
    {
        Find find;
        find.bar().open();
        const int distance = find.timeline().width() - find.bar().geometry().right();
        find.pane.resize(900, 400);
        QCOMPARE(find.timeline().width() - find.bar().geometry().right(), distance);
        QVERIFY(find.timeline().rect().contains(find.bar().geometry()));
    }
};

QTEST_MAIN(FindBarTest)
#include "tst_findbar.moc"
