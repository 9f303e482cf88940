// SPDX-License-Identifier: MIT
#pragma once

#include "engine/run/runspec.h"

/// A RunSpec as a file (.run.json): a JSON object with the keys `awaitscope_run` (the version of
/// the format, 1), `source` (where the scenario came from), `values` (of parameters), `seed`,
/// `interventions` (scenario.md, section 12), and `scenario`, which holds the scenario as its
/// author wrote it. All but the first and the last may be absent.
namespace awaitscope::run {

/// Whether a text is meant to be a RunSpec rather than a scenario. Cheap; a text that is not JSON
/// is neither.
[[nodiscard]] bool isRunSpec(const QByteArray &json);

/// A problem names its place in this very text, also for what is wrong with the scenario or the
/// interventions in it. @p file is for messages.
[[nodiscard]] scenario::Result<RunSpec> parseRunSpec(const QByteArray &json, const QString &file);

/// @p scenario is the parsed one of the spec.
[[nodiscard]] QByteArray toJson(const RunSpec &spec, const scenario::Scenario &scenario);

} // namespace awaitscope::run
