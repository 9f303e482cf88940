// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/taskfilter.h"

namespace awaitscope::models {

FilteredTasks::FilteredTasks(QueryController &query, QObject *parent)
    : SortedTasks(parent), m_query(query)
{
    connect(&query, &QueryController::changed, this, [this] { rowsChanged(); });
    connect(&query, &QueryController::answered, this, [this] { filterChanged(); });
}

bool FilteredTasks::acceptsAll() const
{
    return m_query.matchesAll();
}

bool FilteredTasks::accepts(trace::TaskId task) const
{
    return m_query.matches(task);
}

} // namespace awaitscope::models
