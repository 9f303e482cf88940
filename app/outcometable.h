// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/run/run.h"

namespace awaitscope::app {

/// What became of the tasks, as a table for a terminal: one line a template, with counts by outcome
/// and the time its tasks took (median, longest; seconds of virtual time).
[[nodiscard]] QByteArray outcomeTable(const run::Run &run);

} // namespace awaitscope::app
