// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/resourcetablemodel.h"

#include "ui/timeline/statenames.h"

#include <algorithm>
#include <cmath>

namespace awaitscope::models {

using trace::ResourceId;
using trace::ResourceKind;
using trace::ResourceStep;
using trace::TaskId;

namespace {

    constexpr std::size_t mostNames = 4; // in a cell

    [[nodiscard]] ResourceId resourceAt(int row)
    {
        return ResourceId(quint16(row + 1));
    }

} // namespace

ResourceTableModel::ResourceTableModel(QObject *parent) : QAbstractTableModel(parent) { }

void ResourceTableModel::setTrace(TraceModel *trace)
{
    beginResetModel();
    if (m_trace) {
        m_trace->disconnect(this);
    }
    m_trace = trace;
    m_rows = 0;
    m_loads.clear();
    m_occupancy.reset();
    if (trace) {
        m_occupancy.emplace(trace->store());
        connect(trace, &TraceModel::updated, this, &ResourceTableModel::update);
        for (const auto signal : {&TraceModel::reread, &TraceModel::shortened}) {
            connect(trace, signal, this, [this] { setTrace(m_trace); });
        }
    }
    endResetModel();
    update();
}

void ResourceTableModel::update()
{
    if (!m_trace) {
        return;
    }
    const int rows = m_trace->store().resourceCount();
    if (m_rows > 0) {
        Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, ColumnCount - 1));
    }
    if (rows > m_rows) {
        beginInsertRows({}, m_rows, rows - 1);
        m_rows = rows;
        m_loads.resize(std::size_t(rows));
        endInsertRows();
    }
}

int ResourceTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int ResourceTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant ResourceTableModel::data(const QModelIndex &index, int role) const
{
    if (!m_trace || !index.isValid()) {
        return {};
    }
    const ResourceId resource = resourceAt(index.row());
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(resource, column);
    case Qt::TextAlignmentRole:
        if (column == Utilisation || column == LongestQueue) {
            return QVariant(Qt::AlignRight | Qt::AlignVCenter);
        }
        return {};
    case TaskRole: {
        const std::vector<TaskId> tasks = tasksOf(resource, column);
        return tasks.empty() ? 0U : uint(tasks.front().value);
    }
    default:
        return {};
    }
}

QString ResourceTableModel::text(ResourceId resource, Column column) const
{
    const trace::TraceStore &store = m_trace->store();
    const trace::ResourceInfo &info = store.resource(resource);
    timeline::TimelineModel &timeline = m_trace->timeline();
    switch (column) {
    case Name: {
        const std::string_view name = store.text(info.name);
        return QString::fromUtf8(name.data(), qsizetype(name.size()));
    }
    case Now:
        return timeline::usageText(info, timeline.useAt(resource, m_trace->now()));
    case Utilisation:
        return utilisation(resource);
    case LongestQueue:
        return QString::number(
            timeline.peak(resource, 0, timeline.history(resource).size()).waiting);
    case HeldBy:
    case Queue:
    case ColumnCount:
        break;
    }
    const std::vector<TaskId> tasks = tasksOf(resource, column);
    QStringList names;
    for (const TaskId task : tasks) {
        if (std::size_t(names.size()) == mostNames) {
            return tr("%1 and %2 more")
                .arg(names.join(QStringLiteral(", ")))
                .arg(tasks.size() - mostNames);
        }
        names += timeline::taskLabel(store, task);
    }
    return names.join(QStringLiteral(", "));
}

std::vector<TaskId> ResourceTableModel::tasksOf(ResourceId resource, Column column) const
{
    m_occupancy->update(m_trace->spans().position());
    if (column == Queue) {
        return m_occupancy->queue(resource);
    }
    std::vector<TaskId> tasks;
    if (column == HeldBy) {
        for (const trace::Holder &holder : m_occupancy->holders(resource)) {
            tasks.push_back(holder.task);
        }
    }
    return tasks;
}

QString ResourceTableModel::utilisation(ResourceId resource) const
{
    const trace::ResourceInfo &info = m_trace->store().resource(resource);
    if (info.kind != ResourceKind::Semaphore && info.kind != ResourceKind::Lock) {
        return {};
    }
    Load &load = m_loads[resource.value - 1U];
    const trace::Timestamp from = m_trace->spans().knownFrom();
    if (load.steps == 0) {
        load.last.slotCount = info.slotCount;
        load.last.time = from;
    }
    const auto add = [](Load &sum, trace::Timestamp until) {
        const auto duration = double(until - sum.last.time);
        sum.inUse += duration * double(sum.last.usage.inUse);
        sum.slotCount += duration * double(sum.last.slotCount);
    };
    const std::span<const ResourceStep> history = m_trace->timeline().history(resource);
    for (; load.steps < history.size(); ++load.steps) {
        const trace::Timestamp time = std::max(history[load.steps].time, from);
        add(load, time);
        load.last = history[load.steps];
        load.last.time = time;
    }
    Load now = load;
    add(now, m_trace->now());
    return now.slotCount > 0 ? tr("%1 %").arg(std::lround(100 * now.inUse / now.slotCount))
                             : QString();
}

bool ResourceTableModel::isPartial() const
{
    return m_trace && m_trace->store().firstEvent() > 0;
}

QVariant ResourceTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        const bool isNumber = section == Utilisation || section == LongestQueue;
        return QVariant((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (Column(section)) {
    case Name:
        return tr("Resource");
    case Now:
        return tr("Now");
    case HeldBy:
        return tr("Held by");
    case Queue:
        return tr("Queue");
    case Utilisation:
        return isPartial() ? tr("Utilisation (partial)") : tr("Utilisation");
    case LongestQueue:
        return isPartial() ? tr("Longest queue (partial)") : tr("Longest queue");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace awaitscope::models
