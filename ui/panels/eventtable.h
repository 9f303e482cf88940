// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/eventtablemodel.h"
#include "ui/models/selectioncontroller.h"

#include <QTableView>

namespace awaitscope::panels {

/// Events as a table, in order: all of the run, or those of the selected task. It stays at its end
/// while events come in, until the user scrolls away from there.
class EventTable final : public QTableView
{
    Q_OBJECT

public:
    EventTable(models::EventTableModel::Scope scope, models::SelectionController &selection,
               QWidget *parent = nullptr);

    void setTrace(models::TraceModel *trace);

    /// Whose events are shown, if the table shows those of one task.
    void setTask(trace::TaskId task) { m_model->setTask(task); }

    [[nodiscard]] models::EventTableModel &events() const { return *m_model; }

Q_SIGNALS:
    /// The user wants to see this moment.
    void momentChosen(awaitscope::trace::Timestamp time);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void setUpColumns(models::EventTableModel::Scope scope);

    models::EventTableModel *m_model;
    bool m_staysAtEnd = true; // whether the user has not scrolled away from there
};

} // namespace awaitscope::panels
