// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runexports.h"

#include "ui/actions.h"
#include "ui/export/exportdialog.h"
#include "ui/timeline/partialtext.h"
#include "ui/widgets/filedialogs.h"
#include "ui/widgets/timelinewidget.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>

#include <algorithm>

namespace awaitscope {

using exporting::TraceFormat;
using scenario::Problem;

RunExports::RunExports(widgets::TimelineWidget &timeline, QWidget &window)
    : QObject(&window), m_timeline(timeline), m_window(window), m_writing(window)
{
    connect(&m_recording, &exporting::LiveRecording::failed, this, [this](const Problem &problem) {
        Q_EMIT recordingTo({});
        Q_EMIT failed(problem);
    });
}

void RunExports::setRun(run::Run *run, models::TraceModel *trace)
{
    if (run != m_run) {
        m_writing.giveUp();
        stopRecording();
    }
    m_run = run;
    m_trace = trace;
}

void RunExports::connectActions(const Actions &actions)
{
    connect(actions.saveRun, &QAction::triggered, this, &RunExports::saveRun);
    connect(actions.record, &QAction::triggered, this, &RunExports::record);
    connect(actions.exportPicture, &QAction::triggered, this, &RunExports::exportPicture);
    connect(actions.copyPicture, &QAction::triggered, this, &RunExports::copyPicture);
}

void RunExports::saveRun()
{
    if (!m_run) {
        return;
    }
    const std::vector<exporting::TraceFormatName> formats = exporting::traceFormats();
    QStringList kinds;
    for (const exporting::TraceFormatName &known : formats) {
        kinds += QStringLiteral("%1 (*%2)").arg(known.what, known.ending);
    }
    const QString ending = formats.front().ending;
    QFileDialog *const dialog =
        widgets::savingDialog(&m_window, tr("Save the run"), kinds, ending,
                              QString::fromUtf8(m_run->scenario().name) + ending);
    connect(dialog, &QFileDialog::filterSelected, dialog,
            [dialog, kinds, formats](const QString &kind) {
                const auto chosen = std::size_t(std::max<qsizetype>(kinds.indexOf(kind), 0));
                dialog->setDefaultSuffix(formats[chosen].ending.mid(1));
            });
    connect(dialog, &QFileDialog::fileSelected, this, &RunExports::saveRunTo);
    dialog->open();
}

void RunExports::saveRunTo(const QString &file)
{
    if (!m_run) {
        return;
    }
    const auto format = exporting::traceFormatOf(file);
    if (!format) {
        QStringList endings;
        for (const exporting::TraceFormatName &known : exporting::traceFormats()) {
            endings += known.ending;
        }
        Q_EMIT failed(
            {file, {}, {}, tr("has no known ending; use one of %1").arg(endings.join(tr(", ")))});
        return;
    }
    write(file, *format);
}

void RunExports::write(const QString &file, TraceFormat format)
{
    constexpr quint64 eventsAtOnce = 200'000; // take no longer than a few frames
    const exporting::WrittenTrace trace = exporting::traceOf(*m_run);
    if (trace.store.eventCount() <= eventsAtOnce) {
        report(file, exporting::writeTrace(file, format, trace));
        return;
    }
    // Nothing is added to what the worker reads.
    const bool isRunning = m_run->state() == run::RunState::Running;
    m_run->pause();
    auto problem = std::make_shared<std::optional<Problem>>();
    m_writing.start(
        tr("Writing %1").arg(QFileInfo(file).fileName()),
        [file, format, trace, problem](const formats::Progress &progress) {
            *problem =
                exporting::writeTrace(file, format, trace, formats::Iterations::Leave, progress);
        },
        [this, file, problem, isRunning](bool isGivenUp) {
            if (isRunning && m_run) {
                m_run->resume();
            }
            if (!isGivenUp) {
                report(file, *problem);
            }
        });
}

void RunExports::report(const QString &file, const std::optional<Problem> &problem)
{
    if (problem) {
        Q_EMIT failed(*problem);
        return;
    }
    const auto format = exporting::traceFormatOf(file);
    const QString partial = m_run && format && exporting::isOfEvents(*format)
        ? timeline::partialText(m_run->store())
        : QString();
    Q_EMIT done(partial.isEmpty() ? tr("Wrote %1").arg(file)
                                  : tr("Wrote %1 (%2)").arg(file, partial));
}

void RunExports::record()
{
    if (m_recording.isOn()) {
        stopRecording();
    } else if (m_run) {
        const QString ending = QStringLiteral(".awaitscope");
        QFileDialog *const dialog = widgets::savingDialog(
            &m_window, tr("Record the run while it goes on"), {tr("Recordings (*%1)").arg(ending)},
            ending, QString::fromUtf8(m_run->scenario().name) + ending);
        connect(dialog, &QFileDialog::fileSelected, this, &RunExports::recordTo);
        dialog->open();
    }
}

void RunExports::recordTo(const QString &file)
{
    if (!m_run || m_recording.isOn()) {
        return;
    }
    if (const auto problem = m_recording.start(*m_run, file)) {
        Q_EMIT failed(*problem);
    } else {
        Q_EMIT recordingTo(file);
    }
}

void RunExports::stopRecording()
{
    if (!m_recording.isOn()) {
        return;
    }
    const QString file = m_recording.fileName();
    const auto problem = m_recording.stop();
    Q_EMIT recordingTo({});
    report(file, problem);
}

void RunExports::exportPicture()
{
    if (!m_run) {
        return;
    }
    auto *const dialog = new exporting::ExportDialog(*m_run, m_timeline, *m_theme, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &exporting::ExportDialog::exported, this,
            [this](const QString &file) { Q_EMIT done(tr("Wrote %1").arg(file)); });
    connect(dialog, &exporting::ExportDialog::copied, this,
            [this] { Q_EMIT done(tr("Copied the picture")); });
    dialog->open();
}

void RunExports::copyPicture()
{
    if (!m_run || !m_trace) {
        return;
    }
    const auto choices = exporting::ExportChoices::remembered(m_theme->kind);
    if (const auto problem = exporting::copyPicture(
            choices, {*m_run, *m_trace, m_timeline.view(), m_timeline.pointed()})) {
        Q_EMIT failed(*problem);
    } else {
        Q_EMIT done(tr("Copied the picture"));
    }
}

} // namespace awaitscope
