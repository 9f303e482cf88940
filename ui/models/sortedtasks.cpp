// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sortedtasks.h"

#include <QtConcurrent>

#include <algorithm>
#include <numeric>

namespace awaitscope::models {

using trace::TaskId;

namespace {

    constexpr quint32 few = 4096; // rows that are sorted at once
    constexpr int sliceMs = 6; // of a frame
    constexpr quint32 between = 1024; // rows between two looks at the clock
    constexpr int pauseMs = 250; // before rows that change are sorted again

    struct Entry
    {
        qint64 key = 0;
        quint32 row = 0; // of the source
    };

    [[nodiscard]] std::vector<quint32> sorted(std::vector<Entry> entries, Qt::SortOrder order,
                                              const std::vector<qint64> &ranks)
    {
        for (Entry &entry : entries) {
            entry.key = TaskTableModel::ranked(entry.key, ranks);
        }
        // Equal ones stay in the order of creation, whichever way the others go.
        std::ranges::sort(entries, [order](const Entry &a, const Entry &b) {
            const bool isAscending = order == Qt::AscendingOrder;
            return a.key != b.key ? (a.key < b.key) == isAscending : a.row < b.row;
        });
        std::vector<quint32> rows(entries.size());
        std::ranges::transform(entries, rows.begin(), &Entry::row);
        return rows;
    }

} // namespace

/// What is collected for one order.
struct SortedTasks::Pass
{
    std::vector<Entry> entries;
    TextRanks texts;
    quint32 next = 0; // source row
    bool isAtWorker = false;
};

SortedTasks::SortedTasks(QObject *parent) : QAbstractProxyModel(parent)
{
    m_slices.setSingleShot(true);
    m_slices.setInterval(0);
    connect(&m_slices, &QTimer::timeout, this, &SortedTasks::collect);
    m_later.setSingleShot(true);
    m_later.setInterval(pauseMs);
    connect(&m_later, &QTimer::timeout, this, &SortedTasks::begin);
    connect(&m_worker, &QFutureWatcher<Order>::finished, this, [this] {
        if (m_pass && m_pass->isAtWorker) { // otherwise it is about what was asked for before
            show(m_worker.result());
        }
    });
}

SortedTasks::~SortedTasks()
{
    m_worker.waitForFinished();
}

void SortedTasks::setSourceModel(QAbstractItemModel *model)
{
    if (m_source) {
        m_source->disconnect(this);
    }
    m_source = qobject_cast<TaskTableModel *>(model);
    Q_ASSERT(m_source || !model);
    QAbstractProxyModel::setSourceModel(model);
    if (m_source) {
        connect(m_source, &QAbstractItemModel::modelReset, this, &SortedTasks::sourceReset);
        connect(m_source, &QAbstractItemModel::rowsInserted, this,
                [this](const QModelIndex &, int first, int last) { sourceInserted(first, last); });
        connect(m_source, &QAbstractItemModel::dataChanged, this, &SortedTasks::sourceChanged);
    }
    sourceReset();
}

void SortedTasks::sourceReset()
{
    beginResetModel();
    m_pass.reset();
    m_tasks.resize(m_source ? std::size_t(m_source->rowCount()) : 0);
    std::iota(m_tasks.begin(), m_tasks.end(), 0U);
    indexRows();
    endResetModel();
    begin();
}

void SortedTasks::sourceInserted(int first, int last)
{
    m_rowOf.resize(std::size_t(last) + 1, -1);
    if (!isNatural() || m_pass) {
        rowsChanged();
        return;
    }
    beginInsertRows({}, first, last);
    for (int row = first; row <= last; ++row) {
        m_rowOf[std::size_t(row)] = row;
        m_tasks.push_back(quint32(row));
    }
    endInsertRows();
}

void SortedTasks::sourceChanged(const QModelIndex &first, const QModelIndex &last,
                                const QList<int> &roles)
{
    if (!m_tasks.empty()) { // where they are does not matter: a view paints what it shows
        Q_EMIT dataChanged(index(0, first.column()), index(rowCount() - 1, last.column()), roles);
    }
    if (roles.isEmpty() && !isNatural()) { // otherwise what rows are sorted by is the same
        rowsChanged();
    }
}

void SortedTasks::rowsChanged()
{
    m_isStale = true; // a pass that is under way goes on: it would never end if it began anew
    if (!m_source || m_source->rowCount() <= int(few)) {
        begin();
    } else if (!m_pass && !m_later.isActive()) {
        m_later.start();
    }
}

void SortedTasks::sort(int column, Qt::SortOrder order)
{
    const int wanted = std::max(column, int(TaskTableModel::Task));
    if (wanted == m_column && order == m_order) {
        return;
    }
    m_column = wanted;
    m_order = order;
    m_pass.reset(); // what it is about is not asked for any more
    begin();
}

void SortedTasks::filterChanged()
{
    m_pass.reset();
    begin();
}

bool SortedTasks::isNatural() const
{
    return m_column == TaskTableModel::Task && m_order == Qt::AscendingOrder && acceptsAll();
}

void SortedTasks::begin()
{
    if (m_pass || !m_source) {
        return; // whoever ends it sees that it is stale
    }
    m_isStale = false;
    m_later.stop();
    m_pass = std::make_unique<Pass>();
    if (isNatural()) {
        Order order(std::size_t(m_source->rowCount()));
        std::iota(order.begin(), order.end(), 0U);
        show(std::move(order));
        return;
    }
    m_pass->entries.reserve(std::size_t(m_source->rowCount()));
    collect();
}

/// As many rows as a part of a frame has time for.
void SortedTasks::collect()
{
    if (!m_pass) {
        return;
    }
    QElapsedTimer clock;
    clock.start();
    const auto count = quint32(m_source->rowCount());
    const auto column = TaskTableModel::Column(m_column);
    const bool all = acceptsAll();
    for (quint32 &row = m_pass->next; row < count; ++row) {
        const TaskId task(row + 1);
        if (all || accepts(task)) {
            m_pass->entries.push_back({m_source->sortNumber(task, column, m_pass->texts), row});
        }
        if (row % between == 0 && count > few && clock.elapsed() >= sliceMs) {
            ++row;
            m_slices.start();
            return;
        }
    }
    finish();
}

void SortedTasks::finish()
{
    const std::vector<qint64> ranks = m_source->ranksOf(m_pass->texts);
    if (m_pass->entries.size() <= few) {
        show(sorted(std::move(m_pass->entries), m_order, ranks));
        return;
    }
    m_pass->isAtWorker = true;
    m_worker.setFuture(QtConcurrent::run(sorted, std::move(m_pass->entries), m_order, ranks));
}

/// The end of a pass.
void SortedTasks::show(Order order)
{
    m_pass.reset();
    if (order != m_tasks) {
        arrange(std::move(order));
    }
    if (m_isStale) {
        m_later.start();
    } else {
        Q_EMIT settled();
    }
}

/// Rows go, come and move, in this order, so that views keep what they know of the others.
void SortedTasks::arrange(Order order)
{
    constexpr quint32 kept = 1;
    constexpr quint32 wanted = 2;
    std::vector<quint8> marks(m_rowOf.size());
    for (const quint32 task : order) {
        marks[task] |= wanted;
    }
    const auto move = [this](Order next) {
        Q_EMIT layoutAboutToBeChanged();
        const QModelIndexList before = persistentIndexList();
        QModelIndexList after;
        after.reserve(before.size());
        std::vector<quint32> tasks;
        std::ranges::transform(before, std::back_inserter(tasks), [this](const QModelIndex &at) {
            return m_tasks[std::size_t(at.row())];
        });
        m_tasks = std::move(next);
        indexRows();
        for (qsizetype i = 0; i < before.size(); ++i) {
            after += createIndex(m_rowOf[tasks[std::size_t(i)]], before[i].column());
        }
        changePersistentIndexList(before, after);
        Q_EMIT layoutChanged();
    };
    // Those that stay in their new order, then those that go.
    Order next;
    next.reserve(m_tasks.size());
    for (const quint32 task : m_tasks) {
        marks[task] |= kept;
    }
    std::ranges::copy_if(order, std::back_inserter(next),
                         [&](quint32 task) { return (marks[task] & kept) != 0; });
    const std::size_t staying = next.size();
    std::ranges::copy_if(m_tasks, std::back_inserter(next),
                         [&](quint32 task) { return (marks[task] & wanted) == 0; });
    if (next != m_tasks) {
        move(next);
    }
    if (staying < m_tasks.size()) {
        beginRemoveRows({}, int(staying), rowCount() - 1);
        m_tasks.resize(staying);
        indexRows();
        endRemoveRows();
    }
    if (order.size() > staying) {
        beginInsertRows({}, int(staying), int(order.size()) - 1);
        std::ranges::copy_if(order, std::back_inserter(m_tasks),
                             [&](quint32 task) { return (marks[task] & kept) == 0; });
        indexRows();
        endInsertRows();
    }
    if (m_tasks != order) {
        move(std::move(order));
    }
}

void SortedTasks::indexRows()
{
    m_rowOf.assign(m_source ? std::size_t(m_source->rowCount()) : 0, -1);
    for (std::size_t row = 0; row < m_tasks.size(); ++row) {
        m_rowOf[m_tasks[row]] = qint32(row);
    }
}

int SortedTasks::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_tasks.size());
}

int SortedTasks::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(TaskTableModel::ColumnCount);
}

QModelIndex SortedTasks::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex SortedTasks::parent(const QModelIndex & /*index*/) const
{
    return {};
}

QModelIndex SortedTasks::mapToSource(const QModelIndex &index) const
{
    return index.isValid() && m_source
        ? m_source->index(int(m_tasks[std::size_t(index.row())]), index.column())
        : QModelIndex();
}

QModelIndex SortedTasks::mapFromSource(const QModelIndex &index) const
{
    if (!index.isValid() || std::size_t(index.row()) >= m_rowOf.size()) {
        return {};
    }
    const qint32 row = m_rowOf[std::size_t(index.row())];
    return row < 0 ? QModelIndex() : createIndex(row, index.column());
}

QVariant SortedTasks::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_source ? m_source->headerData(section, orientation, role) : QVariant();
}

} // namespace awaitscope::models
