// SPDX-License-Identifier: MIT
#include "engine/analysis/querynode.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace awaitscope::analysis {

using Node = Query::Node;
using Kind = Node::Kind;
using trace::Mark;
using trace::Span;
using trace::TaskEvent;
using trace::TaskEventKind;
using trace::TaskId;
using trace::TaskLife;
using trace::Timestamp;

namespace {

    [[nodiscard]] QString textOf(std::string_view text)
    {
        return QString::fromUtf8(text.data(), qsizetype(text.size()));
    }

    [[nodiscard]] bool holds(const Node &node, Timestamp time)
    {
        switch (node.comparison) {
        case Node::Comparison::Less:
            return time < node.bound;
        case Node::Comparison::AtMost:
            return time <= node.bound;
        case Node::Comparison::More:
            return time > node.bound;
        case Node::Comparison::AtLeast:
            return time >= node.bound;
        }
        Q_UNREACHABLE();
    }

    /// The part of the life spent in queues.
    [[nodiscard]] Timestamp waitedUntil(const TaskLife &life, Timestamp now)
    {
        const bool isWaiting = life.isAlive() && life.state == trace::TaskState::Waiting;
        return life.waited + (isWaiting ? std::max<Timestamp>(0, now - life.since) : 0);
    }

    template <typename Function>
    void forEachTerm(const Node &node, Function function)
    {
        function(node);
        for (const auto &child : node.children) {
            forEachTerm(*child, function);
        }
    }

} // namespace

QueryMatcher::QueryMatcher(const trace::TraceStore &store, const trace::SpanBuilder &spans)
    : m_store(store), m_spans(spans)
{ }

void QueryMatcher::setQuery(const Query &query)
{
    m_query = query;
    m_centres.clear();
    m_partners.clear();
    m_answers.clear();
    m_position = 0;
    m_changesByItself = false;
    if (query.m_root) {
        forEachTerm(*query.m_root, [this](const Node &node) {
            if (node.kind == Kind::Related) {
                m_centres.push_back(node.task);
            }
            m_changesByItself |= node.kind == Kind::Related || node.kind == Kind::Duration
                || node.kind == Kind::Waited;
        });
    }
}

bool QueryMatcher::update(quint64 events)
{
    if (m_centres.empty()) {
        return true;
    }
    m_position = std::max(m_position, m_store.firstEvent());
    const quint64 end = m_position + std::min(events, m_spans.position() - m_position);
    for (; m_position < end; ++m_position) {
        const TaskEvent &event = m_store.event(m_position);
        if (event.kind != TaskEventKind::Acquired || event.a == 0) {
            continue;
        }
        for (const TaskId centre : m_centres) {
            if (event.task == centre) {
                m_partners[centre].insert(TaskId(event.a));
            } else if (TaskId(event.a) == centre) {
                m_partners[centre].insert(event.task);
            }
        }
    }
    return end == m_spans.position();
}

QueryMatcher::Answer &QueryMatcher::answerFor(const Node &node, trace::StringId text) const
{
    std::vector<Answer> &answers = m_answers[&node];
    if (text.value >= answers.size()) {
        answers.resize(std::size_t(text.value) + 1, Answer::Unknown);
    }
    return answers[text.value];
}

bool QueryMatcher::nameFits(const Node &node, trace::StringId name) const
{
    Answer &answer = answerFor(node, name);
    if (answer == Answer::Unknown) {
        answer = fits(textOf(m_store.text(name)), node.text) ? Answer::Yes : Answer::No;
    }
    return answer == Answer::Yes;
}

// A row shows `name #12`. A word that is not in the part before the number reaches into the number
// with all the digits that it ends with, or is nothing but digits.
bool QueryMatcher::hasWord(const Node &node, TaskId task) const
{
    qsizetype digits = node.text.size();
    while (digits > 0 && node.text[digits - 1] >= u'0' && node.text[digits - 1] <= u'9') {
        --digits;
    }
    Answer &answer = answerFor(node, m_store.task(task).name);
    if (answer == Answer::Unknown) {
        const QString front = textOf(m_store.taskName(task)) + QStringLiteral(" #");
        const bool isBefore = digits > 0 && digits < node.text.size()
            && front.endsWith(QStringView(node.text).left(digits), Qt::CaseInsensitive);
        answer = front.contains(node.text, Qt::CaseInsensitive) ? Answer::Yes
            : isBefore                                          ? Answer::BeforeNumber
                                                                : Answer::No;
    }
    if (answer == Answer::Yes || (answer == Answer::No && digits > 0)) {
        return answer == Answer::Yes;
    }
    std::array<char, 16> buffer; // NOLINT(*-member-init): written right here
    char *const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), task.value).ptr;
    const QLatin1StringView number(buffer.data(), end - buffer.data());
    const QStringView rest = QStringView(node.text).mid(digits);
    return answer == Answer::BeforeNumber ? number.startsWith(rest) : number.contains(rest);
}

bool QueryMatcher::matches(TaskId task, Timestamp now) const
{
    return !m_query.m_root || matches(*m_query.m_root, task, now);
}

bool QueryMatcher::matches(const Node &node, TaskId task, Timestamp now) const
{
    const auto isMatch = [&](const auto &child) { return matches(*child, task, now); };
    switch (node.kind) {
    case Kind::All:
        return std::ranges::all_of(node.children, isMatch);
    case Kind::Any:
        return std::ranges::any_of(node.children, isMatch);
    case Kind::Not:
        return !isMatch(node.children.front());
    default:
        return isTerm(node, task, now);
    }
}

bool QueryMatcher::isTerm(const Node &node, TaskId task, Timestamp now) const
{
    const TaskLife &life = m_spans.life(task);
    switch (node.kind) {
    case Kind::State:
        return isInState(life, node.text);
    case Kind::On:
        return hasWaited(node, task);
    case Kind::Duration:
        return holds(node,
                     (life.isAlive() ? std::max(now, life.created) : life.ended) - life.created);
    case Kind::Waited:
        return holds(node, waitedUntil(life, now));
    case Kind::Name:
        return nameFits(node, m_store.task(task).name);
    case Kind::Parent: {
        const TaskId parent = m_store.task(task).parent;
        return parent && (!node.task || node.task == parent)
            && nameFits(node, m_store.task(parent).name);
    }
    case Kind::Cause:
        return hasCause(node, task);
    case Kind::Group:
        return isBelow(node, task);
    case Kind::Related:
        return isRelated(node, task);
    case Kind::Word:
        return hasWord(node, task);
    case Kind::All:
    case Kind::Any:
    case Kind::Not:
        break;
    }
    Q_UNREACHABLE();
}

bool QueryMatcher::hasWaited(const Node &node, TaskId task) const
{
    return std::ranges::any_of(m_spans.life(task).spans, [&](const Span &span) {
        return span.state == trace::TaskState::Waiting && span.resource
            && nameFits(node, m_store.resource(span.resource).name);
    });
}

bool QueryMatcher::hasCause(const Node &node, TaskId task) const
{
    return std::ranges::any_of(m_spans.life(task).marks, [&](const Mark &mark) {
        return mark.kind == TaskEventKind::CancelRequested
            && isCause(m_store.event(mark.event).cause(), node.text);
    });
}

bool QueryMatcher::isBelow(const Node &node, TaskId task) const
{
    for (TaskId at = task; at; at = m_store.task(at).parent) {
        if ((!node.task || node.task == at) && nameFits(node, m_store.task(at).name)) {
            return true;
        }
    }
    return false;
}

bool QueryMatcher::isRelated(const Node &node, TaskId task) const
{
    const TaskId centre = node.task;
    if (!centre || centre.value > m_store.taskCount()) {
        return false;
    }
    if (m_store.task(task).parent == centre) {
        return true;
    }
    for (TaskId at = centre; at; at = m_store.task(at).parent) {
        if (at == task) {
            return true;
        }
    }
    const auto partners = m_partners.find(centre);
    return partners != m_partners.end() && partners->second.contains(task);
}

} // namespace awaitscope::analysis
