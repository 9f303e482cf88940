// SPDX-License-Identifier: MIT
#include "engine/run/limits.h"

#include <QCoreApplication>

namespace awaitscope::run {

namespace {

    [[nodiscard]] QString tr(const char *text)
    {
        return QCoreApplication::translate("awaitscope::run::Limits", text);
    }

} // namespace

QString limitText(const Limits &limits, const std::string &name)
{
    if (name == "iterations") {
        return tr("the limit of %1 loop iterations was reached").arg(limits.iterations);
    }
    if (name == "events") {
        return tr("the limit of %1 events was reached").arg(limits.events);
    }
    if (name == "steps") {
        return tr("the limit of %1 steps was reached").arg(limits.steps);
    }
    if (name == "memory") {
        return tr("the limit of %1 MiB of memory was reached").arg(limits.memory >> 20);
    }
    return tr("the limit of time, 2^62 ns, was reached");
}

} // namespace awaitscope::run
