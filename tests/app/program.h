// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace awaitscope::tests {

inline const QString semaphoreFile = QStringLiteral(SCENARIOS "/semaphore.json");

/// What a call of the program leaves.
struct Called
{
    int status = -1; ///< -1: it crashed, or did not end
    QByteArray output;
    QByteArray errors;
};

/// Calls the program without a session and without a display, as in a container or under cron.
[[nodiscard]] Called call(const QStringList &arguments);
/// The same with a process of which program and arguments are set.
[[nodiscard]] Called call(QProcess &process);

[[nodiscard]] QByteArray contentsOf(const QString &file);

/// A folder for what the program reads and writes.
class Folder
{
public:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    /// Writes a file. Returns its path.
    [[nodiscard]] QString write(const QString &name, const QByteArray &text) const;
    /// Everything in it.
    [[nodiscard]] QStringList files() const;

private:
    QTemporaryDir m_folder;
};

} // namespace awaitscope::tests
