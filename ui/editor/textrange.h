// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/scenario/problem.h"

#include <QString>

#include <vector>

namespace awaitscope::editor {

/// Characters [begin, end) of a text, in UTF-16 units.
struct TextRange
{
    qsizetype begin = 0;
    qsizetype end = 0;

    [[nodiscard]] constexpr qsizetype size() const noexcept { return end - begin; }

    [[nodiscard]] constexpr bool isEmpty() const noexcept { return end <= begin; }

    friend constexpr bool operator==(const TextRange &, const TextRange &) noexcept = default;
};

/// The end of the word, number, quoted text or sign that begins at an offset. Precondition: there
/// is a character.
[[nodiscard]] qsizetype tokenEnd(QStringView text, qsizetype begin);

/// From the bracket before or behind an offset to the one that belongs to it, both included; empty
/// if there is none.
[[nodiscard]] TextRange bracketPair(QStringView text, qsizetype offset);

/// Turns places, which count lines and characters from 1, into offsets of a text.
class LineIndex
{
public:
    /// The text must outlive the index.
    explicit LineIndex(QStringView text);

    /// Where a place is; the end of its line, or of the text, if it is beyond that.
    [[nodiscard]] qsizetype offsetOf(scenario::Place place) const;
    /// The token that begins at a place; the character before it, if nothing else is on its line.
    /// What is underlined when something is wrong there.
    [[nodiscard]] TextRange tokenAt(scenario::Place place) const;

private:
    QStringView m_text;
    std::vector<qsizetype> m_lines; // where each begins
};

} // namespace awaitscope::editor
