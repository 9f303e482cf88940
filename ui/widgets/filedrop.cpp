// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/filedrop.h"

#include <QDropEvent>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace awaitscope::widgets {

namespace {

    /// The one file that is dragged; empty: something else is.
    [[nodiscard]] QString fileOf(const QMimeData &dragged)
    {
        const QList<QUrl> urls = dragged.urls();
        return urls.size() == 1 ? urls.first().toLocalFile() : QString();
    }

} // namespace

FileDrop::FileDrop(QWidget *target) : QObject(target)
{
    target->setAcceptDrops(true);
    target->installEventFilter(this);
}

bool FileDrop::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop) {
        return QObject::eventFilter(watched, event);
    }
    auto *const drop = static_cast<QDropEvent *>(event);
    const QString file = fileOf(*drop->mimeData());
    if (file.isEmpty()) {
        return QObject::eventFilter(watched, event);
    }
    drop->acceptProposedAction();
    if (event->type() == QEvent::Drop) {
        Q_EMIT dropped(file);
    }
    return true;
}

} // namespace awaitscope::widgets
