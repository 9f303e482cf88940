// SPDX-License-Identifier: MIT
#pragma once

#include "engine/analysis/query.h"

#include <span>

namespace awaitscope::analysis {

struct Query::Node
{
    enum class Kind : quint8 {
        All, ///< of the children
        Any, ///< of the children
        Not, ///< its only child
        State,
        On,
        Duration,
        Waited,
        Name,
        Parent,
        Cause,
        Group,
        Related,
        Word,
    };

    enum class Comparison : quint8 {
        Less,
        AtMost,
        More,
        AtLeast,
    };

    Kind kind = Kind::Word;
    std::vector<std::shared_ptr<const Node>> children;
    QString text; ///< of On, Name, Parent, Group: a pattern; of State, Cause: its name; of Word
    trace::TaskId task; ///< of Parent, Group, Related, if a number was given
    Comparison comparison = Comparison::More;
    trace::Timestamp bound = 0; ///< of Duration, Waited; ns
};

/// A key of the language and what its value is.
struct QueryKey
{
    QLatin1String name;
    Query::Node::Kind kind;
};

[[nodiscard]] std::span<const QueryKey> queryKeys();

/// The names of states, outcomes, causes in the language; they do not depend on the language of
/// the window.
[[nodiscard]] QStringList queryStates();
[[nodiscard]] QStringList queryCauses();

/// Whether a task in that state, or with that outcome, is of that name.
[[nodiscard]] bool isInState(const trace::TaskLife &life, const QString &name);
[[nodiscard]] bool isCause(trace::CancelCause cause, const QString &name);

/// Whether a text fits a pattern with * and ?, in any case.
[[nodiscard]] bool fits(QStringView text, QStringView pattern);

} // namespace awaitscope::analysis
