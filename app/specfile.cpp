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

Result<ReadRun> readRun(const QString &file)
{
    auto contents = readFile(file);
    if (!contents) {
        return contents.problem();
    }
    if (formats::isPicture(contents.value())) {
        auto carried = formats::readPicture(contents.value(), file);
        if (!carried) {
            return carried.problem();
        }
        return ReadRun{.spec = std::move(carried.value().spec),
                       .view = carried.value().view,
                       .compared = std::move(carried.value().compared)};
    }
    if (run::isRunSpec(contents.value())) {
        auto spec = run::parseRunSpec(contents.value(), file);
        if (!spec) {
            return spec.problem();
        }
        return ReadRun{.spec = std::move(spec).value()};
    }
    return ReadRun{.spec = {.scenarioText = std::move(contents).value(), .scenarioFile = file},
                   .isScenario = true};
}

} // namespace awaitscope::app
