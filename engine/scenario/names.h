// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

/// How names look in a scenario, and which one somebody may have meant.
namespace awaitscope::scenario {

/// Letters, digits, `_ . -`: the scenario's own name.
[[nodiscard]] bool isScenarioName(QByteArrayView text) noexcept;
/// A letter or `_`, then letters, digits, `_ . -`: templates, resources, parameters.
[[nodiscard]] bool isName(QByteArrayView text) noexcept;
/// A letter or `_`, then letters, digits, `_`.
[[nodiscard]] bool isVariableName(QByteArrayView text) noexcept;
/// A letter, then letters, digits, `_`: errors and matchers.
[[nodiscard]] bool isErrorName(QByteArrayView text) noexcept;

using NameList = std::vector<QByteArray>;

/// What to say after an unknown name: `did you mean "x"?` if one of the known names is close,
/// otherwise `expected one of …`.
[[nodiscard]] QString suggestion(QByteArrayView unknown, const NameList &known);

/// The names in quotes, separated by commas.
[[nodiscard]] QString quotedList(const NameList &names);

} // namespace awaitscope::scenario
