// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/taskfilter.h"

#include "ui/timeline/statenames.h"

namespace awaitscope::models {

void FilteredTasks::setFilter(const TaskFilter &filter)
{
    if (filter != m_filter) {
        m_filter = filter;
        filterChanged();
    }
}

bool FilteredTasks::acceptsAll() const
{
    return m_filter == TaskFilter();
}

bool FilteredTasks::accepts(trace::TaskId task) const
{
    const TraceModel &trace = *static_cast<TaskTableModel *>(sourceModel())->trace();
    const trace::TaskLife &life = trace.spans().life(task);
    return (!m_filter.isAlive || life.isAlive() == *m_filter.isAlive)
        && (!m_filter.state || life.state == *m_filter.state)
        && (!m_filter.outcome || life.outcome == *m_filter.outcome)
        && (m_filter.text.isEmpty()
            || timeline::taskLabel(trace.store(), task)
                   .contains(m_filter.text, Qt::CaseInsensitive));
}

} // namespace awaitscope::models
