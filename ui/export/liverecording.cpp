// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/liverecording.h"

#include "engine/run/runspecfile.h"

namespace awaitscope::exporting {

using scenario::Problem;

LiveRecording::LiveRecording(QObject *parent) : QObject(parent)
{
    m_due.setSingleShot(true);
    connect(&m_due, &QTimer::timeout, this, &LiveRecording::save);
}

LiveRecording::~LiveRecording() = default;

std::optional<Problem> LiveRecording::start(const run::Run &run, const QString &fileName)
{
    Q_ASSERT(!isOn());
    m_run = &run;
    m_fileName = fileName;
    m_writer = std::make_unique<formats::RecordingWriter>(fileName, run.store(),
                                                          formats::RecordingWriter::Mode::Live);
    auto problem = add();
    if (problem) {
        close();
    } else {
        m_sinceSaved.start();
        m_due.start(int(formats::msToNextSaving(0, 0)));
        m_going =
            connect(&run.store(), &trace::TraceStore::oldestGoing, this, &LiveRecording::save);
    }
    return problem;
}

std::optional<Problem> LiveRecording::stop()
{
    if (!isOn()) {
        return std::nullopt;
    }
    auto problem = add();
    close();
    return problem;
}

std::optional<Problem> LiveRecording::add()
{
    // With what was done by hand until now.
    return m_writer->add({m_run->scenario().title, run::toJson(m_run->spec(), m_run->scenario())});
}

void LiveRecording::save()
{
    const qint64 wentOn = m_sinceSaved.restart();
    if (const auto problem = add()) {
        close();
        Q_EMIT failed(*problem);
        return;
    }
    m_due.start(int(formats::msToNextSaving(wentOn, m_sinceSaved.restart())));
}

void LiveRecording::close()
{
    m_due.stop();
    disconnect(m_going);
    m_writer.reset();
    m_fileName.clear();
}

} // namespace awaitscope::exporting
