// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/taskfilter.h"

#include "ui/models/tasktablemodel.h"

namespace awaitscope::models {

void FilteredTasks::setFilter(const TaskFilter &filter)
{
    if (filter != m_filter) {
        m_filter = filter;
        invalidateRowsFilter();
    }
}

bool FilteredTasks::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, TaskTableModel::Task, parent);
    const bool isAlive = index.data(TaskTableModel::AliveRole).toBool();
    const auto is = [&](int role, auto wanted) {
        return !wanted || index.data(role).toInt() == int(*wanted);
    };
    return (!m_filter.isAlive || isAlive == *m_filter.isAlive)
        && is(TaskTableModel::StateRole, m_filter.state)
        && is(TaskTableModel::OutcomeRole, m_filter.outcome)
        && (m_filter.text.isEmpty()
            || index.data().toString().contains(m_filter.text, Qt::CaseInsensitive));
}

} // namespace awaitscope::models
