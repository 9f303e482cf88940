// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/tracemodel.h"

#include <QPointer>

#include <unordered_set>
#include <vector>

namespace awaitscope::models {

/// The task of that path; none if there is none.
[[nodiscard]] trace::TaskId taskAtPath(const trace::TraceStore &store, const QByteArray &path);

/// Finds tasks by their name or path, in the order of the rows, whether a fold hides them or not;
/// while a run goes on, its new tasks too.
class TaskSearch final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Searches this trace for the same text; null: nothing. Not owned.
    void setTrace(TraceModel *trace);
    /// What names or paths have to contain, in whatever case; nothing is found for an empty text.
    void setText(const QString &text);

    [[nodiscard]] const QString &text() const noexcept { return m_text; }

    [[nodiscard]] const std::unordered_set<trace::TaskId> &matches() const noexcept
    {
        return m_matches;
    }

    /// Which of the matches a task is, from 1; 0 if it is none.
    [[nodiscard]] int position(trace::TaskId task);
    /// The first match at or below a task, from the top again after the last; none if nothing was
    /// found. Without a task: the first of all.
    [[nodiscard]] trace::TaskId from(trace::TaskId task);
    /// The match below a task, likewise.
    [[nodiscard]] trace::TaskId after(trace::TaskId task);
    /// The match above a task, from the bottom again after the first.
    [[nodiscard]] trace::TaskId before(trace::TaskId task);

Q_SIGNALS:
    /// There are other matches.
    void changed();

private:
    bool search(quint32 first, quint32 count);
    [[nodiscard]] bool isMatch(trace::TaskId task) const;
    [[nodiscard]] int rankOf(trace::TaskId task) const;
    void sort();

    QPointer<TraceModel> m_trace;
    QString m_text;
    std::unordered_set<trace::TaskId> m_matches;
    std::vector<trace::TaskId> m_sorted; // the same, in the order of rows
    std::vector<int> m_ranks; // by task number: where its row is if nothing is folded
};

} // namespace awaitscope::models
