// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/limitoptions.h"

#include <QCommandLineParser>
#include <QCoreApplication>

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
        {"max-memory", QT_TRANSLATE_NOOP("CommandLine", "Memory of a run in MiB, roughly (%1)."),
         &Limits::memory, 20},
    };

} // namespace

void addLimitOptions(QCommandLineParser &parser)
{
    const Limits defaults;
    for (const LimitOption &option : limitOptions) {
        parser.addOption({QString::fromLatin1(option.name),
                          tr(option.description).arg((defaults.*option.value) >> option.shift),
                          QStringLiteral("n")});
    }
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
    return limits;
}

} // namespace awaitscope::app
