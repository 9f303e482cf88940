// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/recentfiles.h"

#include <QFileInfo>
#include <QSettings>

namespace awaitscope::widgets {

namespace {

    const QString key = QStringLiteral("recent/files");

} // namespace

RecentFiles::RecentFiles(QWidget *parent) : QMenu(tr("Open &recent"), parent)
{
    setObjectName(QStringLiteral("recentFiles"));
    fill();
}

void RecentFiles::add(const QString &file)
{
    if (file.isEmpty() || file.startsWith(QLatin1Char(':'))) {
        return;
    }
    const QString path = QFileInfo(file).absoluteFilePath();
    QSettings settings;
    QStringList files = settings.value(key).toStringList();
    files.removeAll(path);
    files.prepend(path);
    settings.setValue(key, QStringList(files.mid(0, most)));
    fill();
}

void RecentFiles::fill()
{
    clear();
    const QStringList files = QSettings().value(key).toStringList();
    for (const QString &file : files) {
        QString name = QFileInfo(file).fileName();
        QAction *const action = addAction(name.replace(QLatin1Char('&'), QStringLiteral("&&")));
        action->setToolTip(file);
        connect(action, &QAction::triggered, this, [this, file] { Q_EMIT fileChosen(file); });
    }
    setToolTipsVisible(true);
    setEnabled(!files.isEmpty());
}

} // namespace awaitscope::widgets
