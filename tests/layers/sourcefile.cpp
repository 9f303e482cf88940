// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layers/sourcefile.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace awaitscope::tests {

namespace {

    [[nodiscard]] QStringList linesOf(const QString &path)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            qFatal("%s cannot be read", qPrintable(path));
        }
        QStringList lines = QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'));
        if (lines.last().isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }

    [[nodiscard]] int indentOf(const QString &line)
    {
        const auto first =
            std::ranges::find_if(line, [](QChar c) { return c != QLatin1Char(' '); });
        return int(first - line.begin());
    }

    /// Whether what opens with the brace in line @p brace is a function: whether the lines before
    /// it, back to the end of what comes before, have a parenthesis and do not begin a type.
    [[nodiscard]] bool isFunction(const QStringList &lines, int brace)
    {
        static const QRegularExpression type(
            QStringLiteral("^\\s*(template .*)?(class|struct|union|enum|namespace)\\b"));
        static const QRegularExpression end(
            QStringLiteral("^(?!\\s*[:,]).*[;{}:]\\s*$|^\\s*(//|#|$)"));
        bool hasParenthesis = false;
        for (int i = brace - 1; i >= 0 && !end.match(lines.at(i)).hasMatch(); --i) {
            if (type.match(lines.at(i)).hasMatch()) {
                return false;
            }
            hasParenthesis |= lines.at(i).contains(QLatin1Char('('));
        }
        return hasParenthesis;
    }

} // namespace

std::vector<SourceFile> sourceFiles(const QString &folder, const QStringList &endings)
{
    const QString top = QStringLiteral(PROJECT_FOLDER "/");
    std::vector<SourceFile> files;
    QDirIterator iterator(top + folder, endings, QDir::Files, QDirIterator::Subdirectories);
    while (iterator.hasNext()) {
        const QString path = iterator.next();
        files.push_back({path.mid(top.size()), linesOf(path)});
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

std::vector<Include> includesOf(const SourceFile &file)
{
    static const QRegularExpression include(
        QStringLiteral("^\\s*#\\s*include\\s*(?:\"([^\"]+)\"|<([^>]+)>)"));
    std::vector<Include> includes;
    for (qsizetype i = 0; i < file.lines.size(); ++i) {
        const auto match = include.match(file.lines.at(i));
        if (match.hasMatch()) {
            const bool isQuoted = match.hasCaptured(1);
            includes.push_back({match.captured(isQuoted ? 1 : 2), isQuoted, int(i) + 1});
        }
    }
    return includes;
}

std::vector<Function> functionsOf(const SourceFile &file)
{
    std::vector<Function> functions;
    for (int begin = 0; begin < file.lines.size(); ++begin) {
        const QString &line = file.lines.at(begin);
        if (line.trimmed() != QStringLiteral("{") || !isFunction(file.lines, begin)) {
            continue;
        }
        const QString closing = QString(indentOf(line), QLatin1Char(' ')) + QLatin1Char('}');
        int end = begin + 1;
        while (end < file.lines.size() && !file.lines.at(end).startsWith(closing)) {
            ++end;
        }
        functions.push_back({begin + 1, end - begin + 1});
        begin = end;
    }
    return functions;
}

QString found(const SourceFile &file, int line, const QString &what)
{
    return QStringLiteral("%1:%2: %3").arg(file.path).arg(line).arg(what);
}

} // namespace awaitscope::tests
