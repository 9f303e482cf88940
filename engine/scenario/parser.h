// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/scenario.h"

#include <map>

namespace awaitscope::scenario {

/// Values that replace the declared ones, by parameter name.
using ParameterValues = std::map<QByteArray, double>;

/// Reads a scenario (JSON, UTF-8) with these parameter values in place. Accepts and refuses what
/// scenario.schema.json and section 8 of scenario.md do; a problem names line and column in the
/// text, the JSON pointer, and the parameter if there is one. @p file is only for the message.
[[nodiscard]] Result<Scenario> parseScenario(const QByteArray &text, const QString &file = {},
                                             const ParameterValues &values = {});

/// Reads one `NAME=VALUE` of the command line; VALUE is a JSON number.
[[nodiscard]] Result<std::pair<QByteArray, double>> parseAssignment(const QString &text);

/// Reads a seed of the command line: an integer from 0 to 2^53 - 1.
[[nodiscard]] Result<quint64> parseSeed(const QString &text);

} // namespace awaitscope::scenario
