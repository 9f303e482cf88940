// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/textrange.h"

#include <algorithm>

namespace awaitscope::editor {

namespace {

    [[nodiscard]] bool isWord(QChar character)
    {
        return character.isLetterOrNumber() || QStringView(u"_.+-").contains(character);
    }

    /// Behind the closing quote, or at the end of the line if there is none.
    [[nodiscard]] qsizetype endOfQuoted(QStringView text, qsizetype begin)
    {
        qsizetype at = begin + 1;
        while (at < text.size() && text[at] != u'\n') {
            if (text[at] == u'"') {
                return at + 1;
            }
            const bool isEscape =
                text[at] == u'\\' && at + 1 < text.size() && text[at + 1] != u'\n';
            at += isEscape ? 2 : 1;
        }
        return at;
    }

} // namespace

qsizetype tokenEnd(QStringView text, qsizetype begin)
{
    if (text[begin] == u'"') {
        return endOfQuoted(text, begin);
    }
    qsizetype end = begin;
    while (end < text.size() && isWord(text[end])) {
        ++end;
    }
    return std::max(end, begin + 1);
}

TextRange bracketPair(QStringView text, qsizetype offset)
{
    const auto isNear = [offset](qsizetype at) { return at == offset || at + 1 == offset; };
    std::vector<qsizetype> open;
    for (qsizetype at = 0; at < text.size(); at = tokenEnd(text, at)) {
        if (text[at] == u'{' || text[at] == u'[') {
            open.push_back(at);
        } else if ((text[at] == u'}' || text[at] == u']') && !open.empty()) {
            const qsizetype begin = open.back();
            open.pop_back();
            const bool belong = (text[begin] == u'{') == (text[at] == u'}');
            if (belong && (isNear(begin) || isNear(at))) {
                return {begin, at + 1};
            }
        }
    }
    return {};
}

LineIndex::LineIndex(QStringView text) : m_text(text), m_lines{0}
{
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] == u'\n') {
            m_lines.push_back(at + 1);
        }
    }
}

qsizetype LineIndex::offsetOf(scenario::Place place) const
{
    if (place.line < 1) {
        return 0;
    }
    if (std::size_t(place.line) > m_lines.size()) {
        return m_text.size();
    }
    qsizetype at = m_lines[std::size_t(place.line) - 1];
    for (int column = 1; column < place.column; ++column) {
        if (at >= m_text.size() || m_text[at] == u'\n') {
            break;
        }
        const bool isPair = m_text[at].isHighSurrogate() && at + 1 < m_text.size();
        at += isPair ? 2 : 1;
    }
    return at;
}

TextRange LineIndex::tokenAt(scenario::Place place) const
{
    const qsizetype begin = offsetOf(place);
    if (begin >= m_text.size() || m_text[begin] == u'\n') {
        return {std::max<qsizetype>(0, begin - 1), begin}; // what is missing there has no extent
    }
    return {begin, tokenEnd(m_text, begin)};
}

} // namespace awaitscope::editor
