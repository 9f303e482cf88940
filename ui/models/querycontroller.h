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
/// Of a text with a mistake, the words before it hold.
///
/// Many tasks are looked at in slices between frames: until all were, the answers are those to what
/// was asked before.
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

    /// Whether the text means to leave anything out at all.
    [[nodiscard]] bool isActive() const noexcept { return !m_query.isEmpty(); }

    /// Whether the answer to the text is on its way.
    [[nodiscard]] bool isLooking() const noexcept { return m_look.has_value(); }

    /// Whether nothing is left out.
    [[nodiscard]] bool matchesAll() const noexcept { return m_answer.matches.empty(); }

    [[nodiscard]] bool matches(trace::TaskId task) const;

    /// How many tasks it lets through.
    [[nodiscard]] qsizetype count() const noexcept { return m_answer.count; }

    [[nodiscard]] TraceModel *trace() const { return m_trace; }

Q_SIGNALS:
    /// Another text, or another problem with it.
    void textChanged();
    /// Other tasks match.
    void changed();
    /// Every task was looked at anew, since something else was asked. Comes after changed().
    void answered();
    /// There are more tasks, all of which are let through.
    void grown();

private:
    /// Which tasks match.
    struct Answer
    {
        std::vector<bool> matches; // by task number, from 1; empty: all do
        qsizetype count = 0;
    };

    /// Tasks that are looked at one after the other.
    struct Look
    {
        Answer answer;
        quint32 next = 1; // task number
        bool isAsked = false; // not only time passed
    };

    void take(const std::vector<trace::TaskId> &tasks);
    void lookAtAll();
    void lookAgain();
    void goOn();
    bool look(trace::TaskId task, Answer &answer) const;
    void showRows();

    QPointer<TraceModel> m_trace;
    QString m_text;
    analysis::Query m_query;
    std::optional<scenario::Problem> m_problem;
    std::optional<analysis::QueryMatcher> m_matcher; // of m_trace, for m_query
    Answer m_answer; // the last whole one
    std::optional<Look> m_look; // that is under way
    QTimer m_slices;
    QTimer m_later; // another look at all, where the answer changes by itself
};

} // namespace awaitscope::models
