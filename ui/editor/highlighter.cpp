// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/highlighter.h"

#include "engine/scenario/stepparser.h"
#include "ui/editor/textrange.h"

#include <QSet>

#include <algorithm>

namespace awaitscope::editor {

using trace::Outcome;

namespace {

    [[nodiscard]] bool isOperator(QStringView key)
    {
        static const QSet<QString> operators = [] {
            QSet<QString> names;
            for (const QByteArray &name : scenario::stepOperators()) {
                names.insert(QString::fromLatin1(name));
            }
            return names;
        }();
        return operators.contains(key.toString());
    }

    // Depths of the keys of the scenario, and of its templates, which may be called like an
    // operator.
    constexpr int headDepth = 1;
    constexpr int templateDepth = 2;

    [[nodiscard]] TokenKind kindOfKey(QStringView key, LineContext &context)
    {
        if (context.depth == headDepth) {
            context.isInSteps = key == u"tasks" || key == u"main";
        }
        return context.isInSteps && context.depth > templateDepth && isOperator(key)
            ? TokenKind::Operator
            : TokenKind::Key;
    }

    [[nodiscard]] TokenKind kindOfQuoted(QStringView quoted, QStringView behind,
                                         LineContext &context)
    {
        const QStringView inside = quoted.sliced(1, std::max<qsizetype>(0, quoted.size() - 2));
        if (behind.trimmed().startsWith(u':')) {
            return kindOfKey(inside, context);
        }
        return inside.startsWith(u'$') ? TokenKind::Reference : TokenKind::Text;
    }

    [[nodiscard]] TokenKind kindOfBare(QStringView word, LineContext &context)
    {
        if (word == u"{" || word == u"[") {
            ++context.depth;
            return TokenKind::Sign;
        }
        if (word == u"}" || word == u"]") {
            context.depth = std::max(0, context.depth - 1);
            return TokenKind::Sign;
        }
        if (word == u"," || word == u":") {
            return TokenKind::Sign;
        }
        if (word == u"true" || word == u"false" || word == u"null") {
            return TokenKind::Word;
        }
        bool isNumber = false;
        Q_UNUSED(word.toDouble(&isNumber))
        return isNumber && word[0] != u'+' && word[0] != u'.' ? TokenKind::Number
                                                              : TokenKind::Other;
    }

} // namespace

std::vector<Token> tokensOf(QStringView line, LineContext &context)
{
    std::vector<Token> tokens;
    for (qsizetype at = 0; at < line.size();) {
        if (line[at].isSpace()) {
            ++at;
            continue;
        }
        const qsizetype end = tokenEnd(line, at);
        const QStringView token = line.sliced(at, end - at);
        const TokenKind kind = token[0] == u'"' ? kindOfQuoted(token, line.sliced(end), context)
                                                : kindOfBare(token, context);
        tokens.push_back({kind, at, end - at});
        at = end;
    }
    return tokens;
}

Highlighter::Highlighter(QTextDocument *document) : QSyntaxHighlighter(document) { }

void Highlighter::setTheme(const timeline::Theme &theme)
{
    const auto set = [this](TokenKind kind, const QColor &colour) {
        m_formats[std::size_t(kind)].setForeground(colour);
    };
    set(TokenKind::Operator, theme.link);
    m_formats[std::size_t(TokenKind::Operator)].setFontWeight(QFont::Bold);
    set(TokenKind::Key, theme.text);
    set(TokenKind::Text, theme.forOutcome(Outcome::Finished).text);
    set(TokenKind::Reference, theme.forOutcome(Outcome::Cancelled).text);
    set(TokenKind::Number, theme.forOutcome(Outcome::TimedOut).text);
    set(TokenKind::Word, theme.forOutcome(Outcome::TimedOut).text);
    set(TokenKind::Sign, theme.dimText);
    set(TokenKind::Other, theme.forOutcome(Outcome::Failed).text);
    rehighlight();
}

void Highlighter::highlightBlock(const QString &line)
{
    const int before = std::max(0, previousBlockState());
    LineContext context{before / 2, before % 2 != 0};
    for (const Token &token : tokensOf(line, context)) {
        setFormat(int(token.begin), int(token.length), m_formats[std::size_t(token.kind)]);
    }
    setCurrentBlockState(context.depth * 2 + (context.isInSteps ? 1 : 0));
}

} // namespace awaitscope::editor
