// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace.h"

#include "ui/actions.h"
#include "ui/editor/codeedit.h"
#include "ui/editor/scenarioeditor.h"
#include "ui/panels/eventtable.h"
#include "ui/panels/insightspanel.h"
#include "ui/panels/leveragepanel.h"
#include "ui/panels/pathpanel.h"
#include "ui/panels/resourcetable.h"
#include "ui/panels/scenariopanel.h"
#include "ui/panels/statisticspanel.h"
#include "ui/panels/sweeppanel.h"
#include "ui/panels/taskdetails.h"
#include "ui/panels/tasktable.h"
#include "ui/rowmenu.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/querybar.h"
#include "ui/widgets/timelinepane.h"
#include "ui/widgets/timelinewidget.h"

#include <QAction>
#include <QSettings>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace awaitscope {

namespace {

    // At this width and below the timeline keeps the room of the details.
    constexpr int narrowWidth = 1280;
    constexpr int scenarioWidth = 252;
    constexpr int detailsWidth = 280;

    [[nodiscard]] QSplitter *splitter(Qt::Orientation orientation,
                                      std::initializer_list<QWidget *> panes)
    {
        auto *const result = new QSplitter(orientation);
        for (QWidget *const pane : panes) {
            result->addWidget(pane);
        }
        result->setHandleWidth(1);
        result->setChildrenCollapsible(false);
        return result;
    }

} // namespace

Workspace::Workspace(models::SelectionController &selection, Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_scenario(new panels::ScenarioPanel(selection))
    , m_pane(new widgets::TimelinePane(selection))
    , m_details(new panels::TaskDetails(selection, actions))
    , m_query(new models::QueryController(this))
    , m_tasks(new panels::TaskTable(selection, *m_query))
    , m_events(new panels::EventTable(models::EventTableModel::Scope::Run, selection))
    , m_resources(new panels::ResourceTable(selection))
    , m_path(new panels::PathPanel(selection))
    , m_statistics(new panels::StatisticsPanel(*m_query, m_pane->timeline().range()))
    , m_leverage(new panels::LeveragePanel)
    , m_sweep(new panels::SweepPanel)
    , m_text(new editor::ScenarioEditor(selection, actions))
    , m_tables(new QTabWidget)
    , m_queryBar(new widgets::QueryBar(*m_query))
    , m_actions(actions)
{
    m_tables->setDocumentMode(true);
    m_tables->setCornerWidget(m_queryBar);
    m_tables->addTab(m_tasks, tr("Tasks"));
    m_tables->addTab(m_events, tr("Events"));
    m_tables->addTab(m_resources, tr("Resources"));
    m_tables->addTab(m_path, tr("Critical path"));
    m_tables->addTab(m_statistics, tr("Statistics"));
    m_tables->addTab(m_leverage, tr("Leverage"));
    m_tables->addTab(m_sweep, tr("Sweep"));
    m_tables->addTab(m_text, tr("Scenario text"));
    m_stage = splitter(Qt::Horizontal, {m_pane, m_details});
    m_stage->setStretchFactor(0, 1);
    m_stage->setSizes({900, detailsWidth});
    m_rows = splitter(Qt::Vertical, {m_stage, m_tables});
    m_rows->setStretchFactor(0, 3);
    m_rows->setStretchFactor(1, 1);
    m_rows->setSizes({600, 210});
    m_columns = splitter(Qt::Horizontal, {m_scenario, m_rows});
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({scenarioWidth, 1180});
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_layout->addWidget(m_columns, 1);
    setFocusProxy(m_pane);
    connectPanes(actions);
    connectText();
    connectPath(selection);
    connectFilter(selection);
}

widgets::TimelineWidget &Workspace::timeline() const
{
    return m_pane->timeline();
}

void Workspace::connectPanes(Actions &actions)
{
    connect(actions.showScenario, &QAction::toggled, m_scenario, &QWidget::setVisible);
    connect(actions.showTables, &QAction::toggled, m_tables, &QWidget::setVisible);
    connect(m_tables, &QTabWidget::tabBarClicked, this, [this](int index) {
        QWidget *const table = m_tables->widget(index);
        if (table == m_sweep || table == m_statistics
            || table == m_leverage) { // charts need more room than rows
            bringUp(table);
        }
    });
    connect(actions.showTask, &QAction::triggered, this, [this](bool shown) {
        m_wantsDetails = shown;
        showDetails();
    });
    for (const panels::EventTable *const table : {m_events, &m_details->events()}) {
        connect(table, &panels::EventTable::momentChosen, &timeline().zoom(),
                &models::ZoomController::revealTime);
    }
}

void Workspace::connectText()
{
    m_details->setSteps([this](trace::StepId step) {
        const int line = m_text->lineOf(step);
        return line > 0 ? tr("line %1: %2").arg(line).arg(m_text->titleOf(step)) : QString();
    });
    connect(m_details, &panels::TaskDetails::stepChosen, this, [this](trace::StepId step) {
        showText();
        m_text->showStep(step);
    });
    connect(m_text, &editor::ScenarioEditor::stepsPointed, &timeline(),
            &widgets::TimelineWidget::setPointedSteps);
    connect(m_text, &editor::ScenarioEditor::left, &timeline(), qOverload<>(&QWidget::setFocus));
    connect(m_actions.showText, &QAction::triggered, this, &Workspace::toggleText);
}

void Workspace::connectPath(models::SelectionController &selection)
{
    connect(m_path, &panels::PathPanel::pathChanged, this,
            [this] { timeline().setPath(m_path->path()); });
    connect(m_path, &panels::PathPanel::momentChosen, &timeline().zoom(),
            &models::ZoomController::revealTime);
    const auto bringPath = [this] {
        m_actions.showTables->setChecked(true);
        m_tables->setCurrentWidget(m_path);
    };
    connect(m_actions.showPath, &QAction::triggered, m_path, [this, bringPath, &selection] {
        bringPath();
        m_path->showPathOf(selection.task());
    });
    connectRowMenu(timeline(), m_actions, [this, bringPath](const analysis::Gather &gather) {
        bringPath();
        m_path->showPathOf(gather);
    });
}

void Workspace::connectFilter(models::SelectionController &selection)
{
    connect(m_actions.filter, &QAction::triggered, m_queryBar, [this] {
        m_actions.showTables->setChecked(true);
        m_queryBar->open();
    });
    connect(m_actions.filterRelated, &QAction::triggered, m_query, [this, &selection] {
        const QString related = QStringLiteral("related:%1").arg(selection.task().value);
        m_query->setText(m_query->text() == related ? QString() : related);
    });
    const auto enable = [this](trace::TaskId task) {
        m_actions.filterRelated->setEnabled(bool(task));
    };
    connect(&selection, &models::SelectionController::changed, &m_actions, enable);
    connect(&selection, &models::SelectionController::changed, m_queryBar,
            &widgets::QueryBar::showCount);
    enable(selection.task());
}

void Workspace::showText()
{
    bringUp(m_text);
}

/// To the front, as high as it takes to read it.
void Workspace::bringUp(QWidget *table)
{
    m_actions.showTables->setChecked(true);
    m_tables->setCurrentWidget(table);
    const int wanted = m_rows->height() * 2 / 5;
    if (m_tables->height() < wanted) {
        m_rows->setSizes({m_rows->height() - wanted, wanted});
    }
}

void Workspace::toggleText()
{
    if (m_text->isVisible() && m_text->code().hasFocus()) {
        m_tables->setCurrentWidget(m_tasks);
        timeline().setFocus();
    } else {
        showText();
        m_text->setFocus();
    }
}

void Workspace::setTrace(models::TraceModel *trace)
{
    m_statistics->setTrace(nullptr);
    m_query->setTrace(nullptr);
    m_pane->setTrace(trace);
    m_details->setTrace(trace);
    m_tasks->setTrace(trace);
    m_events->setTrace(trace);
    m_resources->setTrace(trace);
    m_scenario->insights().setTrace(trace);
    m_text->setTrace(trace);
    m_path->setTrace(trace);
    m_query->setTrace(trace);
    m_statistics->setTrace(trace);
}

void Workspace::setTheme(const timeline::Theme &theme)
{
    m_scenario->setTheme(theme);
    m_pane->setTheme(theme);
    m_details->setTheme(theme);
    m_tasks->setTheme(theme);
    m_statistics->setTheme(theme);
    m_leverage->setTheme(theme);
    m_sweep->setTheme(theme);
    m_text->setTheme(theme);
}

widgets::NoticeBar &Workspace::addNotice(widgets::NoticeBar *notice)
{
    m_layout->insertWidget(m_layout->count() - 1, notice);
    return *notice;
}

void Workspace::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    showDetails();
    m_queryBar->setRoom(m_tables->width() - m_tables->tabBar()->sizeHint().width());
}

void Workspace::showDetails()
{
    const bool shown = m_wantsDetails.value_or(width() > narrowWidth);
    m_details->setVisible(shown);
    m_actions.showTask->setChecked(shown);
}

void Workspace::saveLayout(QSettings &settings) const
{
    settings.setValue(QStringLiteral("columns"), m_columns->saveState());
    settings.setValue(QStringLiteral("rows"), m_rows->saveState());
    settings.setValue(QStringLiteral("stage"), m_stage->saveState());
    settings.setValue(QStringLiteral("scenarioShown"), m_actions.showScenario->isChecked());
    settings.setValue(QStringLiteral("tablesShown"), m_actions.showTables->isChecked());
    if (m_wantsDetails) {
        settings.setValue(QStringLiteral("taskShown"), *m_wantsDetails);
    }
}

void Workspace::restoreLayout(const QSettings &settings)
{
    m_columns->restoreState(settings.value(QStringLiteral("columns")).toByteArray());
    m_rows->restoreState(settings.value(QStringLiteral("rows")).toByteArray());
    m_stage->restoreState(settings.value(QStringLiteral("stage")).toByteArray());
    m_actions.showScenario->setChecked(
        settings.value(QStringLiteral("scenarioShown"), true).toBool());
    m_actions.showTables->setChecked(settings.value(QStringLiteral("tablesShown"), true).toBool());
    if (settings.contains(QStringLiteral("taskShown"))) {
        m_wantsDetails = settings.value(QStringLiteral("taskShown")).toBool();
    }
    showDetails();
}

} // namespace awaitscope
