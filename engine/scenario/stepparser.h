// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/references.h"

namespace awaitscope::scenario {

/// What surrounds a step, as far as rules depend on it.
struct StepScope
{
    bool inMain = false; ///< in main itself, not in a template
    bool inTimeout = false;
    bool inGroup = false;
    bool inFinally = false;
};

/// Reads lists of steps (scenario.md, section 5). What the single operators look like is in
/// stepkinds.h.
class StepParser
{
    Q_DECLARE_TR_FUNCTIONS(awaitscope::scenario::StepParser)

public:
    /// All three must outlive the parser.
    StepParser(const TypedReader &in, NumberReader &numbers, References &names) noexcept
        : m_in(in), m_numbers(numbers), m_names(names)
    { }

    /// The steps of a list; their ids are not set.
    [[nodiscard]] Steps steps(const JsonValue &list, StepScope scope);
    /// None if there is no list.
    [[nodiscard]] Steps steps(const JsonValue *list, StepScope scope);
    /// checkKeys() for the step of this operator, or for the object inside it.
    void checkKeys(const JsonValue &object, const NameList &required,
                   const NameList &optional = {}) const;

    [[nodiscard]] const TypedReader &in() const noexcept { return m_in; }

    [[nodiscard]] NumberReader &numbers() noexcept { return m_numbers; }

    [[nodiscard]] References &names() noexcept { return m_names; }

private:
    [[nodiscard]] Step step(const JsonValue &value, StepScope scope);
    [[noreturn]] void refuseUnknown(const JsonValue &step) const;

    const TypedReader &m_in;
    NumberReader &m_numbers;
    References &m_names;
};

/// The operators of all kinds of steps, in alphabetical order.
[[nodiscard]] NameList stepOperators();

/// Numbers all steps from 1 in the order of the text, whatever the order of the keys; returns how
/// many there are.
quint32 numberSteps(Scenario &scenario);

} // namespace awaitscope::scenario
