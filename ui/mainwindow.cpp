// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "ui/actions.h"
#include "ui/export/runpicture.h"
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
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QMenuBar>
#include <QSplitter>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace awaitscope {

using trace::TaskId;

namespace {

    constexpr qint64 frameMs = 16;

    [[nodiscard]] QWidget *spacer(QSizePolicy::Policy policy, int width)
    {
        auto *const widget = new QWidget;
        widget->setSizePolicy(policy, QSizePolicy::Preferred);
        widget->setMinimumWidth(width);
        return widget;
    }

} // namespace

MainWindow::MainWindow(const std::vector<GalleryEntry> &gallery, QWidget *parent)
    : QMainWindow(parent), m_actions(new Actions(this))
{
    setWindowTitle(QStringLiteral("Awaitscope"));
    setContextMenuPolicy(Qt::NoContextMenu);
    m_frame.setSingleShot(true);
    connect(&m_frame, &QTimer::timeout, this, &MainWindow::showFrame);
    m_sinceFrame.start();
    buildMenus();
    buildToolBar(gallery);
    buildCentre();
    connectActions();
    applyTheme();
    resize(1440, 900);
}

MainWindow::~MainWindow() = default;

void MainWindow::buildMenus()
{
    QMenu *const file = menuBar()->addMenu(tr("&File"));
    file->addActions({m_actions->open, m_actions->exportPng});
    file->addSeparator();
    file->addAction(m_actions->quit);
    QMenu *const run = menuBar()->addMenu(tr("&Run"));
    run->addActions({m_actions->runPause, m_actions->step, m_actions->restart});
    QMenu *const task = menuBar()->addMenu(tr("&Task"));
    task->addActions({m_actions->zoomToTask, m_actions->cancelTask});
    task->addSeparator();
    task->addAction(m_actions->cancelAll);
    QMenu *const view = menuBar()->addMenu(tr("&View"));
    view->addActions({m_actions->follow, m_actions->fit});
    view->addSeparator();
    view->addActions(m_actions->themes->actions());
}

void MainWindow::buildToolBar(const std::vector<GalleryEntry> &gallery)
{
    auto *const bar = addToolBar(tr("Run"));
    bar->setMovable(false);
    bar->setIconSize({16, 16});
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_scenarios = new QComboBox;
    m_scenarios->setAccessibleName(tr("Scenario"));
    m_scenarios->setToolTip(tr("Scenario"));
    m_scenarios->setMinimumWidth(250);
    for (const GalleryEntry &entry : gallery) {
        m_scenarios->addItem(entry.title, entry.file);
    }
    bar->addWidget(m_scenarios);
    bar->addActions({m_actions->runPause, m_actions->step, m_actions->restart});
    bar->widgetForAction(m_actions->runPause)->setObjectName(QStringLiteral("primary"));
    m_speed = new widgets::SpeedControl;
    bar->addWidget(m_speed);
    bar->addWidget(spacer(QSizePolicy::Expanding, 8));
    bar->addActions({m_actions->follow, m_actions->exportPng});
    // At a distance from everything that is clicked often.
    bar->addWidget(spacer(QSizePolicy::Fixed, 36));
    bar->addAction(m_actions->cancelAll);
    bar->widgetForAction(m_actions->cancelAll)->setObjectName(QStringLiteral("danger"));
}

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
    connect(m_actions->runPause, &QAction::triggered, this, [this] {
        if (!m_run) {
            return;
        }
        if (m_run->state() == run::RunState::Running) {
            m_run->pause();
        } else if (m_run->state() == run::RunState::Paused) {
            m_run->resume();
        } else {
            Q_EMIT restartRequested();
        }
    });
    connect(m_actions->step, &QAction::triggered, this, [this] {
        if (m_run) {
            m_run->pause();
            m_run->stepTurn();
        }
    });
    connect(m_actions->restart, &QAction::triggered, this, &MainWindow::restartRequested);
    connect(m_actions->cancelTask, &QAction::triggered, this,
            [this] { cancel(m_selection.task()); });
    connect(m_actions->cancelAll, &QAction::triggered, this, &MainWindow::cancelAll);
    connect(m_actions->follow, &QAction::toggled, m_timeline,
            &widgets::TimelineWidget::setFollowing);
    connect(m_timeline, &widgets::TimelineWidget::followingChanged, m_actions->follow,
            &QAction::setChecked);
    connect(m_actions->fit, &QAction::triggered, m_timeline, &widgets::TimelineWidget::fitRun);
    connect(m_actions->zoomToTask, &QAction::triggered, this,
            [this] { m_timeline->zoomToTask(m_selection.task()); });
    connect(m_actions->themes, &QActionGroup::triggered, this, &MainWindow::applyTheme);
    connect(m_scenarios, &QComboBox::activated, this,
            [this](int index) { Q_EMIT scenarioChosen(m_scenarios->itemData(index).toString()); });
    connect(m_speed, &widgets::SpeedControl::speedChosen, this, [this](double speed) {
        if (m_run) {
            m_run->setSpeed(speed);
        }
    });
    connect(m_timeline, &widgets::TimelineWidget::cancelRequested, this, &MainWindow::cancel);
    connect(m_timeline, &widgets::TimelineWidget::painted, m_status,
            &widgets::StatusLine::countFrame);
    connect(m_tasks, &panels::TaskTable::cancelRequested, this, &MainWindow::cancel);
    connect(&m_scenario->parameters(), &panels::ParametersPanel::valueChosen, this,
            &MainWindow::chooseParameter);
    connect(&m_selection, &models::SelectionController::changed, this, &MainWindow::showState);
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
    m_problem->hide();
    if (!run) {
        return;
    }
    m_trace = std::make_unique<models::TraceModel>(run->store());
    m_timeline->setTrace(m_trace.get());
    m_tasks->setTrace(m_trace.get());
    m_scenario->setScenario(run->scenario());
    run->setSpeed(m_speed->speed());
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
    const int known = m_scenarios->findData(file);
    if (known < 0 && m_run) {
        m_scenarios->addItem(m_run->scenario().title, file);
    }
    m_scenarios->setCurrentIndex(m_scenarios->findData(file));
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
    m_actions->cancelTask->setEnabled(!isEnded && m_trace->timeline().isKnown(selected)
                                      && m_trace->spans().life(selected).isAlive());
    m_actions->zoomToTask->setEnabled(bool(selected));
    m_timeline->setCanCancel(!isEnded);
    m_status->show(*m_run, *m_trace);
}

void MainWindow::cancel(TaskId task)
{
    if (m_run && task) {
        m_run->cancel(task);
    }
}

void MainWindow::cancelAll()
{
    if (m_run) {
        // Children before their parents, so that no parent cancels them first.
        std::vector<TaskId> tasks = m_run->liveTasks();
        std::ranges::reverse(tasks);
        m_run->cancel(tasks);
    }
}

void MainWindow::chooseParameter(const QByteArray &name, double value)
{
    if (!m_run) {
        return;
    }
    const auto &parameters = m_run->scenario().parameters;
    const auto parameter = std::ranges::find(parameters, name, &scenario::Parameter::name);
    if (parameter == parameters.end() || !parameter->live
        || m_run->state() == run::RunState::Ended) {
        Q_EMIT parameterChosen(name, value);
        return;
    }
    for (const trace::ResourceId semaphore : parameter->semaphores) {
        m_run->setSlots(semaphore, qint64(value));
    }
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
