// SPDX-License-Identifier: MIT
#include "engine/scenario/references.h"

#include "engine/scenario/resourceparser.h"

#include <algorithm>

namespace awaitscope::scenario {

References::References(const TypedReader &in, NumberReader &numbers, const NameList &templates,
                       const std::vector<Resource> &resources)
    : m_in(in)
    , m_numbers(numbers)
    , m_resources(resources)
    , m_templates(templates)
    , m_uses(templates.size())
{
    for (const QByteArray &name : templates) {
        m_templateIndices.insert(name, TemplateIndex(m_templateIndices.size()));
    }
    for (const Resource &resource : resources) {
        m_resourceIds.insert(resource.name, quint16(m_resourceIds.size() + 1));
    }
    // The predefined ones have these indices: selfVariable, parentVariable, mainVariable.
    for (const char *predefined : {"self", "parent", "main"}) {
        (void)variable(predefined);
    }
}

VariableIndex References::variable(const QByteArray &name)
{
    const auto known = m_variableIndices.constFind(name);
    if (known != m_variableIndices.constEnd()) {
        return *known;
    }
    const auto index = VariableIndex(m_variables.size());
    m_variables.push_back(name);
    m_variableIndices.insert(name, index);
    return index;
}

TemplateIndex References::templateNamed(const JsonValue &value)
{
    const QByteArray &name = m_in.text(value, tr("the name of a template"));
    const auto known = m_templateIndices.constFind(name);
    if (known == m_templateIndices.constEnd()) {
        m_in.refuse(value,
                    tr("unknown template \"%1\": %2")
                        .arg(QString::fromUtf8(name), suggestion(name, m_templates)));
    }
    if (m_owner) {
        m_uses[*m_owner].push_back({*known, &value});
    }
    return *known;
}

TaskRef References::tasks(const JsonValue &value)
{
    const QString expected = tr("tasks: \"$v\" or \"$v[0]\", where v is a variable");
    const QByteArray &text = m_in.text(value, expected);
    const qsizetype bracket = text.indexOf('[');
    const bool hasIndex = bracket >= 0 && text.endsWith(']');
    const QByteArray name = text.mid(1, hasIndex ? bracket - 1 : -1);
    const QByteArray digits = hasIndex ? text.sliced(bracket + 1).chopped(1) : QByteArray("0");
    const bool areDigits = !digits.isEmpty()
        && std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    if (!text.startsWith('$') || !isVariableName(name) || !areDigits) {
        m_in.refuseOther(value, expected);
    }
    TaskRef tasks;
    tasks.variable = variable(name);
    if (hasIndex) {
        bool fits = false;
        const quint64 index = digits.toULongLong(&fits);
        tasks.index = fits ? index : std::numeric_limits<quint64>::max();
    }
    return tasks;
}

Reference References::target(const JsonValue &value)
{
    if (m_in.text(value, tr("the name of a template, \"$v\" or \"$v[0]\"")).startsWith('$')) {
        return tasks(value);
    }
    return NewTasks {templateNamed(value)};
}

Reference References::listed(const JsonValue &value)
{
    if (value.kind == JsonValue::Kind::Object && parameterName(value) == nullptr) {
        m_in.checkKeys(value, tr("the reference"), {"template"}, {"count"});
        const quint32 count = m_numbers.count(value.find("count"));
        return NewTasks {templateNamed(value["template"]), count};
    }
    return target(value);
}

std::vector<Reference> References::list(const JsonValue &value)
{
    std::vector<Reference> references;
    for (const JsonValue &item : m_in.list(value, tr("a list of tasks and templates"))) {
        references.push_back(listed(item));
    }
    return references;
}

std::optional<VariableIndex> References::assigned(const JsonValue *value)
{
    if (value == nullptr) {
        return std::nullopt;
    }
    const QString expected =
        tr("the name of a variable: a letter or _, then letters, digits, _ (without $)");
    const QByteArray &name = m_in.text(*value, expected);
    if (!isVariableName(name)) {
        m_in.refuseOther(*value, expected);
    }
    const VariableIndex index = variable(name);
    if (index <= mainVariable) {
        m_in.refuse(*value,
                    tr("the variable \"%1\" is predefined: expected another name")
                        .arg(QString::fromUtf8(name)));
    }
    return index;
}

ResourceId References::resource(const JsonValue &value,
                                std::initializer_list<ResourceKind> kinds) const
{
    QStringList words;
    for (const ResourceKind kind : kinds) {
        words += QString::fromUtf8(kindName(kind));
    }
    const QString expected =
        tr("the name of a resource (%1)").arg(words.join(QStringLiteral(", ")));
    const QByteArray &name = m_in.text(value, expected);
    const ResourceId id(m_resourceIds.value(name, 0));
    if (!id) {
        NameList fitting;
        for (const Resource &resource : m_resources) {
            if (std::ranges::find(kinds, resource.kind) != kinds.end()) {
                fitting.push_back(resource.name);
            }
        }
        m_in.refuse(value,
                    tr("unknown resource \"%1\": %2")
                        .arg(QString::fromUtf8(name), suggestion(name, fitting)));
    }
    const ResourceKind kind = m_resources[id.value - 1U].kind;
    if (std::ranges::find(kinds, kind) == kinds.end()) {
        m_in.refuse(value,
                    tr("the resource \"%1\" has the kind %2: expected %3")
                        .arg(QString::fromUtf8(name), QString::fromUtf8(kindName(kind)), expected));
    }
    return id;
}

} // namespace awaitscope::scenario
