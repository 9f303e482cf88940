// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/run/run.h"
#include "ui/models/selectioncontroller.h"
#include "ui/models/tracemodel.h"
#include "ui/runcommands.h"
#include "ui/timeline/theme.h"
#include "ui/widgets/runtoolbar.h"

#include <QElapsedTimer>
#include <QMainWindow>
#include <QPointer>
#include <QTimer>

namespace awaitscope {

class Actions;

namespace panels {
    class TaskTable;
} // namespace panels

namespace widgets {
    class NoticeBar;
    class RecentFiles;
    class StatusLine;
    class TimelineWidget;
} // namespace widgets

class RunExports;
class RunNotices;
class TimeTravel;
class Workspace;

/// The window: shows one run, and passes on what the user asks for. It changes nothing by itself
/// but the run, through its public interface.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(const std::vector<GalleryEntry> &gallery, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Shows this run. Not owned; replace it before it goes.
    void setRun(run::Run *run);
    /// The same, for one that is much like that on screen: as much as can be of what is shown and
    /// selected stays.
    void replaceRun(run::Run *run);

    /// Shows a trace that does not change any more, in place of a run. Not owned; replace it before
    /// it goes. @p about: what is known of it; @p file: where it is.
    void setTrace(const trace::TraceStore &store, const QString &title, const QString &about,
                  const QString &file);

    [[nodiscard]] run::Run *run() const { return m_run; }

    /// Which scenario the list shows.
    void showScenario(const QString &file);
    /// Puts a text into the editor, whatever becomes of the one that is there. @p file: where it
    /// is, empty if in none.
    void editText(const QString &file, const QByteArray &text);
    /// Whether an intervention was taken back that could be put back.
    void setTakenBack(bool isTakenBack);
    /// That part of the run as it stands, with the task of that path selected (empty: none).
    void showPart(trace::TimeRange range, const QByteArray &selected);
    /// Says what went wrong; what is on screen stays. If the text in the editor is to blame, the
    /// place is shown there.
    void showProblem(const scenario::Problem &problem);

    [[nodiscard]] Workspace &workspace() const { return *m_workspace; }

    [[nodiscard]] widgets::TimelineWidget &timeline() const;
    [[nodiscard]] panels::TaskTable &taskTable() const;

    [[nodiscard]] Actions &actions() const { return *m_actions; }

    [[nodiscard]] models::SelectionController &selection() { return m_selection; }

    [[nodiscard]] RunCommands &commands() { return m_commands; }

    [[nodiscard]] TimeTravel &timeTravel() const { return *m_travel; }

Q_SIGNALS:
    void scenarioChosen(const QString &file);
    /// Run this text, which is in that file (empty: in none).
    void textChosen(const QByteArray &text, const QString &file);
    /// Run this instead: the same scenario in another way.
    void specChosen(const awaitscope::run::RunSpec &spec);
    /// The run that is shown, of which this is the spec, is about to be replaced.
    void leaving(const awaitscope::run::RunSpec &spec);
    /// Another run or trace is shown.
    void shown();
    /// The text of the run was saved to this file.
    void textSaved(const QString &file);

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void restoreLayout();
    void connectActions();
    void connectRunCommands();
    void connectText();
    void applyTheme();
    void scheduleFrame();
    void showFrame();
    void showState();
    void choose(const QString &file);
    void chooseFile();

    QPointer<run::Run> m_run;
    RunCommands m_commands;
    std::unique_ptr<models::TraceModel> m_trace;
    models::SelectionController m_selection;
    const timeline::Theme *m_theme = nullptr;
    QTimer m_frame; // the next update of what is shown
    QElapsedTimer m_sinceFrame;
    Actions *m_actions = nullptr;
    widgets::RecentFiles *m_recent = nullptr;
    widgets::RunToolBar *m_toolBar = nullptr;
    Workspace *m_workspace = nullptr;
    widgets::NoticeBar *m_problem = nullptr;
    RunNotices *m_notices = nullptr;
    RunExports *m_exports = nullptr;
    TimeTravel *m_travel = nullptr;
    widgets::StatusLine *m_status = nullptr;
};

} // namespace awaitscope
