// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/traceopening.h"

#include "engine/formats/chrometracereader.h"
#include "engine/formats/recording.h"

#include <QFileInfo>

namespace awaitscope::app {

bool isTraceFile(const QString &file)
{
    return formats::isRecording(file) || formats::isChromeTrace(file);
}

scenario::Result<formats::ReadTrace> readTraceFile(const QString &file,
                                                   const formats::Progress &progress)
{
    return formats::isRecording(file) ? formats::readRecording(file, progress)
                                      : formats::readChromeTrace(file, progress);
}

TraceOpening::TraceOpening(QWidget &window) : QObject(&window), m_work(window) { }

void TraceOpening::open(const QString &file)
{
    // What was read, or what went wrong; the worker makes it.
    auto reading = std::make_shared<std::optional<scenario::Result<formats::ReadTrace>>>();
    QThread *const owner = thread();
    m_work.start(
        tr("Reading %1").arg(QFileInfo(file).fileName()),
        [reading, file, owner](const formats::Progress &progress) {
            reading->emplace(readTraceFile(file, progress));
            if (**reading) {
                (*reading)->value().store->moveToThread(owner);
            }
        },
        [this, reading, file](bool isGivenUp) {
            if (isGivenUp) {
                return; // the user knows
            }
            if (**reading) {
                Q_EMIT opened(file,
                              std::make_shared<formats::ReadTrace>(std::move((*reading)->value())));
            } else {
                Q_EMIT failed((*reading)->problem());
            }
        });
}

} // namespace awaitscope::app
