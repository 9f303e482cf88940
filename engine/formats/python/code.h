// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayList>

namespace awaitscope::formats::python {

/// Lines of Python, each at the indentation of its block.
class Code
{
public:
    void line(const QByteArray &text)
    {
        m_text += text.isEmpty() ? QByteArray() : QByteArray(4 * m_depth, ' ') + text;
        m_text += '\n';
    }

    [[nodiscard]] const QByteArray &text() const noexcept { return m_text; }

    /// The lines written while it lives are a block. One without lines says `pass`.
    class Block
    {
    public:
        explicit Block(Code &code) : m_code(code), m_begin(code.m_text.size()) { ++code.m_depth; }

        ~Block()
        {
            if (m_code.m_text.size() == m_begin) {
                m_code.line("pass");
            }
            --m_code.m_depth;
        }
        Q_DISABLE_COPY_MOVE(Block)

    private:
        Code &m_code;
        qsizetype m_begin;
    };

private:
    QByteArray m_text;
    int m_depth = 0;
};

/// A text as a Python literal.
[[nodiscard]] QByteArray quoted(QByteArrayView utf8);

/// A text as lines of at most 100 characters with the mark in front, if its words allow it.
[[nodiscard]] QByteArrayList wrapped(const QByteArray &text, const QByteArray &mark = {});

} // namespace awaitscope::formats::python
