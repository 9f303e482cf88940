// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runexports.h"

#include "engine/run/runspecfile.h"
#include "ui/export/exportdialog.h"
#include "ui/widgets/timelinewidget.h"

#include <QFileDialog>

namespace awaitscope {

RunExports::RunExports(widgets::TimelineWidget &timeline, QWidget &window)
    : QObject(&window), m_timeline(timeline), m_window(window)
{ }

void RunExports::setRun(run::Run *run, models::TraceModel *trace)
{
    m_run = run;
    m_trace = trace;
}

void RunExports::saveRun()
{
    if (!m_run) {
        return;
    }
    const QString ending = QStringLiteral(".run.json");
    QString file = QFileDialog::getSaveFileName(&m_window, tr("Save the run"),
                                                QString::fromUtf8(m_run->scenario().name) + ending,
                                                tr("Runs (*.run.json)"));
    if (file.isEmpty() || !m_run) {
        return;
    }
    if (!file.endsWith(ending)) {
        file += ending;
    }
    if (const auto problem =
            exporting::writeFile(file, run::toJson(m_run->spec(), m_run->scenario()))) {
        Q_EMIT failed(*problem);
    } else {
        Q_EMIT done(tr("Wrote %1").arg(file));
    }
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
