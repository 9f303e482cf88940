// SPDX-License-Identifier: MIT
#include "engine/formats/python/code.h"

#include <utility>

namespace awaitscope::formats::python {

QByteArray quoted(QByteArrayView utf8)
{
    QByteArray text("\"");
    for (const char letter : utf8) {
        switch (letter) {
        case '"':
        case '\\':
            text += '\\';
            text += letter;
            break;
        case '\n':
            text += "\\n";
            break;
        default:
            if (quint8(letter) < 0x20 || letter == 0x7f) {
                text += "\\x" + QByteArray(1, letter).toHex();
            } else {
                text += letter;
            }
            break;
        }
    }
    return text + '"';
}

QByteArrayList wrapped(const QByteArray &text, const QByteArray &mark)
{
    constexpr qsizetype width = 100;
    QByteArrayList lines;
    QByteArray line;
    for (const QByteArray &word : text.simplified().split(' ')) {
        if (!line.isEmpty() && mark.size() + line.size() + 1 + word.size() > width) {
            lines += mark + std::exchange(line, {});
        }
        line += line.isEmpty() ? word : ' ' + word;
    }
    if (!line.isEmpty()) {
        lines += mark + line;
    }
    return lines;
}

} // namespace awaitscope::formats::python
