// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/highlighter.h"
#include "ui/editor/tokens.h"

#include <QDir>
#include <QFile>
#include <QTest>
#include <QTextDocument>
#include <QTextLayout>

#include <algorithm>

using namespace awaitscope;
using namespace Qt::StringLiterals;
using editor::LineContext;
using editor::stepTitle;
using editor::Token;
using editor::TokenKind;
using editor::tokensOf;

namespace {

// In a step.
const LineContext inStep{4, true};

/// The tokens of a kind, in the line.
[[nodiscard]] QStringList found(QStringView line, TokenKind kind, LineContext context = inStep)
{
    QStringList texts;
    for (const Token &token : tokensOf(line, context)) {
        if (token.kind == kind) {
            texts << line.sliced(token.begin, token.length).toString();
        }
    }
    return texts;
}

} // namespace

class TokensTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void kindsAreToldApart_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QStringList>("tokens");
        const auto row = [](const char *name, const char *line, TokenKind kind,
                            const QStringList &tokens) {
            QTest::newRow(name) << QString::fromUtf8(line) << int(kind) << tokens;
        };
        row("an operator", R"({"acquire": "gpu", "do": [)", TokenKind::Operator,
            {u"\"acquire\""_s});
        row("other keys", R"({"acquire": "gpu", "do": [)", TokenKind::Key, {u"\"do\""_s});
        row("a text", "{\"log\": \"a \\\"b\\\"\", \"x\": 1}", TokenKind::Text,
            {u"\"a \\\"b\\\"\""_s});
        row("a text like an operator", R"(["sleep", 1])", TokenKind::Operator, {});
        row("tasks", R"({"cancel": "$jobs[0]"})", TokenKind::Reference, {u"\"$jobs[0]\""_s});
        row("numbers", "[1, -0.5, 2e-3]", TokenKind::Number, {u"1"_s, u"-0.5"_s, u"2e-3"_s});
        row("not numbers", "[+1, .5, 1x, --1]", TokenKind::Number, {});
        row("words", "[true, false, null, None]", TokenKind::Word,
            {u"true"_s, u"false"_s, u"null"_s});
        row("signs", R"({"a": [1]},)", TokenKind::Sign,
            {u"{"_s, u":"_s, u"["_s, u"]"_s, u"}"_s, u","_s});
        row("what is no JSON", "[hello; 1]", TokenKind::Other, {u"hello"_s, u";"_s});
    }

    void kindsAreToldApart()
    {
        QFETCH(const QString, line);
        QFETCH(const int, kind);
        QFETCH(const QStringList, tokens);
        QCOMPARE(found(line, TokenKind(kind)), tokens);
    }

    // A parameter, a resource or a template may be called like an operator.
    void operatorsAreKeysOfSteps()
    {
        LineContext context;
        const auto operators = [&context](const char *line) {
            int count = 0;
            for (const Token &token : tokensOf(QString::fromUtf8(line), context)) {
                count += token.kind == TokenKind::Operator ? 1 : 0;
            }
            return count;
        };
        QCOMPARE(operators(R"({"name": "x", "params": {)"), 0);
        QCOMPARE(operators(R"( "call": {"value": 1}},)"), 0);
        QCOMPARE(operators(R"("resources": [{"name": "e", "kind": "event", "set": true}],)"), 0);
        QCOMPARE(operators(R"("tasks": {)"), 0);
        QCOMPARE(operators(R"( "sleep": [{"sleep": 1},)"), 1);
        QCOMPARE(operators(R"(    {"try": {"do": [{"raise": "x"}]}}]},)"), 2);
        QCOMPARE(operators(R"("main": [{)"), 0);
        QCOMPARE(operators(R"(    "spawn": "sleep"}]})"), 1);
    }

    void titlesSayWhatAStepDoes_data()
    {
        QTest::addColumn<QString>("step");
        QTest::addColumn<QString>("title");
        const auto row = [](const char *name, const char *step, const char *title) {
            QTest::newRow(name) << QString::fromUtf8(step) << QString::fromUtf8(title);
        };
        row("of a resource", R"({"acquire": "gpu", "do": [{"sleep": 1}]})", "acquire gpu");
        row("of a time", R"({"sleep": 0.5})", "sleep 0.5");
        row("of something longer", R"({"sleep": {"uniform": [1, 2]}})", "sleep");
        row("over several lines", "{\n \"spawn\":\n  \"job\"}", "spawn job");
        row("with the operator behind", R"({"do": [], "acquire": "gpu"})", "acquire gpu");
        row("of no step", "{}", "");
    }

    void titlesSayWhatAStepDoes()
    {
        QFETCH(const QString, step);
        QFETCH(const QString, title);
        QCOMPARE(stepTitle(step), title);
    }

    void galleryHasNothingUnknown()
    {
        for (const QString &name :
             QDir(QStringLiteral(AWAITSCOPE_GALLERY)).entryList(QDir::Files)) {
            QFile file(QStringLiteral(AWAITSCOPE_GALLERY "/") + name);
            QVERIFY(file.open(QIODevice::ReadOnly));
            LineContext context;
            for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
                for (const Token &token : tokensOf(line, context)) {
                    QVERIFY2(token.kind != TokenKind::Other, qPrintable(line));
                }
            }
            QCOMPARE(context.depth, 0);
        }
    }

    void coloursAreThoseOfTheTheme_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("dark") << int(timeline::Theme::Kind::Dark);
        QTest::newRow("light") << int(timeline::Theme::Kind::Light);
    }

    void coloursAreThoseOfTheTheme()
    {
        QFETCH(const int, kind);
        const timeline::Theme &theme = timeline::Theme::of(timeline::Theme::Kind(kind));
        QTextDocument document(QStringLiteral("{\"main\": [\n{\"sleep\": 0.5}]}"));
        editor::Highlighter highlighter(&document);
        highlighter.setTheme(theme);
        const auto formats = document.findBlockByNumber(1).layout()->formats();
        const auto colourAt = [&formats](int column) {
            const auto there = std::ranges::find_if(formats, [column](const auto &range) {
                return range.start <= column && column < range.start + range.length;
            });
            return there == formats.end() ? QColor() : there->format.foreground().color();
        };
        QCOMPARE(colourAt(1), theme.link);
        QCOMPARE(colourAt(10), theme.forOutcome(trace::Outcome::TimedOut).text);
        for (const auto &range : formats) {
            const QColor colour = range.format.foreground().color();
            QVERIFY(timeline::contrast(colour, theme.row) >= 4.5);
            QVERIFY(timeline::contrast(colour, theme.rowHovered) >= 4.5);
            QVERIFY(timeline::contrast(colour, theme.rowSelected) >= 4.5);
        }
    }
};

QTEST_MAIN(TokensTest)
#include "tst_tokens.moc"
