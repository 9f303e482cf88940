// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/problem.h"
#include "engine/trace/spanbuilder.h"

#include <QStringList>

#include <limits>
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace awaitscope::analysis {

/// Which tasks are meant: the language of the filter.
///
///     state:waiting     its state, or how it ended: finished, timeout, …; alive, ended
///     on:gpu            it waits for that resource, or has waited for it
///     dur:>200ms        from creation to end or until now; also < <= >=
///     waited:>200ms     the part of it spent in queues
///     name:infer*       its template; * and ? stand for any characters, any one
///     parent:main       its creator, by name or number (#3)
///     cause:timeout     why it was asked to cancel
///     group:batch-2     task 2, if it is a batch, and all below; group:batch: below any batch
///     related:15        task 15, its ancestors and children, who handed a slot to it or got one
///     infer, "#15"      part of what the rows show, in any case
///
/// A space means and, `|` or, `-` before a term not; brackets group. A text with spaces stands
/// between quotation marks.
class Query
{
public:
    /// Lets everything through.
    Query();
    /// A problem names its column in the text (line 1).
    [[nodiscard]] static scenario::Result<Query> parse(const QString &text);

    [[nodiscard]] bool isEmpty() const noexcept { return !m_root; }

    /// What can stand at that position of a text, as whole words: keys, or the values of the key
    /// that is there. @p store gives the names; may be null.
    [[nodiscard]] static QStringList completions(const QString &text, qsizetype position,
                                                 const trace::TraceStore *store);
    /// Where the word begins that the position is in.
    [[nodiscard]] static qsizetype wordBegin(const QString &text, qsizetype position);

    /// A part of the query: a term, or how terms are combined.
    struct Node;

private:
    friend class QueryReader;
    friend class QueryMatcher;

    std::shared_ptr<const Node> m_root; // null: everything
};

/// Answers for the tasks of one run. What it found out about a name it keeps: to be used by one
/// thread at a time.
class QueryMatcher
{
public:
    /// Both outlive the matcher.
    QueryMatcher(const trace::TraceStore &store, const trace::SpanBuilder &spans);

    /// Answers need an update() first.
    void setQuery(const Query &query);

    [[nodiscard]] const Query &query() const noexcept { return m_query; }

    /// Takes in what was appended to the store since the last call, but no more than so many
    /// events. Returns whether that is all.
    bool update(quint64 events = std::numeric_limits<quint64>::max());

    /// Whether the answer for a task can change while nothing happens to it: because its time
    /// passes, or because others do something.
    [[nodiscard]] bool changesByItself() const noexcept { return m_changesByItself; }

    /// @p now: until when live tasks last.
    [[nodiscard]] bool matches(trace::TaskId task, trace::Timestamp now) const;

private:
    [[nodiscard]] bool matches(const Query::Node &node, trace::TaskId task,
                               trace::Timestamp now) const;
    [[nodiscard]] bool isTerm(const Query::Node &node, trace::TaskId task,
                              trace::Timestamp now) const;
    [[nodiscard]] bool hasWaited(const Query::Node &node, trace::TaskId task) const;
    [[nodiscard]] bool hasCause(const Query::Node &node, trace::TaskId task) const;
    [[nodiscard]] bool isBelow(const Query::Node &node, trace::TaskId task) const;
    [[nodiscard]] bool isRelated(const Query::Node &node, trace::TaskId task) const;
    [[nodiscard]] bool hasWord(const Query::Node &node, trace::TaskId task) const;
    [[nodiscard]] bool nameFits(const Query::Node &node, trace::StringId name) const;

    /// What a text is to a term of the query.
    enum class Answer : quint8 {
        Unknown, // not asked for yet
        No,
        Yes,
        BeforeNumber, // if the number of the task goes on with the rest of the word
    };

    [[nodiscard]] Answer &answerFor(const Query::Node &node, trace::StringId text) const;

    const trace::TraceStore &m_store;
    const trace::SpanBuilder &m_spans;
    Query m_query;
    bool m_changesByItself = false;
    std::vector<trace::TaskId> m_centres; // of the related: terms
    std::unordered_map<trace::TaskId, std::unordered_set<trace::TaskId>> m_partners; // by centre
    quint64 m_position = 0;
    mutable std::unordered_map<const Query::Node *, std::vector<Answer>> m_answers; // by StringId
};

} // namespace awaitscope::analysis
