// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/querycontroller.h"

#include <QSortFilterProxyModel>

namespace awaitscope::models {

/// The task table, sorted, and without the tasks that the filter leaves out.
class FilteredTasks final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    /// @p query outlives the model.
    explicit FilteredTasks(QueryController &query, QObject *parent = nullptr);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    const QueryController &m_query;
};

} // namespace awaitscope::models
