// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/taskfilter.h"

#include "ui/models/tasktablemodel.h"

namespace awaitscope::models {

FilteredTasks::FilteredTasks(QueryController &query, QObject *parent)
    : QSortFilterProxyModel(parent), m_query(query)
{
    connect(&query, &QueryController::changed, this, [this] { invalidateRowsFilter(); });
}

bool FilteredTasks::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    return m_query.matches(
        TaskTableModel::taskAt(sourceModel()->index(row, TaskTableModel::Task, parent)));
}

} // namespace awaitscope::models
