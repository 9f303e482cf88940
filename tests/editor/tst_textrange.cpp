// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/textrange.h"

#include <QTest>

using awaitscope::editor::bracketPair;
using awaitscope::editor::LineIndex;
using awaitscope::editor::TextRange;
using awaitscope::scenario::Place;

class TextRangeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void placesAreOffsets_data()
    {
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::addColumn<int>("offset");
        QTest::newRow("the first character") << 1 << 1 << 0;
        QTest::newRow("behind a character of two units") << 1 << 3 << 3;
        QTest::newRow("the end of a line") << 1 << 4 << 4;
        QTest::newRow("beyond the end of a line") << 1 << 90 << 4;
        QTest::newRow("an empty line") << 2 << 1 << 5;
        QTest::newRow("the last line") << 3 << 2 << 7;
        QTest::newRow("beyond the last line") << 9 << 1 << 8;
        QTest::newRow("nowhere") << 0 << 0 << 0;
    }

    void placesAreOffsets()
    {
        QFETCH(const int, line);
        QFETCH(const int, column);
        QFETCH(const int, offset);
        const QString text = QString::fromUtf8("a\xF0\x9F\x98\x80z\n\nxy");
        QCOMPARE(text.size(), 8);
        QCOMPARE(LineIndex(text).offsetOf({line, column}), offset);
    }

    void tokensAreWhole_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("token");
        const auto row = [](const char *name, const char *text, int column, const char *token) {
            QTest::newRow(name) << QString::fromUtf8(text) << column << QString::fromUtf8(token);
        };
        row("a text", "{\"a b\": 1}", 2, "\"a b\"");
        row("a text with an escaped quote", "[\"a\\\"b\", 1]", 2, "\"a\\\"b\"");
        row("a text that never ends", "[\"ab, 1\n]", 2, "\"ab, 1");
        row("a backslash at the end", "[\"ab\\\n]", 2, "\"ab\\");
        row("a number", "[-1.5e+3]", 2, "-1.5e+3");
        row("a word", "[hello]", 2, "hello");
        row("a sign", "[}]", 2, "}");
        row("the end of the text", "[1", 3, "1");
        row("the end of a line", "[1\n2]", 3, "1");
        row("nothing at all", "", 1, "");
    }

    void tokensAreWhole()
    {
        QFETCH(const QString, text);
        QFETCH(const int, column);
        QFETCH(const QString, token);
        const TextRange range = LineIndex(text).tokenAt({1, column});
        QCOMPARE(text.sliced(range.begin, range.size()), token);
    }

    void bracketsFindEachOther_data()
    {
        QTest::addColumn<QString>("text"); // | marks the offset
        QTest::addColumn<QString>("pair");
        const auto row = [](const char *name, const char *text, const char *pair) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(pair);
        };
        row("before the opening one", "[|{\"a\": [1]}]", "{\"a\": [1]}");
        row("behind the opening one", "[{|\"a\": [1]}]", "{\"a\": [1]}");
        row("between two closing ones", "[{\"a\": [1]|}]", "[1]");
        row("behind the closing one", "[{\"a\": [1]}|]", "{\"a\": [1]}");
        row("a bracket in a text", "[ \"|]\", 1]", "");
        row("over a bracket in a text", "|[\"]\"]", "[\"]\"]");
        row("one that is not closed", "|[1", "");
        row("one that is closed by the other kind", "|[1}", "");
        row("nowhere near one", "[  |  ]", "");
    }

    void bracketsFindEachOther()
    {
        QFETCH(QString, text);
        QFETCH(const QString, pair);
        const qsizetype offset = text.indexOf(u'|');
        text.remove(offset, 1);
        const TextRange range = bracketPair(text, offset);
        QCOMPARE(text.sliced(range.begin, range.size()), pair);
    }
};

QTEST_GUILESS_MAIN(TextRangeTest)
#include "tst_textrange.moc"
