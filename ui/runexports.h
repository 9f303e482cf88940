// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/run/run.h"
#include "ui/export/liverecording.h"
#include "ui/export/writtentrace.h"
#include "ui/models/tracemodel.h"
#include "ui/timeline/theme.h"
#include "ui/widgets/backgroundwork.h"

#include <QObject>
#include <QPointer>

class QWidget;

namespace awaitscope {

class Actions;

namespace widgets {
    class TimelineWidget;
}

/// Keeps the run on screen: as a file that plays it again, and as pictures. Asks where and how.
class RunExports final : public QObject
{
    Q_OBJECT

public:
    /// @p timeline and @p window, over which it asks, outlive it.
    RunExports(widgets::TimelineWidget &timeline, QWidget &window);

    /// Null: every command does nothing. Not owned; the former run is still there.
    void setRun(run::Run *run, models::TraceModel *trace);
    /// Each of them that keeps the run does what it says.
    void connectActions(const Actions &actions);

    void setTheme(const timeline::Theme &theme) { m_theme = &theme; }

    void saveRun();
    void exportPicture();
    void copyPicture();
    /// Asks for a file and records the run there while it goes on; or ends that.
    void record();

Q_SIGNALS:
    /// It is done; what was done.
    void done(const QString &what);
    void failed(const awaitscope::scenario::Problem &problem);
    /// Where the run is recorded from now on; empty: nowhere.
    void recordingTo(const QString &file);

private:
    void saveRunTo(const QString &file);
    void write(const QString &file, exporting::TraceFormat format);
    void report(const QString &file, const std::optional<scenario::Problem> &problem);
    void recordTo(const QString &file);
    void stopRecording();

    widgets::TimelineWidget &m_timeline;
    QWidget &m_window;
    QPointer<run::Run> m_run;
    QPointer<models::TraceModel> m_trace;
    widgets::BackgroundWork m_writing;
    exporting::LiveRecording m_recording;
    const timeline::Theme *m_theme = &timeline::Theme::dark();
};

} // namespace awaitscope
