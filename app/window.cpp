// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window.h"

#include "app/gallery.h"
#include "app/session.h"
#include "ui/mainwindow.h"

#include <QApplication>
#include <QFont>
#include <QIcon>
#include <QStandardPaths>

namespace awaitscope::app {

int runWindow(int &argc, char **argv, const WindowCommand &command)
{
    QApplication::setStyle(QStringLiteral("Fusion"));
    const QApplication application(argc, argv);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/awaitscope.svg")));
    QApplication::setDesktopFileName(QStringLiteral("awaitscope"));
    QFont font(QStringList{QStringLiteral("Inter"), QStringLiteral("Noto Sans"),
                           QStringLiteral("DejaVu Sans")});
    font.setPixelSize(13);
    QApplication::setFont(font);

    const std::vector<GalleryEntry> entries = gallery();
    MainWindow window(entries);
    Session session(window);
    session.setLimits(command.limits);
    window.show();
    session.keepJournal(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
                        + QStringLiteral("/journal"));
    session.open(entries.front().file);
    if (!command.file.isEmpty()) {
        session.open(command.file); // if that fails, the window says why, and shows the first
    }
    return QApplication::exec();
}

} // namespace awaitscope::app
