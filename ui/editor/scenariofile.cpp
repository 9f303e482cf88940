// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/scenariofile.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace awaitscope::editor {

using scenario::Problem;

namespace {

    constexpr int restMs = 150;

} // namespace

ScenarioFile::ScenarioFile(QObject *parent) : QObject(parent)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMs);
    connect(&m_rest, &QTimer::timeout, this, &ScenarioFile::look);
    // The folder too: most editors replace a file instead of writing into it.
    const auto rest = [this] { m_rest.start(); };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, rest);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, rest);
}

std::optional<QString> ScenarioFile::take(const QString &path, const QByteArray &bytes)
{
    if (!bytes.isValidUtf8()) {
        return std::nullopt;
    }
    m_path = path;
    m_bytes = bytes;
    m_endsLinesLikeWindows = bytes.contains("\r\n");
    watch();
    QString text = QString::fromUtf8(bytes);
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    // To Qt these are ends of lines, which they are not in JSON; as escapes they mean the same.
    text.replace(QChar(QChar::LineSeparator), QStringLiteral("\\u2028"));
    text.replace(QChar(QChar::ParagraphSeparator), QStringLiteral("\\u2029"));
    return text;
}

scenario::Result<QString> ScenarioFile::reload()
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Problem{m_path, {}, {}, tr("cannot be read: %1").arg(file.errorString())};
    }
    const std::optional<QString> text = take(m_path, file.readAll());
    if (!text) {
        return Problem{m_path, {}, {}, tr("is not UTF-8: expected a text in UTF-8")};
    }
    return *text;
}

std::optional<Problem> ScenarioFile::write(const QString &path, const QString &text)
{
    const QByteArray bytes = bytesOf(text);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.flush()
        || !file.commit()) {
        return Problem{
            path, {}, {}, tr("cannot be written: %1; name another file").arg(file.errorString())};
    }
    m_path = path;
    m_bytes = bytes;
    watch();
    return std::nullopt;
}

QByteArray ScenarioFile::bytesOf(const QString &text) const
{
    return m_endsLinesLikeWindows ? QString(text).replace(u'\n', QStringLiteral("\r\n")).toUtf8()
                                  : text.toUtf8();
}

void ScenarioFile::watch()
{
    m_rest.stop();
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    if (!watched.isEmpty()) {
        m_watcher.removePaths(watched);
    }
    if (!m_path.isEmpty() && !isReadOnly()) {
        m_watcher.addPaths({m_path, QFileInfo(m_path).absolutePath()});
    }
}

void ScenarioFile::look()
{
    QFile file(m_path);
    const bool isThere = file.open(QIODevice::ReadOnly);
    const QByteArray bytes = isThere ? file.readAll() : QByteArray();
    if (isThere && !m_watcher.files().contains(m_path)) {
        m_watcher.addPath(m_path); // it was replaced
    }
    if (bytes != m_bytes) {
        m_bytes = bytes;
        Q_EMIT changedOutside();
    }
}

} // namespace awaitscope::editor
