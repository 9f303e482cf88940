// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless.h"
#include "app/sweepcommand.h"
#include "app/window.h"

#include <QApplication>

#include <csignal>
#include <cstdio>
#include <memory>

namespace {

/// Leaves errors, and what is fatal.
void dropWarnings(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (type != QtWarningMsg) {
        std::fprintf(stderr, "%s\n", qPrintable(qFormatLogMessage(type, context, message)));
    }
}

/// Pictures need fonts, and those need an application, but no display. While it starts, Qt looks
/// for one nevertheless, and warns where no session is (in a container, under cron).
template <typename Application>
[[nodiscard]] std::unique_ptr<Application> withoutDisplay(int &argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QtMessageHandler before = qInstallMessageHandler(dropWarnings);
    auto application = std::make_unique<Application>(argc, argv);
    qInstallMessageHandler(before);
    return application;
}

} // namespace

int main(int argc, char *argv[])
{
    using namespace awaitscope;

    std::signal(SIGXFSZ, SIG_IGN); // a file that may not grow is an error like others

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
    if (const auto *const sweep = std::get_if<app::SweepCommand>(&command)) {
        const auto application = withoutDisplay<QApplication>(argc, argv); // charts are widgets
        return app::execute(*sweep);
    }
    const auto application = withoutDisplay<QGuiApplication>(argc, argv);
    if (const auto *const check = std::get_if<app::CheckCommand>(&command)) {
        return app::execute(*check);
    }
    if (const auto *const exported = std::get_if<app::ExportCommand>(&command)) {
        return app::execute(*exported);
    }
    return app::execute(std::get<app::RunCommand>(command));
}
