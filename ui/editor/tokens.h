// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace awaitscope::editor {

/// What a stretch of a scenario's text is.
enum class TokenKind : quint8 {
    Operator, ///< a key that says what a step does
    Key, ///< any other
    Text,
    Reference, ///< a text that names tasks: `"$v"`
    Number,
    Word, ///< true, false, null
    Sign, ///< brackets, commas, colons
    Other, ///< what is no JSON
};

struct Token
{
    TokenKind kind = TokenKind::Other;
    qsizetype begin = 0;
    qsizetype length = 0;

    friend bool operator==(const Token &, const Token &) noexcept = default;
};

/// Where a line begins in the scenario: what a key means depends on it.
struct LineContext
{
    int depth = 0; ///< open brackets
    bool isInSteps = false; ///< below the key `tasks` or `main` of the scenario

    friend bool operator==(const LineContext &, const LineContext &) noexcept = default;
};

/// The tokens of one line, from left to right; @p context becomes that of the next line. No token
/// of JSON goes beyond its line.
[[nodiscard]] std::vector<Token> tokensOf(QStringView line, LineContext &context);

/// What a step does, from its text: `acquire gpu`.
[[nodiscard]] QString stepTitle(QStringView step);

} // namespace awaitscope::editor
