// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tokens.h"

#include "engine/scenario/stepparser.h"
#include "ui/editor/textrange.h"

#include <QSet>

#include <algorithm>

namespace awaitscope::editor {

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

QString stepTitle(QStringView step)
{
    LineContext context{templateDepth, true}; // a step stands at least as deep as this
    const std::vector<Token> tokens = tokensOf(step, context);
    const auto isOperator = [](const Token &token) { return token.kind == TokenKind::Operator; };
    const auto name = std::ranges::find_if(tokens, isOperator);
    const auto text = [step](const Token &token) {
        return step.sliced(token.begin, token.length).toString().remove(u'"');
    };
    if (name == tokens.end()) {
        return {};
    }
    // Behind the name there is a colon, and then what the step is about, unless that is longer.
    const bool hasOperand = tokens.end() - name > 2 && (name + 2)->kind != TokenKind::Sign;
    return hasOperand ? text(*name) + u' ' + text(*(name + 2)) : text(*name);
}

} // namespace awaitscope::editor
