// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/querycontroller.h"
#include "ui/models/sortedtasks.h"

namespace awaitscope::models {

/// The task table, sorted, and without the tasks that the filter leaves out.
class FilteredTasks final : public SortedTasks
{
    Q_OBJECT

public:
    /// @p query outlives the model.
    explicit FilteredTasks(QueryController &query, QObject *parent = nullptr);

protected:
    [[nodiscard]] bool acceptsAll() const override;
    [[nodiscard]] bool accepts(trace::TaskId task) const override;

private:
    const QueryController &m_query;
};

} // namespace awaitscope::models
