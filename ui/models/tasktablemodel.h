// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/tracemodel.h"

#include <QAbstractTableModel>
#include <QPointer>

namespace awaitscope::models {

/// One row a task, in the order of creation. Times in seconds of virtual time; those of live tasks
/// go on with the now line.
class TaskTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : int {
        Task,
        State,
        Parent,
        Created,
        Waited,
        Worked,
        Total,
        Detail, ///< what it waits on, or why it ended
        Cancel,
        ColumnCount,
    };

    enum Role : int {
        SortRole = Qt::UserRole, ///< a number or a text
        TaskRole, ///< the number of the task, uint
        AliveRole, ///< bool
        CancelPendingRole, ///< bool
        StateRole, ///< int: TaskState of a live task
        OutcomeRole, ///< int: Outcome
    };

    explicit TaskTableModel(QObject *parent = nullptr);

    /// Null: no rows. Not owned.
    void setTrace(TraceModel *trace);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] static trace::TaskId taskAt(const QModelIndex &index);

private:
    void addTasks(quint32 first, quint32 count);
    void changeTasks(const std::vector<trace::TaskId> &tasks);
    void changeTimes();
    [[nodiscard]] QVariant text(trace::TaskId task, Column column) const;
    [[nodiscard]] QVariant sortKey(trace::TaskId task, Column column) const;
    [[nodiscard]] trace::Timestamp time(const trace::TaskLife &life, Column column) const;
    [[nodiscard]] QString detail(const trace::TaskLife &life) const;
    [[nodiscard]] QString waitDetail(const trace::TaskLife &life) const;

    QPointer<TraceModel> m_trace;
    int m_rows = 0;
};

} // namespace awaitscope::models
