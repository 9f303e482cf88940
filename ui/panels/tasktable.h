// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/selectioncontroller.h"
#include "ui/models/taskfilter.h"
#include "ui/models/tasktablemodel.h"
#include "ui/timeline/theme.h"

#include <QTableView>

namespace awaitscope::widgets {
class CancelButtonDelegate;
class StateDelegate;
} // namespace awaitscope::widgets

namespace awaitscope::panels {

/// The tasks as a table that can be sorted, with a Cancel button on each live row.
class TaskTable final : public QTableView
{
    Q_OBJECT

public:
    TaskTable(models::SelectionController &selection, models::QueryController &query,
              QWidget *parent = nullptr);

    void setTrace(models::TraceModel *trace) { m_model->setTrace(trace); }

    /// Whether rows that are alive offer to cancel their task.
    void setCanCancel(bool canCancel) { m_model->setCanCancel(canCancel); }

    void setTheme(const timeline::Theme &theme);

    /// Where a cell of a task is, in the sorted table; invalid if the filter leaves it out.
    [[nodiscard]] QModelIndex indexOf(trace::TaskId task,
                                      models::TaskTableModel::Column column) const;

Q_SIGNALS:
    void cancelRequested(awaitscope::trace::TaskId task);

private:
    void setUpColumns();
    void showSelection(trace::TaskId task);

    models::SelectionController &m_selection;
    models::TaskTableModel *m_model;
    models::FilteredTasks *m_sorted;
    widgets::CancelButtonDelegate *m_cancelButtons;
    widgets::StateDelegate *m_states;
};

} // namespace awaitscope::panels
