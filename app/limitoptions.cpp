// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/limitoptions.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <unistd.h>

namespace awaitscope::app {

using run::Limits;
using scenario::Problem;

namespace {

    [[nodiscard]] QString tr(const char *text)
    {
        return QCoreApplication::translate("CommandLine", text);
    }

    struct LimitOption
    {
        const char *name;
        const char *description; ///< %1: the default
        quint64 Limits::*value;
        int shift; ///< of the unit: 20 for MiB
    };

    constexpr LimitOption limitOptions[] = {
        {"max-iterations", QT_TRANSLATE_NOOP("CommandLine", "Loop iterations of a run (%1)."),
         &Limits::iterations, 0},
        {"max-events", QT_TRANSLATE_NOOP("CommandLine", "Events of a run (%1)."), &Limits::events,
         0},
        {"max-steps", QT_TRANSLATE_NOOP("CommandLine", "Steps of a run (%1)."), &Limits::steps, 0},
        {"max-memory",
         QT_TRANSLATE_NOOP("CommandLine",
                           "Memory of a run in MiB, roughly (%1; in the window, which holds the "
                           "run and asks: half of the machine's)."),
         &Limits::memory, 20},
    };

    const QString letGoOption = QStringLiteral("let-go");

} // namespace

void addLimitOptions(QCommandLineParser &parser)
{
    const Limits defaults;
    for (const LimitOption &option : limitOptions) {
        parser.addOption({QString::fromLatin1(option.name),
                          tr(option.description).arg((defaults.*option.value) >> option.shift),
                          QStringLiteral("n")});
    }
    parser.addOption({letGoOption,
                      tr("At the limit of memory, let the oldest events go and go on; what they "
                         "would have changed is partial. Views of the run count for the limit.")});
}

scenario::Result<Limits> readLimitOptions(const QCommandLineParser &parser)
{
    Limits limits;
    for (const LimitOption &option : limitOptions) {
        const QString name = QString::fromLatin1(option.name);
        if (!parser.isSet(name)) {
            continue;
        }
        bool isNumber = false;
        const quint64 number = parser.value(name).toULongLong(&isNumber);
        if (!isNumber || number == 0 || (number << option.shift) >> option.shift != number) {
            return Problem{{}, {}, {}, tr("--%1 takes a whole number, 1 or more").arg(name)};
        }
        limits.*option.value = number << option.shift;
    }
    limits.letsOldestGo = parser.isSet(letGoOption);
    return limits;
}

scenario::Result<Limits> readWindowLimits(const QCommandLineParser &parser)
{
    auto read = readLimitOptions(parser);
    if (!read) {
        return read;
    }
    Limits limits = read.value();
    limits.atMemory = Limits::AtMemory::Hold;
    const long pages = sysconf(_SC_PHYS_PAGES);
    const long pageSize = sysconf(_SC_PAGESIZE);
    if (!parser.isSet(QStringLiteral("max-memory")) && pages > 0 && pageSize > 0) {
        limits.memory = quint64(pages) * quint64(pageSize) / 2;
    }
    return limits;
}

} // namespace awaitscope::app
