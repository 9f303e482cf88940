// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/eventtablemodel.h"

#include "ui/models/eventtext.h"
#include "ui/timeline/partialtext.h"
#include "ui/timeline/statenames.h"

#include <algorithm>
#include <ranges>

namespace awaitscope::models {

using trace::TaskEvent;
using trace::TaskId;

namespace {

    /// The first event of a store at or after a moment.
    [[nodiscard]] quint64 firstEventAt(const trace::TraceStore &store, trace::Timestamp time)
    {
        const auto events = std::views::iota(store.firstEvent(), store.eventCount());
        return *std::ranges::lower_bound(events, time, {},
                                         [&](quint64 event) { return store.event(event).time; });
    }

} // namespace

EventTableModel::EventTableModel(Scope scope, QObject *parent)
    : QAbstractTableModel(parent), m_scope(scope)
{ }

void EventTableModel::setTrace(TraceModel *trace)
{
    beginResetModel();
    if (m_trace) {
        m_trace->disconnect(this);
    }
    m_trace = trace;
    m_task = {};
    start();
    if (trace) {
        connect(trace, &TraceModel::updated, this, &EventTableModel::update);
        connect(trace, &TraceModel::reread, this, [this] { setTrace(m_trace); });
        connect(trace, &TraceModel::shortened, this, &EventTableModel::removeOldest);
    }
    endResetModel();
    update();
}

void EventTableModel::setTask(TaskId task)
{
    Q_ASSERT(m_scope == Scope::Task);
    if (task == m_task) {
        return;
    }
    beginResetModel();
    m_task = task;
    start();
    endResetModel();
    update();
}

void EventTableModel::start()
{
    m_rows = 0;
    m_first = m_trace ? m_trace->store().firstEvent() : 0;
    m_position = m_first;
    m_events.clear();
    if (m_trace && m_task) {
        m_position = firstEventAt(m_trace->store(), m_trace->spans().life(m_task).created);
    }
}

void EventTableModel::update()
{
    if (!m_trace) {
        return;
    }
    const quint64 end = m_trace->spans().position();
    if (m_scope == Scope::Run) {
        m_position = end;
    } else if (m_task) {
        // A task's error may be reported long after its end: there is no last event before the end.
        for (; m_position < end; ++m_position) {
            const TaskEvent &event = m_trace->store().event(m_position);
            if (event.task == m_task && isTold(event)) {
                m_events.push_back(m_position);
            }
        }
    }
    const int rows = int(m_scope == Scope::Run ? m_position - m_first : m_events.size());
    if (rows > m_rows) {
        beginInsertRows({}, m_rows, rows - 1);
        m_rows = rows;
        endInsertRows();
    }
}

void EventTableModel::removeOldest()
{
    const quint64 first = m_trace->store().firstEvent();
    const auto kept = std::ranges::lower_bound(m_events, first);
    const int gone = m_scope == Scope::Run ? int(std::min(first - m_first, quint64(m_rows)))
                                           : int(kept - m_events.begin());
    m_position = std::max(m_position, first);
    if (gone > 0) {
        beginRemoveRows({}, 0, gone - 1);
        m_events.erase(m_events.begin(), kept);
        m_first = first;
        m_rows -= gone;
        endRemoveRows();
    }
    m_first = first;
    Q_EMIT headerDataChanged(Qt::Horizontal, What, What);
}

int EventTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int EventTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

quint64 EventTableModel::eventAt(int row) const
{
    return m_scope == Scope::Run ? m_first + quint64(row) : m_events[std::size_t(row)];
}

QVariant EventTableModel::data(const QModelIndex &index, int role) const
{
    if (!m_trace || !index.isValid()) { // a view copies from no cell at all
        return {};
    }
    const quint64 event = eventAt(index.row());
    if (event < m_trace->store().firstEvent()) { // its row is about to go
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(event, Column(index.column()));
    case Qt::ToolTipRole:
        return index.column() == What ? text(event, What) : QVariant();
    case Qt::TextAlignmentRole:
        return index.column() <= Turn ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                      : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    case TaskRole:
        return m_trace->store().event(event).task.value;
    case IndexRole:
        return qulonglong(event);
    default:
        return {};
    }
}

QVariant EventTableModel::text(quint64 index, Column column) const
{
    const trace::TraceStore &store = m_trace->store();
    const TaskEvent &event = store.event(index);
    switch (column) {
    case Time:
        return QString::number(double(event.time) / 1e9, 'f', 3);
    case Turn:
        return QString::number(store.iterationOf(index));
    case Task:
        return event.task ? timeline::taskLabel(store, event.task) : tr("the loop");
    default:
        return eventText(store, event);
    }
}

QVariant EventTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return section <= Turn ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                               : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (Column(section)) {
    case Time:
        return tr("Time s");
    case Turn:
        return tr("Turn");
    case Task:
        return tr("Task");
    default:
        break;
    }
    const QString partial = m_trace ? timeline::partialText(m_trace->store()) : QString();
    return partial.isEmpty() ? tr("Event") : tr("Event (%1)").arg(partial);
}

trace::Timestamp EventTableModel::timeOf(const QModelIndex &index) const
{
    Q_ASSERT(m_trace && checkIndex(index, CheckIndexOption::IndexIsValid));
    return m_trace->store().event(eventAt(index.row())).time;
}

int EventTableModel::rowAt(trace::Timestamp time) const
{
    if (!m_trace) {
        return 0;
    }
    const quint64 event = firstEventAt(m_trace->store(), time);
    return m_scope == Scope::Run
        ? int(event - m_first)
        : int(std::ranges::lower_bound(m_events, event) - m_events.begin());
}

} // namespace awaitscope::models
