// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/highlighter.h"

#include <algorithm>

namespace awaitscope::editor {

using trace::Outcome;

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
