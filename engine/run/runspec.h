// SPDX-License-Identifier: MIT
#pragma once

#include "engine/run/intervention.h"
#include "engine/scenario/parser.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace awaitscope::run {

/// All that a run depends on: a run is a pure function of its spec.
struct RunSpec
{
    QByteArray scenarioText; ///< JSON, as written by its author
    QString scenarioFile; ///< where it came from, for messages
    scenario::ParameterValues values; ///< that differ from the declared ones
    std::optional<quint64> seed; ///< none: the scenario's own
    Interventions interventions;
};

} // namespace awaitscope::run
