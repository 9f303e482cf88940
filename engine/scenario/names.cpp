// SPDX-License-Identifier: MIT
#include "engine/scenario/names.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

namespace awaitscope::scenario {

namespace {

class NameWords
{
    Q_DECLARE_TR_FUNCTIONS(awaitscope::scenario::NameWords)
};

constexpr qsizetype mostListed = 40;
constexpr qsizetype longestCompared = 64;

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isWordByte(char c)
{
    return isLetter(c) || isDigit(c) || c == '_';
}

bool isNameByte(char c)
{
    return isWordByte(c) || c == '.' || c == '-';
}

// Letters to insert, delete, replace or swap with their neighbour (optimal string alignment).
int editDistance(QByteArrayView a, QByteArrayView b)
{
    const auto width = std::size_t(b.size()) + 1;
    std::vector<int> beforeLast(width);
    std::vector<int> last(width);
    std::vector<int> row(width);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        beforeLast.swap(last);
        last.swap(row);
        row[0] = int(i);
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto at = std::size_t(j);
            const int replaced = last[at - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[at] = std::min({last[at] + 1, row[at - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[at] = std::min(row[at], beforeLast[at - 2] + 1);
            }
        }
    }
    return row.back();
}

} // namespace

bool isScenarioName(QByteArrayView text) noexcept
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isNameByte);
}

bool isName(QByteArrayView text) noexcept
{
    return isScenarioName(text) && (isLetter(text.front()) || text.front() == '_');
}

bool isVariableName(QByteArrayView text) noexcept
{
    return isName(text) && std::all_of(text.begin(), text.end(), isWordByte);
}

bool isErrorName(QByteArrayView text) noexcept
{
    return isVariableName(text) && isLetter(text.front());
}

QString quotedList(const NameList &names)
{
    QStringList quoted;
    for (const QByteArray &name : names) {
        if (quoted.size() == mostListed) {
            quoted += QStringLiteral("...");
            break;
        }
        quoted += u'"' + QString::fromUtf8(name) + u'"';
    }
    return quoted.join(QStringLiteral(", "));
}

QString suggestion(QByteArrayView unknown, const NameList &known)
{
    if (known.empty()) {
        return NameWords::tr("none is declared");
    }
    // One slip in three letters; a very long text is no slip, and slow to compare.
    const bool isComparable = unknown.size() <= longestCompared;
    int least = isComparable ? int(unknown.size() / 3) + 1 : 0;
    const QByteArray *nearest = nullptr;
    for (const QByteArray &name : known) {
        if (least == 0) {
            break;
        }
        if (const int distance = editDistance(unknown, name); distance < least) {
            least = distance;
            nearest = &name;
        }
    }
    if (nearest != nullptr) {
        return NameWords::tr("did you mean \"%1\"?").arg(QString::fromUtf8(*nearest));
    }
    return known.size() == 1 ? NameWords::tr("expected %1").arg(quotedList(known))
                             : NameWords::tr("expected one of %1").arg(quotedList(known));
}

} // namespace awaitscope::scenario
