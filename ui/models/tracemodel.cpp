// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/tracemodel.h"

namespace awaitscope::models {

using trace::TaskId;

TraceModel::TraceModel(const trace::TraceStore &store, QObject *parent)
    : QObject(parent), m_store(store), m_spans(store), m_timeline(store, m_spans), m_layout(store)
{
    m_spans.keepBlocks();
    update(0);
}

void TraceModel::update(trace::Timestamp now)
{
    m_now = now;
    const quint32 known = taskCount();
    m_spans.update();
    m_layout.update();
    if (taskCount() > known) {
        Q_EMIT tasksAdded(known + 1, taskCount() - known);
    }
    if (const std::vector<TaskId> changed = m_spans.takeChanged(); !changed.empty()) {
        Q_EMIT tasksChanged(changed);
    }
    Q_EMIT updated();
}

void TraceModel::filterRows(std::vector<bool> matches)
{
    if (m_layout.setFilter(std::move(matches))) {
        Q_EMIT updated();
    }
}

void TraceModel::setCancelPending(std::unordered_set<TaskId> tasks)
{
    // A run that is played again is asked to cancel tasks before it has them.
    std::erase_if(tasks, [this](TaskId task) { return task.value > taskCount(); });
    if (tasks == m_cancelPending) {
        return;
    }
    std::vector<TaskId> changed(tasks.begin(), tasks.end());
    changed.insert(changed.end(), m_cancelPending.begin(), m_cancelPending.end());
    m_cancelPending = std::move(tasks);
    Q_EMIT tasksChanged(changed);
    Q_EMIT updated();
}

} // namespace awaitscope::models
