// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/tracemodel.h"

#include <QAbstractTableModel>
#include <QPointer>

namespace awaitscope::models {

/// One row an event, in order: all of a run, or what a person wants to read of one task. Times in
/// seconds of virtual time.
class EventTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : int {
        Time,
        Turn, ///< the iteration of the loop
        Task,
        What,
        ColumnCount,
    };

    enum Role : int {
        TaskRole = Qt::UserRole, ///< the number of the task, uint; 0: the loop
        IndexRole, ///< of the event in the store, qulonglong
    };

    enum class Scope : quint8 {
        Run,
        Task, ///< the one given to setTask()
    };

    explicit EventTableModel(Scope scope, QObject *parent = nullptr);

    /// Null: no rows. Not owned.
    void setTrace(TraceModel *trace);
    /// Whose events are shown; none: no rows. Precondition: the scope is a task.
    void setTask(trace::TaskId task);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

    /// When the event of a row happened (ns).
    [[nodiscard]] trace::Timestamp timeOf(const QModelIndex &index) const;
    /// The first row at or after a moment.
    [[nodiscard]] int rowAt(trace::Timestamp time) const;

private:
    void start();
    void update();
    void removeOldest();
    [[nodiscard]] quint64 eventAt(int row) const;
    [[nodiscard]] QVariant text(quint64 event, Column column) const;

    const Scope m_scope;
    QPointer<TraceModel> m_trace;
    trace::TaskId m_task;
    quint64 m_position = 0; // events that were looked at
    std::vector<quint64> m_events; // of the task
    quint64 m_first = 0; // event of the store
    int m_rows = 0;
};

} // namespace awaitscope::models
