// SPDX-License-Identifier: MIT
#pragma once

#include "engine/run/runspec.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace awaitscope::conformance {

/// A scenario, its arguments, and the log that asyncio gives for it, iterations included.
struct Case
{
    QString name;
    QByteArray scenario; ///< JSON
    scenario::ParameterValues values;
    std::optional<quint64> seed;
    QByteArray interventions; ///< JSON; may be empty
    QByteArray log; ///< as formats::EventLog writes it
};

[[nodiscard]] run::RunSpec specOf(const Case &wanted);

/// The cases of a file; collect.py says how it is written. Throws std::runtime_error with the
/// number of the line that it cannot read.
[[nodiscard]] std::vector<Case> readCases(const QString &fileName);

} // namespace awaitscope::conformance
