// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/querycontroller.h"

#include <utility>

namespace awaitscope::models {

using trace::TaskId;

namespace {

    constexpr int laterMs = 250;

    /// What the words before a mistake mean; everything, if they mean nothing by themselves.
    [[nodiscard]] analysis::Query queryBefore(const QString &text, scenario::Place mistake)
    {
        const qsizetype end =
            analysis::Query::wordBegin(text, std::min<qsizetype>(mistake.column - 1, text.size()));
        const auto query = analysis::Query::parse(text.left(end));
        return query ? query.value() : analysis::Query();
    }

} // namespace

QueryController::QueryController(QObject *parent) : QObject(parent)
{
    m_later.setSingleShot(true);
    m_later.setInterval(laterMs);
    connect(&m_later, &QTimer::timeout, this, &QueryController::lookAtAll);
}

void QueryController::setTrace(TraceModel *trace)
{
    if (m_trace) {
        m_trace->disconnect(this);
    }
    m_trace = trace;
    m_matcher.reset();
    m_later.stop();
    if (trace) {
        m_matcher.emplace(trace->store(), trace->spans());
        m_matcher->setQuery(m_query);
        connect(trace, &TraceModel::reread, this, [this] { setTrace(m_trace); });
        connect(trace, &TraceModel::tasksChanged, this, &QueryController::take);
        connect(trace, &TraceModel::updated, this, [this] {
            if (m_matcher->changesByItself() && !m_later.isActive()) {
                m_later.start();
            }
        });
    }
    lookAtAll();
}

void QueryController::setText(const QString &text)
{
    if (text == m_text) {
        return;
    }
    m_text = text;
    auto query = analysis::Query::parse(text);
    m_problem = query ? std::nullopt : std::optional(query.problem());
    m_query = query ? std::move(query).value() : queryBefore(text, query.problem().place);
    if (m_matcher) {
        m_matcher->setQuery(m_query);
    }
    lookAtAll();
    Q_EMIT textChanged();
}

bool QueryController::matches(TaskId task) const
{
    return !isActive() || (task.value < m_matches.size() && m_matches[task.value]);
}

bool QueryController::look(TaskId task)
{
    const bool isMatch = m_matcher->matches(task, m_trace->now());
    if (m_matches[task.value] == isMatch) {
        return false;
    }
    m_matches[task.value] = isMatch;
    m_count += isMatch ? 1 : -1;
    return true;
}

void QueryController::take(const std::vector<TaskId> &tasks)
{
    if (!isActive()) {
        if (std::exchange(m_count, m_trace->taskCount()) != m_trace->taskCount()) {
            Q_EMIT grown();
        }
        return;
    }
    m_matches.resize(m_trace->taskCount() + 1);
    bool isOther = false;
    for (const TaskId task : tasks) {
        isOther = look(task) || isOther;
    }
    if (isOther) {
        showRows();
    }
}

void QueryController::lookAtAll()
{
    m_matches.assign(m_trace ? m_trace->taskCount() + 1 : 1, false);
    m_count = 0;
    if (m_trace && isActive()) {
        m_matcher->update();
        for (quint32 i = 1; i <= m_trace->taskCount(); ++i) {
            static_cast<void>(look(TaskId(i)));
        }
    } else if (m_trace) {
        m_count = m_trace->taskCount();
    }
    showRows();
}

void QueryController::showRows()
{
    if (m_trace) {
        m_trace->filterRows(isActive() ? m_matches : std::vector<bool>());
    }
    Q_EMIT changed();
}

} // namespace awaitscope::models
