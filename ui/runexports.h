// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/run/run.h"
#include "ui/models/tracemodel.h"
#include "ui/timeline/theme.h"

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

    /// Every action that keeps the run does what it says.
    void connectActions(const Actions &actions);
    /// Null: every command does nothing. Not owned.
    void setRun(run::Run *run, models::TraceModel *trace);

    void setTheme(const timeline::Theme &theme) { m_theme = &theme; }

    void saveRun();
    void exportPicture();
    void copyPicture();

Q_SIGNALS:
    /// It is done; what was done.
    void done(const QString &what);
    void failed(const awaitscope::scenario::Problem &problem);

private:
    void saveRunTo(const QString &file);

    widgets::TimelineWidget &m_timeline;
    QWidget &m_window;
    QPointer<run::Run> m_run;
    QPointer<models::TraceModel> m_trace;
    const timeline::Theme *m_theme = &timeline::Theme::dark();
};

} // namespace awaitscope
