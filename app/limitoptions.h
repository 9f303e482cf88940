// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/run/limits.h"
#include "engine/scenario/problem.h"

class QCommandLineParser;

namespace awaitscope::app {

/// Lets a command line say where a run is given up: `--max-iterations --max-events --max-steps
/// --max-memory`; or that it goes on without its oldest events: `--let-go`.
void addLimitOptions(QCommandLineParser &parser);

/// What it said; or which option has no such value, and what it takes.
[[nodiscard]] scenario::Result<run::Limits> readLimitOptions(const QCommandLineParser &parser);

/// The same for runs in a window: the limit of memory, by default half of what the machine has,
/// holds a run until the user decides.
[[nodiscard]] scenario::Result<run::Limits> readWindowLimits(const QCommandLineParser &parser);

} // namespace awaitscope::app
