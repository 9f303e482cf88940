// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/scenario/problem.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <optional>

namespace awaitscope::editor {

/// The file behind a text that is edited: reads it, writes it, and notices when somebody else
/// does. Line ends are \n in the text, and in the file what they were.
class ScenarioFile final : public QObject
{
    Q_OBJECT

public:
    explicit ScenarioFile(QObject *parent = nullptr);

    /// Empty: the text has no file yet.
    [[nodiscard]] const QString &path() const noexcept { return m_path; }

    /// Whether it is one that comes with the program.
    [[nodiscard]] bool isReadOnly() const { return m_path.startsWith(u':'); }

    /// Another file (empty: none), with the text that was read from it. Returns the text to edit;
    /// none if it is not UTF-8 and cannot be edited.
    [[nodiscard]] std::optional<QString> take(const QString &path, const QByteArray &bytes);
    /// What is in the file now, or why it cannot be read.
    [[nodiscard]] scenario::Result<QString> reload();
    /// Writes the text to a file, whole or not at all, and keeps to that file from now on.
    [[nodiscard]] std::optional<scenario::Problem> write(const QString &path, const QString &text);

    /// The text as it is in the file.
    [[nodiscard]] QByteArray bytesOf(const QString &text) const;

Q_SIGNALS:
    /// Somebody else has changed the file, or taken it away.
    void changedOutside();

private:
    void watch();
    void look();

    QString m_path;
    QByteArray m_bytes; // as last read or written
    bool m_endsLinesLikeWindows = false;
    QFileSystemWatcher m_watcher;
    QTimer m_rest; // until a file that is being written is whole
};

} // namespace awaitscope::editor
