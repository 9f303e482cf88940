// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "ui/actions.h"
#include "ui/export/runpicture.h"
#include "ui/menus.h"
#include "ui/navigation.h"
#include "ui/panels/parameterspanel.h"
#include "ui/panels/scenariopanel.h"
#include "ui/panels/tasktable.h"
#include "ui/widgets/appearance.h"
#include "ui/widgets/speedcontrol.h"
#include "ui/widgets/statusline.h"
#include "ui/widgets/timelineinput.h"
#include "ui/widgets/timelinewidget.h"

#include <QActionGroup>
#include <QApplication>
#include <QFileDialog>
#include <QLabel>
#include <QMenuBar>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace awaitscope {

using trace::TaskId;

namespace {

    constexpr qint64 frameMs = 16;

} // namespace

MainWindow::MainWindow(const std::vector<GalleryEntry> &gallery, QWidget *parent)
    : QMainWindow(parent), m_actions(new Actions(this))
{
    setWindowTitle(QStringLiteral("Awaitscope"));
    setContextMenuPolicy(Qt::NoContextMenu);
    m_frame.setSingleShot(true);
    connect(&m_frame, &QTimer::timeout, this, &MainWindow::showFrame);
    m_sinceFrame.start();
    fillMenus(*menuBar(), *m_actions);
    m_toolBar = new widgets::RunToolBar(*m_actions, gallery);
    addToolBar(m_toolBar);
    buildCentre();
    connectActions();
    connectRunCommands();
    applyTheme();
    resize(1440, 900);
}

MainWindow::~MainWindow() = default;

void MainWindow::buildCentre()
{
    m_scenario = new panels::ScenarioPanel;
    m_timeline = new widgets::TimelineWidget(m_selection);
    new widgets::TimelineInput(*m_timeline);
    m_tasks = new panels::TaskTable(m_selection);
    m_status = new widgets::StatusLine;
    setStatusBar(m_status);

    m_problem = new QLabel;
    m_problem->setObjectName(QStringLiteral("problem"));
    m_problem->setWordWrap(true);
    m_problem->setMargin(10);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_problem->hide();

    auto *const rows = new QSplitter(Qt::Vertical);
    rows->addWidget(m_timeline);
    rows->addWidget(m_tasks);
    rows->setStretchFactor(0, 3);
    rows->setStretchFactor(1, 1);
    rows->setSizes({640, 190});
    rows->setHandleWidth(1);
    rows->setChildrenCollapsible(false);
    auto *const columns = new QSplitter(Qt::Horizontal);
    columns->addWidget(m_scenario);
    columns->addWidget(rows);
    columns->setStretchFactor(1, 1);
    columns->setSizes({252, 1180});
    columns->setHandleWidth(1);
    columns->setCollapsible(1, false);
    auto *const centre = new QWidget;
    auto *const layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_problem);
    layout->addWidget(columns, 1);
    setCentralWidget(centre);
    m_timeline->setFocus();
}

void MainWindow::connectActions()
{
    connect(m_actions->open, &QAction::triggered, this, &MainWindow::chooseFile);
    connect(m_actions->exportPng, &QAction::triggered, this, &MainWindow::choosePicture);
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connectNavigation(*m_actions, *m_timeline);
    connect(m_actions->themes, &QActionGroup::triggered, this, &MainWindow::applyTheme);
    connect(m_toolBar, &widgets::RunToolBar::scenarioChosen, this, &MainWindow::scenarioChosen);
    connect(m_timeline, &widgets::TimelineWidget::painted, m_status,
            &widgets::StatusLine::countFrame);
    connect(&m_selection, &models::SelectionController::changed, this, &MainWindow::showState);
}

void MainWindow::connectRunCommands()
{
    RunCommands *const commands = &m_commands;
    connect(m_actions->runPause, &QAction::triggered, commands, &RunCommands::runOrPause);
    connect(m_actions->step, &QAction::triggered, commands, &RunCommands::step);
    connect(m_actions->restart, &QAction::triggered, commands, &RunCommands::restartRequested);
    connect(m_actions->cancelTask, &QAction::triggered, commands,
            [this] { m_commands.cancel(m_selection.task()); });
    connect(m_actions->cancelSubtree, &QAction::triggered, commands,
            [this] { m_commands.cancelSubtree(m_selection.task()); });
    connect(m_actions->cancelAll, &QAction::triggered, commands, &RunCommands::cancelAll);
    connect(&m_toolBar->speed(), &widgets::SpeedControl::speedChosen, commands,
            &RunCommands::setSpeed);
    connect(m_timeline, &widgets::TimelineWidget::cancelRequested, commands, &RunCommands::cancel);
    connect(m_tasks, &panels::TaskTable::cancelRequested, commands, &RunCommands::cancel);
    connect(&m_scenario->parameters(), &panels::ParametersPanel::valueChosen, commands,
            &RunCommands::chooseParameter);
}

void MainWindow::setRun(run::Run *run)
{
    if (m_run) {
        m_run->disconnect(this);
    }
    m_selection.select({});
    m_timeline->setTrace(nullptr);
    m_tasks->setTrace(nullptr);
    m_trace.reset();
    m_run = run;
    m_commands.setRun(run);
    m_problem->hide();
    if (!run) {
        return;
    }
    m_trace = std::make_unique<models::TraceModel>(run->store());
    m_timeline->setTrace(m_trace.get());
    m_tasks->setTrace(m_trace.get());
    m_scenario->setScenario(run->scenario());
    run->setSpeed(m_toolBar->speed().speed());
    setWindowTitle(tr("%1 — seed %2 — Awaitscope")
                       .arg(run->scenario().title)
                       .arg(run->spec().seed.value_or(run->scenario().seed)));
    connectRun();
    showFrame();
}

void MainWindow::connectRun()
{
    connect(m_run, &run::Run::advanced, this, &MainWindow::scheduleFrame);
    connect(m_run, &run::Run::stateChanged, this, &MainWindow::showFrame);
    connect(m_run, &run::Run::interventionAdded, this, &MainWindow::showFrame);
}

void MainWindow::showScenario(const QString &file)
{
    m_toolBar->showScenario(file, m_run ? m_run->scenario().title : QString());
}

void MainWindow::showProblem(const scenario::Problem &problem)
{
    m_problem->setText(problem.text());
    m_problem->show();
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
    m_scenario->setTheme(theme);
    m_timeline->setTheme(theme);
    m_tasks->setTheme(theme);
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
    const std::vector<TaskId> pending = m_run->pendingCancels();
    m_trace->setCancelPending({pending.begin(), pending.end()});
    m_trace->update(m_run->now());
    showState();
}

void MainWindow::showState()
{
    if (!m_run || !m_trace) {
        return;
    }
    const run::RunState state = m_run->state();
    const bool isEnded = state == run::RunState::Ended;
    const quint32 live = isEnded ? 0 : m_trace->spans().count(trace::Outcome::None);
    m_actions->setRunning(state == run::RunState::Running);
    m_actions->step->setEnabled(state == run::RunState::Paused || state == run::RunState::Running);
    m_actions->cancelAll->setText(live > 0 ? tr("Cancel all %1").arg(live) : tr("Cancel all"));
    m_actions->cancelAll->setEnabled(live > 0);
    const TaskId selected = m_selection.task();
    const bool isKnown = m_trace->timeline().isKnown(selected);
    m_actions->cancelTask->setEnabled(!isEnded && isKnown
                                      && m_trace->spans().life(selected).isAlive());
    m_actions->cancelSubtree->setEnabled(live > 0 && isKnown);
    m_timeline->setCanCancel(!isEnded);
    m_status->show(*m_run, *m_trace);
}

void MainWindow::chooseFile()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("Open a scenario"), {},
                                                      tr("Scenarios (*.json);;All files (*)"));
    if (!file.isEmpty()) {
        Q_EMIT scenarioChosen(file);
    }
}

void MainWindow::choosePicture()
{
    if (!m_run) {
        return;
    }
    const QString proposed = QString::fromUtf8(m_run->scenario().name) + QStringLiteral(".png");
    const QString file =
        QFileDialog::getSaveFileName(this, tr("Export PNG"), proposed, tr("Pictures (*.png)"));
    if (!file.isEmpty()) {
        exportPng(file.endsWith(QStringLiteral(".png"), Qt::CaseInsensitive)
                      ? file
                      : file + QStringLiteral(".png"));
    }
}

void MainWindow::exportPng(const QString &file)
{
    if (!m_run) {
        return;
    }
    exporting::RunPictureOptions options;
    options.theme = m_theme->kind;
    options.scale = 2;
    const auto image = exporting::renderRun(*m_run, options);
    if (!image) {
        showProblem(image.problem());
    } else if (const auto problem = exporting::writePng(image.value(), file)) {
        showProblem(*problem);
    } else {
        m_status->showMessage(tr("Wrote %1").arg(file), 6000);
    }
}

} // namespace awaitscope
