// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/specfile.h"

#include "engine/run/runspecfile.h"

#include <QFile>
#include <QFileInfo>
#include <QObject>

namespace awaitscope::app {

using scenario::Problem;
using scenario::Result;

Result<QByteArray> readFile(const QString &name)
{
    QFile file(name);
    if (QFileInfo(name).isDir() || !file.open(QIODevice::ReadOnly)) {
        const QString why =
            QFileInfo(name).isDir() ? QObject::tr("is a folder") : file.errorString();
        return Problem{
            name, {}, {}, QObject::tr("cannot be read: %1; name a readable file").arg(why)};
    }
    return file.readAll();
}

Result<run::RunSpec> readSpec(const QString &file)
{
    auto text = readFile(file);
    if (!text) {
        return text.problem();
    }
    if (run::isRunSpec(text.value())) {
        return run::parseRunSpec(text.value(), file);
    }
    return run::RunSpec{.scenarioText = std::move(text).value(), .scenarioFile = file};
}

} // namespace awaitscope::app
