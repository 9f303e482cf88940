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

class QLabel;

namespace awaitscope {

class Actions;

namespace panels {
    class ScenarioPanel;
    class TaskTable;
} // namespace panels

namespace widgets {
    class StatusLine;
    class TimelineWidget;
} // namespace widgets

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

    [[nodiscard]] run::Run *run() const { return m_run; }

    /// Which scenario the list shows.
    void showScenario(const QString &file);
    /// Says what went wrong; what is on screen stays.
    void showProblem(const scenario::Problem &problem);

    [[nodiscard]] widgets::TimelineWidget &timeline() const { return *m_timeline; }

    [[nodiscard]] panels::TaskTable &taskTable() const { return *m_tasks; }

    [[nodiscard]] Actions &actions() const { return *m_actions; }

    [[nodiscard]] models::SelectionController &selection() { return m_selection; }

    [[nodiscard]] RunCommands &commands() { return m_commands; }

public Q_SLOTS:
    /// Writes the run as it stands now, in the theme of the window.
    void exportPng(const QString &file);

Q_SIGNALS:
    void scenarioChosen(const QString &file);

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildCentre();
    void connectActions();
    void connectRunCommands();
    void connectRun();
    void applyTheme();
    void scheduleFrame();
    void showFrame();
    void showState();
    void chooseFile();
    void choosePicture();

    QPointer<run::Run> m_run;
    RunCommands m_commands;
    std::unique_ptr<models::TraceModel> m_trace;
    models::SelectionController m_selection;
    const timeline::Theme *m_theme = nullptr;
    QTimer m_frame; // the next update of what is shown
    QElapsedTimer m_sinceFrame;
    Actions *m_actions = nullptr;
    widgets::RunToolBar *m_toolBar = nullptr;
    QLabel *m_problem = nullptr;
    panels::ScenarioPanel *m_scenario = nullptr;
    widgets::TimelineWidget *m_timeline = nullptr;
    panels::TaskTable *m_tasks = nullptr;
    widgets::StatusLine *m_status = nullptr;
};

} // namespace awaitscope
