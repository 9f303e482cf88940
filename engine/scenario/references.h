// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/numberreader.h"
#include "engine/scenario/templatecycles.h"

#include <QHash>

#include <initializer_list>

namespace awaitscope::scenario {

/// Resolves what steps name: templates, resources, variables.
class References
{
    Q_DECLARE_TR_FUNCTIONS(awaitscope::scenario::References)

public:
    /// @p templates are all names, in the order of their indices. The others must outlive this.
    References(const TypedReader &in, NumberReader &numbers, const NameList &templates,
               const std::vector<Resource> &resources);

    /// The steps that follow belong to this template (none: to main).
    void enter(std::optional<TemplateIndex> owner) noexcept { m_owner = owner; }

    [[nodiscard]] TemplateIndex templateNamed(const JsonValue &value);
    /// `"$v"` or `"$v[i]"`; an index beyond quint64 becomes its greatest number.
    [[nodiscard]] TaskRef tasks(const JsonValue &value);
    /// `"$v"`, `"$v[i]"` or a template.
    [[nodiscard]] Reference target(const JsonValue &value);
    /// Targets, or `{"template": T, "count": n}`.
    [[nodiscard]] std::vector<Reference> list(const JsonValue &value);
    /// The variable that a step assigns.
    [[nodiscard]] std::optional<VariableIndex> assigned(const JsonValue *value);
    /// A resource of one of these kinds.
    [[nodiscard]] ResourceId resource(const JsonValue &value,
                                      std::initializer_list<ResourceKind> kinds) const;

    /// Which template uses which, by the index of the user.
    [[nodiscard]] const TemplateUses &uses() const noexcept { return m_uses; }

    /// The names of the variables, by index.
    [[nodiscard]] NameList takeVariables() { return std::move(m_variables); }

private:
    [[nodiscard]] VariableIndex variable(const QByteArray &name);
    [[nodiscard]] Reference listed(const JsonValue &value);

    const TypedReader &m_in;
    NumberReader &m_numbers;
    const std::vector<Resource> &m_resources;
    NameList m_templates;
    QHash<QByteArray, TemplateIndex> m_templateIndices;
    QHash<QByteArray, quint16> m_resourceIds;
    NameList m_variables;
    QHash<QByteArray, VariableIndex> m_variableIndices;
    std::optional<TemplateIndex> m_owner;
    TemplateUses m_uses;
};

} // namespace awaitscope::scenario
