// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/trace/occupancy.h"
#include "ui/models/tracemodel.h"

#include <QAbstractTableModel>
#include <QPointer>

#include <optional>

namespace awaitscope::models {

/// One row a resource, as declared: how it is used now, who has it, who waits for it, and how busy
/// it was. Nothing is reckoned until a view asks.
class ResourceTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : int {
        Name,
        Now, ///< `4 of 4 slots · 9 waiting`
        HeldBy, ///< in the order in which they got it
        Queue, ///< first in, first out
        Utilisation, ///< slots in use over time, of those that there were
        LongestQueue,
        ColumnCount,
    };

    enum Role : int {
        TaskRole = Qt::UserRole, ///< the first task that the cell names, uint; 0: none
    };

    explicit ResourceTableModel(QObject *parent = nullptr);

    /// Null: no rows. Not owned.
    void setTrace(TraceModel *trace);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    /// Slots and their use, times ns, up to a step of the history.
    struct Load
    {
        std::size_t steps = 0;
        trace::ResourceStep last;
        double inUse = 0;
        double slotCount = 0;
    };

    void update();
    [[nodiscard]] bool isPartial() const;
    [[nodiscard]] QString text(trace::ResourceId resource, Column column) const;
    [[nodiscard]] std::vector<trace::TaskId> tasksOf(trace::ResourceId resource,
                                                     Column column) const;
    [[nodiscard]] QString utilisation(trace::ResourceId resource) const;

    QPointer<TraceModel> m_trace;
    int m_rows = 0;
    mutable std::optional<trace::Occupancy> m_occupancy; // as far as a view has asked
    mutable std::vector<Load> m_loads; // likewise, by resource
};

} // namespace awaitscope::models
