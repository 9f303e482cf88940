// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/tasktablemodel.h"

#include "ui/timeline/statenames.h"
#include "ui/timeline/timeformat.h"

#include <algorithm>
#include <numeric>

namespace awaitscope::models {

using trace::Outcome;
using trace::TaskId;
using trace::TaskLife;
using trace::TaskState;
using trace::Timestamp;

TaskTableModel::TaskTableModel(QObject *parent) : QAbstractTableModel(parent) { }

void TaskTableModel::setTrace(TraceModel *trace)
{
    beginResetModel();
    if (m_trace) {
        m_trace->disconnect(this);
    }
    m_trace = trace;
    m_rows = trace ? int(trace->taskCount()) : 0;
    if (trace) {
        connect(trace, &TraceModel::tasksAdded, this, &TaskTableModel::addTasks);
        connect(trace, &TraceModel::tasksChanged, this, &TaskTableModel::changeTasks);
        connect(trace, &TraceModel::updated, this, &TaskTableModel::changeTimes);
        connect(trace, &TraceModel::reread, this, [this] { setTrace(m_trace); });
    }
    endResetModel();
}

void TaskTableModel::setCanCancel(bool canCancel)
{
    if (m_canCancel == canCancel) {
        return;
    }
    m_canCancel = canCancel;
    if (m_rows > 0) {
        Q_EMIT dataChanged(index(0, Cancel), index(m_rows - 1, Cancel),
                           {Qt::DisplayRole, CanCancelRole});
    }
}

void TaskTableModel::addTasks(quint32 first, quint32 count)
{
    Q_ASSERT(int(first) == m_rows + 1);
    beginInsertRows({}, m_rows, m_rows + int(count) - 1);
    m_rows += int(count);
    endInsertRows();
}

void TaskTableModel::changeTasks(const std::vector<TaskId> &tasks)
{
    if (tasks.empty()) {
        return;
    }
    const auto [least, most] = std::ranges::minmax_element(tasks);
    Q_EMIT dataChanged(index(int(least->value) - 1, 0),
                       index(int(most->value) - 1, ColumnCount - 1));
}

void TaskTableModel::changeTimes()
{
    // Only display: a sort order that follows a running clock would never stand still.
    if (m_rows > 0) {
        Q_EMIT dataChanged(index(0, Waited), index(m_rows - 1, Total), {Qt::DisplayRole});
    }
}

int TaskTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int TaskTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

TaskId TaskTableModel::taskAt(const QModelIndex &index)
{
    return TaskId(index.data(TaskRole).toUInt());
}

QVariant TaskTableModel::data(const QModelIndex &index, int role) const
{
    const TaskId task(quint32(index.row()) + 1);
    // A view copies from no cell at all, and may hold on to rows of a later moment.
    if (!m_trace || !index.isValid() || !m_trace->timeline().isKnown(task)) {
        return {};
    }
    const auto column = Column(index.column());
    const TaskLife &life = m_trace->spans().life(task);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(task, column);
    case Qt::ToolTipRole:
        return column == Task ? QString::fromUtf8(m_trace->store().taskPath(task)) : QVariant();
    case Qt::TextAlignmentRole:
        return column >= Created && column <= Total ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                                    : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    case TaskRole:
        return task.value;
    case AliveRole:
        return life.isAlive();
    case CanCancelRole:
        return life.isAlive() && m_canCancel;
    case CancelPendingRole:
        return m_trace->cancelPending().contains(task);
    case StateRole:
        return int(life.state);
    case OutcomeRole:
        return int(life.outcome);
    default:
        return {};
    }
}

Timestamp TaskTableModel::time(const TaskLife &life, Column column) const
{
    const Timestamp now = std::max(m_trace->now(), life.created);
    const auto open = [&](bool counts) { return life.isAlive() && counts ? now - life.since : 0; };
    switch (column) {
    case Created:
        return life.created;
    case Waited:
        return life.waited + open(life.state == TaskState::Waiting);
    case Worked:
        return life.worked
            + open(life.state == TaskState::Working || life.state == TaskState::Blocking);
    default:
        return (life.isAlive() ? now : life.ended) - life.created;
    }
}

QVariant TaskTableModel::text(TaskId task, Column column) const
{
    const trace::TraceStore &store = m_trace->store();
    const TaskLife &life = m_trace->spans().life(task);
    switch (column) {
    case Task:
        return timeline::taskLabel(store, task);
    case State:
        if (m_trace->cancelPending().contains(task)) {
            return tr("cancel pending");
        }
        return life.isAlive() ? timeline::stateName(life.state)
                              : timeline::outcomeName(life.outcome);
    case Parent:
        return store.task(task).parent ? timeline::taskLabel(store, store.task(task).parent)
                                       : QString();
    case Detail:
        return detail(life);
    case Cancel:
        return life.isAlive() && m_canCancel ? tr("Cancel") : QString();
    default:
        return QString::number(double(time(life, column)) / 1e9, 'f', 3);
    }
}

namespace {

    // The kinds of what is in the column Detail, one behind the other.
    constexpr qint64 countsBegin = qint64(1) << 33;
    constexpr qint64 tasksBegin = qint64(1) << 34;
    constexpr qint64 textsBegin = qint64(1) << 35;

} // namespace

qint64 TaskTableModel::sortNumber(TaskId task, Column column, TextRanks &texts) const
{
    const TaskLife &life = m_trace->spans().life(task);
    switch (column) {
    case Task:
        return task.value;
    case State:
    case Cancel:
        return life.isAlive() ? int(life.state) : 100 + int(life.outcome);
    case Parent:
        return m_trace->store().task(task).parent.value;
    case Detail:
        return detailNumber(life, texts);
    default:
        return time(life, column);
    }
}

qint64 TaskTableModel::detailNumber(const TaskLife &life, TextRanks &texts) const
{
    const trace::TraceStore &store = m_trace->store();
    if (life.outcome == Outcome::Failed || life.outcome == Outcome::TimedOut) {
        return textsBegin + texts.numberOf(life.error);
    }
    if (life.outcome != Outcome::None) {
        return 0;
    }
    if (life.resource) {
        return textsBegin + texts.numberOf(store.resource(life.resource).name);
    }
    switch (life.wait) {
    case trace::WaitKind::Task:
    case trace::WaitKind::WaitFor:
    case trace::WaitKind::Shield:
        return tasksBegin + life.target;
    case trace::WaitKind::Gather:
    case trace::WaitKind::Wait:
    case trace::WaitKind::TaskGroup:
        return countsBegin + qint64(store.list(trace::ListId(life.target)).size());
    case trace::WaitKind::AsCompleted:
        return countsBegin + life.target;
    default:
        return 0;
    }
}

std::vector<qint64> TaskTableModel::ranksOf(const TextRanks &texts) const
{
    const auto &ids = texts.texts();
    std::vector<std::size_t> order(ids.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::ranges::sort(order, {},
                      [&](std::size_t number) { return m_trace->store().text(ids[number]); });
    std::vector<qint64> ranks(ids.size());
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        ranks[order[rank]] = qint64(rank);
    }
    return ranks;
}

qint64 TaskTableModel::ranked(qint64 number, const std::vector<qint64> &ranks)
{
    return number < textsBegin || ranks.empty()
        ? number
        : textsBegin + ranks[std::size_t(number - textsBegin)];
}

QString TaskTableModel::detail(const TaskLife &life) const
{
    switch (life.outcome) {
    case Outcome::None:
        return waitDetail(life);
    case Outcome::Failed:
    case Outcome::TimedOut: {
        const std::string_view error = m_trace->store().text(life.error);
        return QString::fromUtf8(error.data(), qsizetype(error.size()));
    }
    default:
        return {};
    }
}

QString TaskTableModel::waitDetail(const TaskLife &life) const
{
    const trace::TraceStore &store = m_trace->store();
    if (life.resource) {
        const std::string_view name = store.text(store.resource(life.resource).name);
        return QString::fromUtf8(name.data(), qsizetype(name.size()));
    }
    switch (life.wait) {
    case trace::WaitKind::Task:
    case trace::WaitKind::WaitFor:
    case trace::WaitKind::Shield:
        return timeline::taskLabel(store, TaskId(life.target));
    case trace::WaitKind::Gather:
    case trace::WaitKind::Wait:
    case trace::WaitKind::TaskGroup: {
        return timeline::taskCount(qsizetype(store.list(trace::ListId(life.target)).size()));
    }
    case trace::WaitKind::AsCompleted:
        return timeline::taskCount(life.target);
    default:
        return {};
    }
}

QVariant TaskTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return section >= Created && section <= Total ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                                      : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (Column(section)) {
    case Task:
        return tr("Task");
    case State:
        return tr("State");
    case Parent:
        return tr("Parent");
    case Created:
        return tr("Created s");
    case Waited:
        return tr("Waited s");
    case Worked:
        return tr("Worked s");
    case Total:
        return tr("Total s");
    case Detail:
        return tr("Waiting on / error");
    default:
        return {};
    }
}

} // namespace awaitscope::models
