// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/problem.h"

#include <QByteArrayView>

namespace awaitscope::scenario {

/// What a JSON text lacks at some place.
enum class JsonMistake : quint8 {
    NoValue,
    NoEnd, ///< something follows the value
    NoKey,
    NoColon,
    NoCommaOrBrace,
    NoCommaOrBracket,
    NoClosingQuote, ///< the offset is that of the opening one
    NoHexDigits,
    NoSurrogatePair,
    NoEscape, ///< an unknown escape, or a character that needs one
    NoUtf8,
    NoFraction,
    NoExponent,
    TooLarge, ///< a number
};

/// The problem with the byte at this offset of a text, in words: what was expected, what is there.
[[nodiscard]] Problem syntaxProblem(JsonMistake mistake, QByteArrayView text, qsizetype offset);

} // namespace awaitscope::scenario
