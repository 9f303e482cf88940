// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/tasktablemodel.h"

#include <QAbstractProxyModel>
#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QTimer>

#include <memory>
#include <vector>

namespace awaitscope::models {

/// The rows of a TaskTableModel in the order of a column, without those that are not accepted, for
/// a million of them: what they are sorted by is collected in slices between frames, sorted by a
/// worker thread, and shown at once when that is done. Few rows are sorted at once.
///
/// Rows that change are sorted again a little later; times that only run on do not count.
///
/// Invariant: m_rowOf[m_tasks[row]] == row for every row, and -1 for tasks without one.
class SortedTasks : public QAbstractProxyModel
{
    Q_OBJECT

public:
    explicit SortedTasks(QObject *parent = nullptr);
    ~SortedTasks() override;

    /// @p model is a TaskTableModel; not owned.
    void setSourceModel(QAbstractItemModel *model) override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    /// Whether another order is on its way.
    [[nodiscard]] bool isSorting() const noexcept { return m_pass != nullptr; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex &parent = {}) const override;
    using QObject::parent;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] QModelIndex mapToSource(const QModelIndex &index) const override;
    [[nodiscard]] QModelIndex mapFromSource(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

Q_SIGNALS:
    /// What was asked for is shown.
    void settled();

protected:
    // What a filter has to say.
    [[nodiscard]] virtual bool acceptsAll() const { return true; }

    [[nodiscard]] virtual bool accepts(trace::TaskId /*task*/) const { return true; }

    /// Another filter: begins anew.
    void filterChanged();
    /// Other rows are accepted than before, or in another order: that is shown soon.
    void rowsChanged();

private:
    struct Pass;
    using Order = std::vector<quint32>; // of the numbers of source rows

    void sourceReset();
    void sourceInserted(int first, int last);
    void sourceChanged(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles);
    [[nodiscard]] bool isNatural() const;
    void begin();
    void collect();
    void finish();
    void show(Order order);
    void arrange(Order order);
    void indexRows();

    TaskTableModel *m_source = nullptr;
    Order m_tasks; // by row
    std::vector<qint32> m_rowOf; // by source row
    int m_column = TaskTableModel::Task;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    std::unique_ptr<Pass> m_pass; // that is under way
    bool m_isStale = false; // something changed since it began
    QFutureWatcher<Order> m_worker;
    QTimer m_slices;
    QTimer m_later;
};

} // namespace awaitscope::models
