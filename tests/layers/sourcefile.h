// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <vector>

namespace awaitscope::tests {

/// A file of the project as text.
struct SourceFile
{
    QString path; ///< from the top of the project
    QStringList lines;
};

struct Include
{
    QString name; ///< without quotes or brackets
    bool isQuoted = false; ///< of the project
    int line = 0; ///< from 1
};

/// A function by its layout: a brace alone on its line behind a head with parentheses.
struct Function
{
    int line = 0; ///< of its opening brace, from 1
    int length = 0; ///< lines from brace to brace
};

/// Every file below @p folder (all of the project if it is empty) of which the name ends so, by
/// path; neither hidden ones nor those below hidden folders.
[[nodiscard]] std::vector<SourceFile> sourceFiles(const QString &folder,
                                                  const QStringList &endings);

[[nodiscard]] std::vector<Include> includesOf(const SourceFile &file);
[[nodiscard]] std::vector<Function> functionsOf(const SourceFile &file);

/// `path:line: what`.
[[nodiscard]] QString found(const SourceFile &file, int line, const QString &what);

} // namespace awaitscope::tests
