// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/resourcetablemodel.h"
#include "ui/models/selectioncontroller.h"

#include <QTableView>

namespace awaitscope::panels {

/// The resources of a run; a click on those who hold one or queue there selects the first of them.
class ResourceTable final : public QTableView
{
    Q_OBJECT

public:
    /// @p selection outlives the table.
    explicit ResourceTable(models::SelectionController &selection, QWidget *parent = nullptr);

    /// Null: nothing to show. Not owned.
    void setTrace(models::TraceModel *trace);

private:
    models::ResourceTableModel *m_model;
};

} // namespace awaitscope::panels
