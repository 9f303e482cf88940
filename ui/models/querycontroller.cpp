// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/querycontroller.h"

#include <QElapsedTimer>

#include <utility>

namespace awaitscope::models {

using trace::TaskId;

namespace {

    constexpr int laterMs = 250;
    constexpr int sliceMs = 6; // of a frame
    constexpr quint32 between = 1024; // tasks between two looks at the clock
    constexpr quint32 few = 4096; // tasks that are looked at at once
    constexpr quint64 eventsAtOnce = 200'000; // that the matcher takes in

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
    m_slices.setSingleShot(true);
    m_slices.setInterval(0);
    connect(&m_slices, &QTimer::timeout, this, &QueryController::goOn);
    m_later.setSingleShot(true);
    m_later.setInterval(laterMs);
    connect(&m_later, &QTimer::timeout, this, &QueryController::lookAgain);
}

void QueryController::setTrace(TraceModel *trace)
{
    if (m_trace) {
        m_trace->disconnect(this);
    }
    m_trace = trace;
    m_answer = {};
    m_matcher.reset();
    m_later.stop();
    if (trace) {
        m_matcher.emplace(trace->store(), trace->spans());
        m_matcher->setQuery(m_query);
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
    return matchesAll() || (task.value < m_answer.matches.size() && m_answer.matches[task.value]);
}

// Returns whether the answer is another than before.
bool QueryController::look(TaskId task, Answer &answer) const
{
    const bool isMatch = m_matcher->matches(task, m_trace->now());
    if (answer.matches[task.value] == isMatch) {
        return false;
    }
    answer.matches[task.value] = isMatch;
    answer.count += isMatch ? 1 : -1;
    return true;
}

void QueryController::take(const std::vector<TaskId> &tasks)
{
    if (m_look) {
        for (const TaskId task : tasks) {
            if (task.value < m_look->next) { // the others are still to come
                static_cast<void>(look(task, m_look->answer));
            }
        }
        return;
    }
    if (matchesAll()) {
        if (std::exchange(m_answer.count, m_trace->taskCount()) != m_trace->taskCount()) {
            Q_EMIT grown();
        }
        return;
    }
    m_answer.matches.resize(m_trace->taskCount() + 1);
    bool isOther = false;
    for (const TaskId task : tasks) {
        isOther = look(task, m_answer) || isOther;
    }
    if (isOther) {
        showRows();
    }
}

void QueryController::lookAtAll()
{
    m_look.emplace();
    m_look->isAsked = true;
    goOn();
}

void QueryController::lookAgain()
{
    if (!m_look) {
        m_look.emplace();
        goOn();
    }
}

/// As many tasks as a part of a frame has time for.
void QueryController::goOn()
{
    if (!m_look) {
        return;
    }
    QElapsedTimer clock;
    clock.start();
    const quint32 count = m_trace ? m_trace->taskCount() : 0;
    Answer &answer = m_look->answer;
    if (m_trace && isActive()) {
        while (!m_matcher->update(eventsAtOnce)) {
            if (clock.elapsed() >= sliceMs) {
                m_slices.start();
                return;
            }
        }
        answer.matches.resize(std::size_t(count) + 1);
        for (quint32 &task = m_look->next; task <= count; ++task) {
            if (task % between == 0 && count > few && clock.elapsed() >= sliceMs) {
                m_slices.start();
                return;
            }
            static_cast<void>(look(TaskId(task), answer));
        }
    } else {
        answer.count = count;
    }
    const bool isAsked = m_look->isAsked;
    m_answer = std::move(answer);
    m_look.reset();
    showRows();
    if (isAsked) {
        Q_EMIT answered();
    }
}

void QueryController::showRows()
{
    if (m_trace) {
        m_trace->filterRows(m_answer.matches);
    }
    Q_EMIT changed();
}

} // namespace awaitscope::models
