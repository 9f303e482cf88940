// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

namespace awaitscope::tests {

/// The first line in which two logs differ, for a person to read; empty if they are the same.
[[nodiscard]] inline QByteArray firstDifference(const QByteArray &actual,
                                                const QByteArray &expected)
{
    if (actual == expected) {
        return {};
    }
    const QList<QByteArray> had = actual.split('\n');
    const QList<QByteArray> wanted = expected.split('\n');
    qsizetype line = 0;
    while (line < had.size() && line < wanted.size() && had[line] == wanted[line]) {
        ++line;
    }
    const auto show = [line](const QList<QByteArray> &lines) {
        return line < lines.size() && !lines[line].isEmpty() ? lines[line]
                                                             : QByteArray("(the log ends here)");
    };
    return "line " + QByteArray::number(line + 1) + "\n   actual: " + show(had)
        + "\n expected: " + show(wanted);
}

} // namespace awaitscope::tests
