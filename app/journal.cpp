// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal.h"

#include "ui/export/pictureexporter.h"

#include <QDir>
#include <QUuid>

namespace awaitscope::app {

namespace {

    const QString ending = QStringLiteral(".run.json");
    const QString lockEnding = QStringLiteral(".lock");

    /// Only a program that is gone makes it stale, not time.
    [[nodiscard]] std::unique_ptr<QLockFile> lockOf(const QString &file)
    {
        auto lock = std::make_unique<QLockFile>(file + lockEnding);
        lock->setStaleLockTime(0);
        return lock;
    }

} // namespace

Journal::Journal(const QString &folder)
    : m_folder(folder)
    , m_file(folder + QLatin1Char('/') + QUuid::createUuid().toString(QUuid::WithoutBraces)
             + ending)
{
    QDir().mkpath(folder);
    m_lock = lockOf(m_file);
    m_lock->tryLock(0);
}

Journal::~Journal()
{
    QFile::remove(m_file);
}

std::optional<scenario::Problem> Journal::keep(const QByteArray &runSpec) const
{
    return exporting::writeFile(m_file, runSpec);
}

QString Journal::left() const
{
    const QDir folder(m_folder, QLatin1Char('*') + ending, QDir::Time, QDir::Files);
    for (const QString &name : folder.entryList()) {
        const QString file = folder.filePath(name);
        if (file != m_file && lockOf(file)->tryLock(0)) {
            return file;
        }
    }
    return {};
}

void Journal::forget(const QString &file) const
{
    QFile::remove(file);
    QFile::remove(file + lockEnding);
}

} // namespace awaitscope::app
