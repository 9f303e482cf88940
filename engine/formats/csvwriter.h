// SPDX-License-Identifier: MIT
#pragma once

#include "engine/trace/timerange.h"

#include <QByteArray>

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <string_view>

namespace awaitscope::formats {

/// Writes comma-separated values as RFC 4180 has them: cells with commas, quotes or line breaks in
/// quotes, rows ended by CR LF. Cell by cell, without an allocation for each.
class CsvWriter
{
public:
    /// Rows are appended to @p text, which outlives the writer.
    explicit CsvWriter(QByteArray &text) : m_text(text) { }

    CsvWriter &cell(std::string_view value)
    {
        separate();
        if (std::ranges::none_of(value, isSpecial)) {
            m_row += value;
            return *this;
        }
        m_row += '"';
        for (const char letter : value) {
            if (letter == '"') {
                m_row += '"';
            }
            m_row += letter;
        }
        m_row += '"';
        return *this;
    }

    CsvWriter &number(qint64 value)
    {
        separate();
        append(value);
        return *this;
    }

    /// ns as seconds with nine decimals, which is exact.
    CsvWriter &seconds(trace::Timestamp time)
    {
        separate();
        constexpr quint64 second = trace::nanosecondsPerSecond;
        // Also the least number there is has an absolute value.
        const quint64 length = time < 0 ? 0 - quint64(time) : quint64(time);
        if (time < 0) {
            m_row += '-';
        }
        append(length / second);
        const std::size_t point = m_row.size();
        append(second + length % second); // a one and nine decimals
        m_row[point] = '.';
        return *this;
    }

    CsvWriter &empty()
    {
        separate();
        return *this;
    }

    void endRow()
    {
        m_row += "\r\n";
        m_text.append(m_row.data(), qsizetype(m_row.size()));
        m_row.clear();
        m_isFirst = true;
    }

private:
    /// Whether a cell with this letter has to be in quotes.
    [[nodiscard]] static bool isSpecial(char letter) noexcept
    {
        return letter == ',' || letter == '"' || letter == '\r' || letter == '\n';
    }

    void separate()
    {
        if (!m_isFirst) {
            m_row += ',';
        }
        m_isFirst = false;
    }

    template <typename Number>
    void append(Number number)
    {
        std::array<char, 20> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
        m_row.append(digits.data(), std::size_t(end - digits.data()));
    }

    QByteArray &m_text;
    std::string m_row;
    bool m_isFirst = true;
};

} // namespace awaitscope::formats
