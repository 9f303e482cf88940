// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/problem.h"

#include <QByteArrayView>

namespace awaitscope::scenario {

/// Turns byte offsets of a UTF-8 text into lines and columns, for offsets that never decrease.
class TextCursor
{
public:
    /// The text must outlive the cursor.
    explicit TextCursor(QByteArrayView text) noexcept
        : m_text(text)
    { }

    /// The place of the character at an offset that is not before the one asked for last.
    [[nodiscard]] Place placeAt(qsizetype offset) noexcept
    {
        for (; m_offset < offset; ++m_offset) {
            const char byte = m_text[m_offset];
            const bool continues = (quint8(byte) & 0xC0) == 0x80;
            if (byte == '\n') {
                m_place = {m_place.line + 1, 1};
            } else if (!continues) {
                ++m_place.column;
            }
        }
        return m_place;
    }

private:
    QByteArrayView m_text;
    qsizetype m_offset = 0;
    Place m_place {1, 1};
};

} // namespace awaitscope::scenario
