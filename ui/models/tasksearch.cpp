// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/tasksearch.h"

#include "ui/timeline/statenames.h"

#include <algorithm>

namespace awaitscope::models {

using trace::TaskId;

TaskId taskAtPath(const trace::TraceStore &store, const QByteArray &path)
{
    for (quint32 number = 1; number <= store.taskCount() && !path.isEmpty(); ++number) {
        if (store.taskPath(TaskId(number)) == path) {
            return TaskId(number);
        }
    }
    return {};
}

void TaskSearch::setTrace(TraceModel *trace)
{
    if (m_trace) {
        m_trace->disconnect(this);
    }
    m_trace = trace;
    m_matches.clear();
    m_ranks.clear();
    if (trace) {
        connect(trace, &TraceModel::reread, this, [this] { setTrace(m_trace); });
        connect(trace, &TraceModel::tasksAdded, this, [this](quint32 first, quint32 count) {
            if (search(first, count)) {
                Q_EMIT changed();
            }
        });
        search(1, trace->taskCount());
    }
    Q_EMIT changed();
}

void TaskSearch::setText(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (m_text == trimmed) {
        return;
    }
    m_text = trimmed;
    m_matches.clear();
    if (m_trace) {
        search(1, m_trace->taskCount());
    }
    Q_EMIT changed();
}

// Tasks [first, first + count) in order of number. Returns whether any was found.
bool TaskSearch::search(quint32 first, quint32 count)
{
    m_sorted.clear();
    if (m_text.isEmpty()) {
        return false;
    }
    const std::size_t before = m_matches.size();
    for (quint32 number = first; number < first + count; ++number) {
        if (isMatch(TaskId(number))) {
            m_matches.insert(TaskId(number));
        }
    }
    return m_matches.size() != before;
}

bool TaskSearch::isMatch(TaskId task) const
{
    const trace::TraceStore &store = m_trace->store();
    return timeline::taskLabel(store, task).contains(m_text, Qt::CaseInsensitive)
        || QString::fromUtf8(store.taskPath(task)).contains(m_text, Qt::CaseInsensitive);
}

// The order is that of a tree to which tasks are added anywhere: it is made when it is asked for.
void TaskSearch::sort()
{
    if (!m_trace || m_sorted.size() == m_matches.size()) {
        return;
    }
    const std::vector<TaskId> order = m_trace->layout().allTasks();
    m_ranks.assign(order.size() + 1, 0);
    m_sorted.clear();
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        m_ranks[order[rank].value] = int(rank) + 1;
        if (m_matches.contains(order[rank])) {
            m_sorted.push_back(order[rank]);
        }
    }
}

int TaskSearch::rankOf(TaskId task) const
{
    return task.value < m_ranks.size() ? m_ranks[task.value] : 0;
}

int TaskSearch::position(TaskId task)
{
    sort();
    const auto found = std::ranges::find(m_sorted, task);
    return found == m_sorted.end() ? 0 : int(found - m_sorted.begin()) + 1;
}

TaskId TaskSearch::from(TaskId task)
{
    return m_matches.contains(task) ? task : after(task);
}

TaskId TaskSearch::after(TaskId task)
{
    sort();
    if (m_sorted.empty()) {
        return {};
    }
    const auto next = std::ranges::upper_bound(m_sorted, rankOf(task), {},
                                               [this](TaskId match) { return rankOf(match); });
    return next == m_sorted.end() ? m_sorted.front() : *next;
}

TaskId TaskSearch::before(TaskId task)
{
    sort();
    if (m_sorted.empty()) {
        return {};
    }
    const auto next = std::ranges::lower_bound(m_sorted, rankOf(task), {},
                                               [this](TaskId match) { return rankOf(match); });
    return next == m_sorted.begin() ? m_sorted.back() : *std::prev(next);
}

} // namespace awaitscope::models
