// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "ui/actions.h"
#include "ui/actionstates.h"
#include "ui/editing.h"
#include "ui/editor/filecommands.h"
#include "ui/editor/scenarioeditor.h"
#include "ui/menus.h"
#include "ui/navigation.h"
#include "ui/panels/leveragepanel.h"
#include "ui/panels/parameterspanel.h"
#include "ui/panels/scenariopanel.h"
#include "ui/panels/statisticspanel.h"
#include "ui/panels/sweeppanel.h"
#include "ui/panels/tasktable.h"
#include "ui/runexports.h"
#include "ui/runnotices.h"
#include "ui/timetravel.h"
#include "ui/widgets/appearance.h"
#include "ui/widgets/filedialogs.h"
#include "ui/widgets/filedrop.h"
#include "ui/widgets/keysoverlay.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/recentfiles.h"
#include "ui/widgets/speedcontrol.h"
#include "ui/widgets/statusline.h"
#include "ui/widgets/timelinewidget.h"
#include "ui/workspace.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QFileDialog>
#include <QMenuBar>
#include <QSettings>

#include <algorithm>

namespace awaitscope {

using trace::TaskId;

constexpr qint64 frameMs = 16;

MainWindow::MainWindow(const std::vector<GalleryEntry> &gallery, QWidget *parent)
    : QMainWindow(parent), m_actions(new Actions(this))
{
    setWindowTitle(QStringLiteral("Awaitscope"));
    setContextMenuPolicy(Qt::NoContextMenu);
    m_frame.setSingleShot(true);
    connect(&m_frame, &QTimer::timeout, this, &MainWindow::showFrame);
    m_sinceFrame.start();
    m_recent = new widgets::RecentFiles(this);
    connect(m_recent, &widgets::RecentFiles::fileChosen, this, &MainWindow::choose);
    fillMenus(*menuBar(), *m_actions, *m_recent);
    m_toolBar = new widgets::RunToolBar(*m_actions, gallery);
    addToolBar(m_toolBar);
    m_workspace = new Workspace(m_selection, *m_actions);
    setCentralWidget(m_workspace);
    m_status = new widgets::StatusLine;
    setStatusBar(m_status);
    m_problem = &m_workspace->addNotice(new widgets::NoticeBar(widgets::NoticeBar::Kind::Problem));
    m_notices = new RunNotices(*m_workspace, *m_actions, this);
    m_exports = new RunExports(timeline(), *this);
    connectActions();
    connectRunCommands();
    m_travel = new TimeTravel(timeline(), *m_actions, this);
    connect(m_travel, &TimeTravel::moved, this, &MainWindow::showState);
    connectText();
    applyTheme();
    resize(1440, 900);
    restoreLayout();
    m_workspace->setFocus();
}

MainWindow::~MainWindow() = default;

widgets::TimelineWidget &MainWindow::timeline() const
{
    return m_workspace->timeline();
}

panels::TaskTable &MainWindow::taskTable() const
{
    return m_workspace->tasks();
}

void MainWindow::connectActions()
{
    connect(m_actions->open, &QAction::triggered, this, &MainWindow::chooseFile);
    connect(new widgets::FileDrop(this), &widgets::FileDrop::dropped, this, &MainWindow::choose);
    m_exports->connectActions(*m_actions);
    connect(m_exports, &RunExports::recordingTo, this, [this](const QString &file) {
        m_actions->setRecording(!file.isEmpty());
        m_status->showRecording(file);
    });
    connect(m_exports, &RunExports::done, this,
            [this](const QString &what) { m_status->showMessage(what, 6000); });
    connect(m_exports, &RunExports::failed, this, &MainWindow::showProblem);
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connectNavigation(*m_actions, m_workspace->pane());
    auto *const keys = new widgets::KeysOverlay(this);
    connect(m_actions->showKeys, &QAction::triggered, keys, &widgets::KeysOverlay::toggle);
    connect(m_actions->themes, &QActionGroup::triggered, this, &MainWindow::applyTheme);
    connect(&m_workspace->leverage(), &panels::LeveragePanel::runChosen, this,
            &MainWindow::specChosen);
    connect(&m_workspace->statistics(), &panels::StatisticsPanel::failed, this,
            &MainWindow::showProblem);
    connect(&m_workspace->sweep(), &panels::SweepPanel::runChosen, this, &MainWindow::specChosen);
    connect(m_toolBar, &widgets::RunToolBar::scenarioChosen, this, &MainWindow::choose);
    connect(&timeline(), &widgets::TimelineWidget::painted, m_status,
            &widgets::StatusLine::countFrame);
    connect(&m_selection, &models::SelectionController::changed, this, &MainWindow::showState);
}

void MainWindow::connectRunCommands()
{
    RunCommands *const commands = &m_commands;
    commands->connectActions(*m_actions, m_selection);
    connect(&m_toolBar->speed(), &widgets::SpeedControl::speedChosen, commands,
            &RunCommands::setSpeed);
    connect(&timeline(), &widgets::TimelineWidget::cancelRequested, commands, &RunCommands::cancel);
    connect(&taskTable(), &panels::TaskTable::cancelRequested, commands, &RunCommands::cancel);
    connect(&m_workspace->scenario().parameters(), &panels::ParametersPanel::valueChosen, commands,
            &RunCommands::chooseParameter);
}

void MainWindow::connectText()
{
    editor::ScenarioEditor &text = m_workspace->text();
    connectEditing(*m_actions, text);
    connect(&text, &editor::ScenarioEditor::runRequested, this, &MainWindow::textChosen);
    connect(&text.file(), &editor::FileCommands::failed, this, &MainWindow::showProblem);
    connect(&text.file(), &editor::FileCommands::savedAs, this, [this](const QString &file) {
        if (m_workspace->text().isOfRun()) {
            showScenario(file);
            Q_EMIT textSaved(file);
        }
    });
}

void MainWindow::setRun(run::Run *run)
{
    if (m_run) {
        Q_EMIT leaving(m_run->spec());
        m_run->disconnect(this);
    }
    m_selection.select({});
    m_workspace->setTrace(nullptr);
    m_trace.reset();
    m_run = run;
    m_commands.setRun(run);
    m_exports->setRun(run, nullptr);
    m_travel->setTrace(nullptr, nullptr);
    m_problem->fallSilent();
    m_notices->reset();
    if (!run) {
        return;
    }
    m_trace = std::make_unique<models::TraceModel>(run->store());
    m_workspace->setTrace(m_trace.get());
    m_exports->setRun(run, m_trace.get());
    m_travel->setTrace(m_trace.get(), run);
    m_workspace->scenario().setScenario(run->scenario());
    m_workspace->leverage().setSpec(run->spec());
    m_workspace->sweep().setScenario(run->spec(), run->scenario());
    m_workspace->text().setRun(run->scenario(), run->spec().scenarioText);
    run->setSpeed(m_toolBar->speed().speed());
    setWindowTitle(tr("%1 — seed %2 — Awaitscope")
                       .arg(run->scenario().title)
                       .arg(run->spec().seed.value_or(run->scenario().seed)));
    connect(run, &run::Run::advanced, this, &MainWindow::scheduleFrame);
    connect(run, &run::Run::stateChanged, this, &MainWindow::showFrame);
    connect(run, &run::Run::interventionAdded, this, &MainWindow::showFrame);
    showFrame();
    Q_EMIT shown();
}

void MainWindow::replaceRun(run::Run *run)
{
    models::Place place = timeline().zoom().place();
    place.isFollowing = place.isFollowing && !m_trace->isPast();
    const QByteArray path = m_trace->store().taskPath(m_selection.task());
    setRun(run);
    m_selection.select(models::taskAtPath(run->store(), path));
    timeline().zoom().restore(place);
}

void MainWindow::setTrace(const trace::TraceStore &store, const QString &title,
                          const QString &about, const QString &file)
{
    setRun(nullptr);
    m_recent->add(file);
    m_trace = std::make_unique<models::TraceModel>(store);
    m_workspace->setTrace(m_trace.get());
    m_travel->setTrace(m_trace.get(), nullptr);
    m_workspace->scenario().setTrace(about);
    setWindowTitle(tr("%1 — Awaitscope").arg(title));
    m_trace->update(m_trace->spans().lastTime());
    m_toolBar->showScenario({}, title);
    showState();
    timeline().zoom().fitRun();
    Q_EMIT shown();
}

void MainWindow::showScenario(const QString &file)
{
    m_recent->add(file);
    m_toolBar->showScenario(file, m_run ? m_run->scenario().title : QString());
}

void MainWindow::showProblem(const scenario::Problem &problem)
{
    m_problem->say(problem.text());
    const auto &wrong = m_workspace->text().problem();
    if (wrong && wrong->place == problem.place && wrong->message == problem.message) {
        m_workspace->showText();
        m_workspace->text().goToProblem();
    }
}

void MainWindow::showPart(trace::TimeRange range, const QByteArray &selected)
{
    showFrame();
    if (m_trace) {
        m_selection.select(models::taskAtPath(m_trace->store(), selected));
        timeline().zoom().showRange(range);
    }
}

void MainWindow::editText(const QString &file, const QByteArray &text)
{
    m_workspace->text().file().open(file, text);
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_theme
        && m_actions->themes->checkedAction()->data().toInt() == 0) {
        applyTheme();
    }
    QMainWindow::changeEvent(event);
}

void MainWindow::applyTheme()
{
    static const QPalette desktop = QApplication::palette();
    const int choice = m_actions->themes->checkedAction()->data().toInt();
    const auto kind = choice == 0 ? widgets::desktopTheme(desktop)
        : choice == 1             ? timeline::Theme::Kind::Dark
                                  : timeline::Theme::Kind::Light;
    const timeline::Theme &theme = timeline::Theme::of(kind);
    if (m_theme == &theme) {
        return;
    }
    m_theme = &theme;
    QApplication::setPalette(widgets::paletteOf(theme));
    setStyleSheet(widgets::styleSheetOf(theme));
    m_actions->setTheme(theme);
    m_workspace->setTheme(theme);
    m_exports->setTheme(theme);
    m_status->setTheme(theme);
    showState();
}

void MainWindow::scheduleFrame()
{
    if (m_sinceFrame.elapsed() >= frameMs) {
        showFrame();
    } else if (!m_frame.isActive()) {
        m_frame.start(int(std::max<qint64>(1, frameMs - m_sinceFrame.elapsed())));
    }
}

void MainWindow::showFrame()
{
    m_frame.stop();
    m_sinceFrame.restart();
    if (!m_run || !m_trace) {
        return;
    }
    m_trace->update(m_run->now());
    const std::vector<TaskId> pending = m_run->pendingCancels();
    m_trace->setCancelPending({pending.begin(), pending.end()});
    showState();
}

void MainWindow::showState()
{
    if (!m_trace) {
        return;
    }
    showInActions(*m_actions, m_run, *m_trace, m_selection.task());
    const bool isPast = m_trace->isPast();
    const bool canCancel = m_run && !isPast && m_run->state() != run::RunState::Ended;
    timeline().setCanCancel(canCancel);
    taskTable().setCanCancel(canCancel);
    m_commands.setPast(isPast);
    m_workspace->scenario().parameters().setEnabled(!isPast);
    if (m_run) {
        m_notices->show(*m_run, *m_trace);
        m_status->show(*m_run, *m_trace);
    } else {
        m_status->show(*m_trace);
    }
}

void MainWindow::restoreLayout()
{
    const QSettings settings;
    restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    m_workspace->restoreLayout(settings);
    const int theme = settings.value(QStringLiteral("window/theme")).toInt();
    m_actions->themes->actions().at(std::clamp(theme, 0, 2))->trigger();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_workspace->text().file().isModified()) {
        event->ignore();
        m_workspace->text().file().leave([this] { close(); });
        return;
    }
    QSettings settings;
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    settings.setValue(QStringLiteral("window/theme"), m_actions->themes->checkedAction()->data());
    m_workspace->saveLayout(settings);
    QMainWindow::closeEvent(event);
}

void MainWindow::chooseFile()
{
    QFileDialog *const dialog =
        widgets::openingDialog(this, tr("Open a scenario, a saved run, a picture or a recording"));
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::choose);
    dialog->open();
}

void MainWindow::choose(const QString &file)
{
    m_workspace->text().file().leave([this, file] { Q_EMIT scenarioChosen(file); });
}

void MainWindow::setTakenBack(bool isTakenBack)
{
    m_actions->putBack->setEnabled(isTakenBack);
}

} // namespace awaitscope
