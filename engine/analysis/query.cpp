// SPDX-License-Identifier: MIT
#include "engine/analysis/query.h"

#include "engine/analysis/querynode.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace awaitscope::analysis {

using Node = Query::Node;
using Kind = Node::Kind;
using scenario::Problem;
using scenario::Result;
using trace::TaskId;

/// Reads the language of the filter.
class QueryReader
{
    Q_DECLARE_TR_FUNCTIONS(awaitscope::analysis::Query)

public:
    explicit QueryReader(const QString &text) : m_text(text) { }

    /// Throws a Problem.
    [[nodiscard]] Query read()
    {
        Query query;
        skipSpaces();
        if (m_position == m_text.size()) {
            return query;
        }
        query.m_root = readAny();
        if (m_position < m_text.size()) {
            refuse(m_position, tr("this bracket closes none"));
        }
        return query;
    }

private:
    using NodePtr = std::shared_ptr<const Node>;
    static constexpr int deepest = 50; // levels of brackets

    [[noreturn]] static void refuse(qsizetype position, const QString &message)
    {
        throw Problem{{}, {1, int(position) + 1}, {}, message};
    }

    void skipSpaces()
    {
        while (m_position < m_text.size() && m_text.at(m_position).isSpace()) {
            ++m_position;
        }
    }

    [[nodiscard]] bool isAt(QChar sign) const
    {
        return m_position < m_text.size() && m_text.at(m_position) == sign;
    }

    [[nodiscard]] bool takes(QChar sign)
    {
        if (!isAt(sign)) {
            return false;
        }
        ++m_position;
        skipSpaces();
        return true;
    }

    [[nodiscard]] static NodePtr combined(Kind kind, std::vector<NodePtr> children)
    {
        if (children.size() == 1 && kind != Kind::Not) {
            return children.front();
        }
        auto node = std::make_shared<Node>();
        node->kind = kind;
        node->children = std::move(children);
        return node;
    }

    [[nodiscard]] NodePtr readAny()
    {
        std::vector<NodePtr> children;
        do {
            children.push_back(readAll());
        } while (takes(u'|'));
        return combined(Kind::Any, std::move(children));
    }

    [[nodiscard]] NodePtr readAll()
    {
        std::vector<NodePtr> children;
        do {
            children.push_back(readTerm());
            skipSpaces();
        } while (m_position < m_text.size() && !isAt(u'|') && !isAt(u')'));
        return combined(Kind::All, std::move(children));
    }

    [[nodiscard]] NodePtr readTerm()
    {
        bool isNot = false;
        while (takes(u'-')) {
            isNot = !isNot;
        }
        return isNot ? combined(Kind::Not, {readPositive()}) : readPositive();
    }

    [[nodiscard]] NodePtr readPositive()
    {
        const qsizetype begin = m_position;
        if (takes(u'(')) {
            if (++m_depth > deepest) {
                refuse(begin, tr("too many brackets inside each other"));
            }
            NodePtr inner = readAny();
            if (!takes(u')')) {
                refuse(begin, tr("this bracket is not closed"));
            }
            --m_depth;
            return inner;
        }
        if (m_position == m_text.size() || isAt(u'|') || isAt(u')')) {
            refuse(m_position, tr("expected a term here"));
        }
        return readLeaf();
    }

    [[nodiscard]] NodePtr readLeaf()
    {
        const qsizetype begin = m_position;
        auto node = std::make_shared<Node>();
        QString word = readWord();
        if (isAt(u':')) {
            ++m_position;
            const auto keys = queryKeys();
            const auto key =
                std::ranges::find_if(keys, [&](const QueryKey &each) { return word == each.name; });
            if (key == keys.end()) {
                QStringList names;
                std::ranges::transform(keys, std::back_inserter(names), &QueryKey::name);
                refuse(begin,
                       tr("\"%1\" is no key; there are %2")
                           .arg(word, names.join(QStringLiteral(", "))));
            }
            node->kind = key->kind;
            readValue(*node);
            return node;
        }
        node->text = std::move(word);
        return node;
    }

    /// Up to a space or a sign of the language; what is between quotation marks, as it is.
    [[nodiscard]] QString readWord()
    {
        const qsizetype begin = m_position;
        if (isAt(u'"')) {
            const qsizetype end = m_text.indexOf(u'"', begin + 1);
            if (end < 0) {
                refuse(begin, tr("this quotation mark is not closed"));
            }
            m_position = end + 1;
            return m_text.sliced(begin + 1, end - begin - 1);
        }
        while (m_position < m_text.size() && !m_text.at(m_position).isSpace()
               && !QStringView(u":|()\"").contains(m_text.at(m_position))) {
            ++m_position;
        }
        return m_text.sliced(begin, m_position - begin);
    }

    void readValue(Node &node)
    {
        const qsizetype begin = m_position;
        if (node.kind == Kind::Duration || node.kind == Kind::Waited) {
            readBound(node);
            return;
        }
        node.text = readWord();
        if (node.text.isEmpty()) {
            refuse(begin, tr("expected a value behind the colon"));
        }
        if (node.kind == Kind::State || node.kind == Kind::Cause) {
            node.text = node.text.toLower();
            const QStringList known = node.kind == Kind::State ? queryStates() : queryCauses();
            if (!known.contains(node.text)) {
                refuse(begin,
                       tr("\"%1\" is none of %2").arg(node.text, known.join(QStringLiteral(", "))));
            }
            return;
        }
        readNumber(node, begin);
    }

    /// `#15`, and for what means a task `15` and `infer-15`.
    static void readNumber(Node &node, qsizetype begin)
    {
        if (node.kind != Kind::Parent && node.kind != Kind::Group && node.kind != Kind::Related) {
            return;
        }
        const qsizetype sign = std::max(node.text.lastIndexOf(u'#'), node.text.lastIndexOf(u'-'));
        bool isNumber = false;
        const quint32 number = QStringView(node.text).sliced(sign + 1).toUInt(&isNumber);
        if (isNumber) {
            node.task = TaskId(number);
            node.text = node.text.left(std::max<qsizetype>(0, sign)).trimmed();
        } else if (node.kind == Kind::Related) {
            refuse(begin, tr("expected the number of a task"));
        }
        if (node.text.isEmpty()) {
            node.text = QStringLiteral("*");
        }
    }

    void readBound(Node &node)
    {
        static constexpr std::pair<QLatin1String, Node::Comparison> signs[] = {
            {QLatin1String(">="), Node::Comparison::AtLeast},
            {QLatin1String("<="), Node::Comparison::AtMost},
            {QLatin1String(">"), Node::Comparison::More},
            {QLatin1String("<"), Node::Comparison::Less},
        };
        const qsizetype begin = m_position;
        const QString word = readWord();
        const auto sign = std::ranges::find_if(
            signs, [&](const auto &each) { return word.startsWith(each.first); });
        if (sign == std::end(signs)) {
            refuse(begin, tr("expected <, <=, > or >= and a time, like >200ms"));
        }
        node.comparison = sign->second;
        const qsizetype digits = sign->first.size();
        qsizetype end = digits;
        while (end < word.size() && (word.at(end).isDigit() || word.at(end) == u'.')) {
            ++end;
        }
        bool isNumber = false;
        const double number = QStringView(word).sliced(digits, end - digits).toDouble(&isNumber);
        const double unit = unitOf(word.sliced(end));
        if (!isNumber) {
            refuse(begin + digits, tr("expected a number"));
        }
        if (unit <= 0) {
            refuse(begin + end, tr("expected a unit: ns, us, ms, s or min"));
        }
        node.bound = std::llround(std::min(number * unit, 4e18));
    }

    /// In ns; 0: none.
    [[nodiscard]] static double unitOf(const QString &name)
    {
        static constexpr std::pair<QLatin1String, double> units[] = {
            {QLatin1String("ns"), 1},  {QLatin1String("us"), 1e3},   {QLatin1String("ms"), 1e6},
            {QLatin1String("s"), 1e9}, {QLatin1String("min"), 6e10},
        };
        const auto unit =
            std::ranges::find_if(units, [&](const auto &each) { return name == each.first; });
        return unit == std::end(units) ? 0 : unit->second;
    }

    const QString &m_text;
    qsizetype m_position = 0;
    int m_depth = 0;
};

Query::Query() = default;

Result<Query> Query::parse(const QString &text)
{
    try {
        return QueryReader(text).read();
    } catch (const Problem &problem) {
        return problem;
    }
}

qsizetype Query::wordBegin(const QString &text, qsizetype position)
{
    qsizetype begin = position;
    while (begin > 0 && !text.at(begin - 1).isSpace()
           && !QStringView(u"|()").contains(text.at(begin - 1))) {
        --begin;
    }
    return begin < position && text.at(begin) == u'-' ? begin + 1 : begin;
}

QStringList Query::completions(const QString &text, qsizetype position,
                               const trace::TraceStore *store)
{
    const qsizetype begin = wordBegin(text, position);
    const QString word = text.sliced(begin, position - begin);
    const qsizetype colon = word.indexOf(u':');
    const QString typed = word.sliced(colon + 1);
    QStringList offered;
    const auto offer = [&](const QString &prefix, const QString &value) {
        const QString whole = prefix + (value.contains(u' ') ? u'"' + value + u'"' : value);
        if (value.startsWith(typed, Qt::CaseInsensitive) && !offered.contains(whole)) {
            offered += whole;
        }
    };
    if (colon < 0) {
        for (const QueryKey &key : queryKeys()) {
            offer({}, key.name + QLatin1Char(':'));
        }
        return typed.isEmpty() || !offered.isEmpty() ? offered : QStringList();
    }
    const QString key = word.left(colon + 1);
    if (key == QStringLiteral("state:")) {
        for (const QString &state : queryStates()) {
            offer(key, state);
        }
    } else if (key == QStringLiteral("cause:")) {
        for (const QString &cause : queryCauses()) {
            offer(key, cause);
        }
    } else if (key == QStringLiteral("dur:") || key == QStringLiteral("waited:")) {
        offer(key, QStringLiteral(">100ms"));
        offer(key, QStringLiteral(">1s"));
    } else if (store && key == QStringLiteral("on:")) {
        for (quint16 i = 1; i <= store->resourceCount(); ++i) {
            const auto name = store->text(store->resource(trace::ResourceId(i)).name);
            offer(key, QString::fromUtf8(name.data(), qsizetype(name.size())));
        }
    } else if (store && key != QStringLiteral("related:")) {
        // The first ones: a run has few templates, but may have a million tasks.
        for (quint32 i = 1; i <= std::min<quint32>(store->taskCount(), 1000); ++i) {
            const auto name = store->taskName(TaskId(i));
            offer(key, QString::fromUtf8(name.data(), qsizetype(name.size())));
        }
    }
    return offered;
}

} // namespace awaitscope::analysis
