// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless.h"
#include "app/window.h"

#include <QGuiApplication>

int main(int argc, char *argv[])
{
    using namespace awaitscope;

    QCoreApplication::setApplicationName(QStringLiteral("awaitscope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(AWAITSCOPE_VERSION));
    QCoreApplication::setOrganizationName(QStringLiteral("awaitscope"));

    QStringList arguments;
    for (int i = 1; i < argc; ++i) {
        arguments += QString::fromLocal8Bit(argv[i]);
    }
    const app::Command command = app::parseCommandLine(arguments);
    if (const auto *const window = std::get_if<app::WindowCommand>(&command)) {
        return app::runWindow(argc, argv, *window);
    }
    if (const auto *const finished = std::get_if<app::Finished>(&command)) {
        return finished->status;
    }
    // Pictures need fonts, and those need an application, but no display.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    if (const auto *const check = std::get_if<app::CheckCommand>(&command)) {
        return app::execute(*check);
    }
    return app::execute(std::get<app::RunCommand>(command));
}
