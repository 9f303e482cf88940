// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/parser.h"
#include "engine/scenario/typedreader.h"

namespace awaitscope::scenario {

/// The declared parameters with the values of a run (scenario.md, section 10).
class ParameterTable
{
    Q_DECLARE_TR_FUNCTIONS(awaitscope::scenario::ParameterTable)

public:
    /// @p declarations is the value of `params`, or null. The reader must outlive the table.
    ParameterTable(const TypedReader &in, const JsonValue *declarations,
                   const ParameterValues &values);

    /// The parameter of `{"param": name}`, given its name; refuses one that is not declared.
    [[nodiscard]] Parameter &named(const JsonValue &name);

    [[nodiscard]] std::vector<Parameter> take() { return std::move(m_parameters); }

private:
    [[nodiscard]] Parameter declared(const JsonMember &declaration) const;
    [[nodiscard]] double number(const JsonMember &declaration, QByteArrayView key) const;
    void checkKind(const JsonMember &declaration, QByteArrayView key, JsonValue::Kind kind,
                   const QString &expected) const;
    void setValue(Parameter &parameter, const JsonMember &declaration, double value) const;
    [[nodiscard]] NameList names() const;

    const TypedReader &m_in;
    std::vector<Parameter> m_parameters;
};

/// How a message about a parameter begins, and how it shows a number.
[[nodiscard]] QString aboutParameter(const QByteArray &name, const QString &message);
[[nodiscard]] QString shownNumber(double number);

} // namespace awaitscope::scenario
