// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/querycontroller.h"
#include "ui/models/selectioncontroller.h"
#include "ui/models/tracemodel.h"
#include "ui/timeline/theme.h"

#include <QWidget>

#include <optional>

class QSettings;
class QSplitter;
class QTabWidget;
class QVBoxLayout;

namespace awaitscope {

class Actions;

namespace editor {
    class ScenarioEditor;
} // namespace editor

namespace models {
    class ComparisonModel;
} // namespace models

namespace panels {
    class ComparePanel;
    class EventTable;
    class LeveragePanel;
    class PathPanel;
    class ResourceTable;
    class ScenarioPanel;
    class StatisticsPanel;
    class SweepPanel;
    class TaskDetails;
    class TaskTable;
} // namespace panels

namespace widgets {
    class NoticeBar;
    class QueryBar;
    class TimelinePane;
    class TimelineWidget;
} // namespace widgets

/// The inside of the window: the scenario on the left, the timeline, the selected task on the
/// right, tables below, notices above; and how the room is divided among them.
class Workspace final : public QWidget
{
    Q_OBJECT

public:
    Workspace(models::SelectionController &selection, Actions &actions, QWidget *parent = nullptr);

    /// Null: nothing to show. Not owned.
    void setTrace(models::TraceModel *trace);
    void setTheme(const timeline::Theme &theme);
    /// Draws another run above the bars, and lists what differs; null: none. Not owned.
    void setComparison(models::ComparisonModel *comparison);

    [[nodiscard]] panels::ScenarioPanel &scenario() const { return *m_scenario; }

    [[nodiscard]] widgets::TimelineWidget &timeline() const;

    [[nodiscard]] widgets::TimelinePane &pane() const { return *m_pane; }

    [[nodiscard]] panels::TaskDetails &details() const { return *m_details; }

    [[nodiscard]] panels::TaskTable &tasks() const { return *m_tasks; }

    [[nodiscard]] panels::EventTable &events() const { return *m_events; }

    [[nodiscard]] panels::ResourceTable &resources() const { return *m_resources; }

    [[nodiscard]] models::QueryController &query() const { return *m_query; }

    [[nodiscard]] widgets::QueryBar &queryBar() const { return *m_queryBar; }

    [[nodiscard]] panels::PathPanel &path() const { return *m_path; }

    [[nodiscard]] panels::ComparePanel &compare() const { return *m_compare; }

    [[nodiscard]] panels::StatisticsPanel &statistics() const { return *m_statistics; }

    [[nodiscard]] panels::LeveragePanel &leverage() const { return *m_leverage; }

    [[nodiscard]] panels::SweepPanel &sweep() const { return *m_sweep; }

    [[nodiscard]] editor::ScenarioEditor &text() const { return *m_text; }

    /// Brings the text of the scenario to the front, as high as it takes to read it.
    void showText();
    /// The same, with the keyboard in it; back to the timeline if it has that already.
    void toggleText();

    /// Over everything else.
    [[nodiscard]] widgets::NoticeBar &addNotice(widgets::NoticeBar *notice);

    void saveLayout(QSettings &settings) const;
    void restoreLayout(const QSettings &settings);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void connectPanes(Actions &actions);
    void connectText();
    void connectPath(models::SelectionController &selection);
    void connectFilter(models::SelectionController &selection);
    void bringUp(QWidget *table);
    void showDetails();

    QVBoxLayout *m_layout;
    QSplitter *m_columns; // scenario | the rest
    QSplitter *m_rows; // timeline and details | tables
    QSplitter *m_stage; // timeline | details
    panels::ScenarioPanel *m_scenario;
    widgets::TimelinePane *m_pane;
    panels::TaskDetails *m_details;
    models::QueryController *m_query;
    panels::TaskTable *m_tasks;
    panels::EventTable *m_events;
    panels::ResourceTable *m_resources;
    panels::PathPanel *m_path;
    panels::ComparePanel *m_compare;
    panels::StatisticsPanel *m_statistics;
    panels::LeveragePanel *m_leverage;
    panels::SweepPanel *m_sweep;
    editor::ScenarioEditor *m_text;
    QTabWidget *m_tables;
    widgets::QueryBar *m_queryBar;
    Actions &m_actions;
    std::optional<bool> m_wantsDetails; // what the user chose; none: if there is room
};

} // namespace awaitscope
