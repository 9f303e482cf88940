// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/query.h"
#include "ui/models/tracemodel.h"

#include <QPointer>
#include <QTimer>

#include <optional>
#include <vector>

namespace awaitscope::models {

/// The one filter, for all views alike: the text that the user wrote, and the tasks that it means.
/// While a text is wrong, that before it holds.
class QueryController final : public QObject
{
    Q_OBJECT

public:
    explicit QueryController(QObject *parent = nullptr);

    /// Null: no tasks. Not owned. The text stays.
    void setTrace(TraceModel *trace);
    void setText(const QString &text);

    [[nodiscard]] const QString &text() const noexcept { return m_text; }

    /// What is wrong with the text.
    [[nodiscard]] const std::optional<scenario::Problem> &problem() const noexcept
    {
        return m_problem;
    }

    /// Whether it leaves anything out at all.
    [[nodiscard]] bool isActive() const noexcept { return !m_query.isEmpty(); }

    [[nodiscard]] bool matches(trace::TaskId task) const;

    /// How many tasks it lets through.
    [[nodiscard]] qsizetype count() const noexcept { return m_count; }

    [[nodiscard]] TraceModel *trace() const { return m_trace; }

Q_SIGNALS:
    /// Another text, or another problem with it.
    void textChanged();
    /// Other tasks match.
    void changed();
    /// There are more tasks, all of which are let through.
    void grown();

private:
    void take(const std::vector<trace::TaskId> &tasks);
    void lookAtAll();
    bool look(trace::TaskId task);
    void showRows();

    QPointer<TraceModel> m_trace;
    QString m_text;
    analysis::Query m_query;
    std::optional<scenario::Problem> m_problem;
    std::optional<analysis::QueryMatcher> m_matcher; // of m_trace
    std::vector<bool> m_matches; // by task number, from 1
    qsizetype m_count = 0;
    QTimer m_later; // another look at all, where the answer changes by itself
};

} // namespace awaitscope::models
