// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/run/limits.h"
#include "engine/scenario/problem.h"

class QCommandLineParser;

namespace awaitscope::app {

/// Lets a command line say where a run is given up: `--max-iterations --max-events --max-steps
/// --max-memory`.
void addLimitOptions(QCommandLineParser &parser);

/// What it said; or which option has no such value, and what it takes.
[[nodiscard]] scenario::Result<run::Limits> readLimitOptions(const QCommandLineParser &parser);

} // namespace awaitscope::app
