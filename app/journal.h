// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/scenario/problem.h"

#include <QLockFile>
#include <QString>

#include <memory>
#include <optional>

namespace awaitscope::app {

/// Keeps the run on screen in a file, so that a crash does not take it along: each program that
/// runs has one in the same folder, and takes it away when it ends. Those of programs that are not
/// there any more were left by a crash.
class Journal
{
public:
    /// The folder is made if it is not there.
    explicit Journal(const QString &folder);
    ~Journal();
    Q_DISABLE_COPY_MOVE(Journal)

    /// Keeps the text of a .run.json in place of the last one. Returns what went wrong.
    [[nodiscard]] std::optional<scenario::Problem> keep(const QByteArray &runSpec) const;

    /// The newest file that a crash has left; empty: none.
    [[nodiscard]] QString left() const;
    /// Deletes what was left.
    void forget(const QString &file) const;

private:
    QString m_folder;
    QString m_file;
    std::unique_ptr<QLockFile> m_lock; // held as long as the program lives
};

} // namespace awaitscope::app
