// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/tracemodel.h"

namespace awaitscope::models {

using trace::TaskId;

TraceModel::TraceModel(const trace::TraceStore &store, QObject *parent)
    : QObject(parent), m_store(store), m_all(store), m_layout(store)
{
    connect(&store, &trace::TraceStore::oldestGone, this, &TraceModel::shorten);
    update(0);
}

// Before anybody asks for what is gone.
void TraceModel::shorten()
{
    m_all.spans.update();
    m_all.timeline.forgetSummaries();
    if (m_past) {
        m_past.reset();
        tellReread();
    } else {
        Q_EMIT shortened();
    }
}

void TraceModel::update(trace::Timestamp latest)
{
    m_latest = latest;
    const quint32 known = taskCount();
    m_all.spans.update();
    m_layout.update();
    if (m_past) {
        Q_EMIT updated();
    } else {
        tellNew(known);
    }
}

void TraceModel::showMoment(const Moment &moment)
{
    if (m_past && moment == m_moment) {
        return;
    }
    m_moment = moment;
    const quint32 known = taskCount();
    if (m_past && moment.events >= m_past->spans.position()) {
        m_past->spans.update(moment.events);
        tellNew(known);
        return;
    }
    m_past.emplace(m_store, &m_all.timeline);
    m_past->spans.update(moment.events);
    m_cancelPending.clear();
    tellReread();
}

void TraceModel::showLatest()
{
    if (m_past) {
        m_past.reset();
        tellReread();
    }
}

// Of what is shown, which was told up to that many tasks.
void TraceModel::tellNew(quint32 known)
{
    if (taskCount() > known) {
        Q_EMIT tasksAdded(known + 1, taskCount() - known);
    }
    Reading &now = m_past ? *m_past : m_all;
    if (const std::vector<TaskId> changed = now.spans.takeChanged(); !changed.empty()) {
        Q_EMIT tasksChanged(changed);
    }
    Q_EMIT updated();
}

void TraceModel::tellReread()
{
    Reading &now = m_past ? *m_past : m_all;
    static_cast<void>(now.spans.takeChanged()); // all of it is
    Q_EMIT reread();
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
    std::erase_if(tasks, [this](TaskId task) { return m_past || task.value > taskCount(); });
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
