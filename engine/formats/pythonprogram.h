// SPDX-License-Identifier: MIT
#pragma once

#include "engine/run/runspec.h"

namespace awaitscope::formats {

/// A scenario as an asyncio program (`.py`): the standard library alone, Python 3.11 or newer, with
/// the values and the seed of the spec. It runs in real time; with `--virtual` it runs on a virtual
/// clock and prints one line a task: its path, start, end and outcome, as in these columns of
/// taskTable(), separated by commas. What was done to the run by hand is not in it, and it says so.
/// A problem if the scenario is not valid.
[[nodiscard]] scenario::Result<QByteArray> pythonProgram(const run::RunSpec &spec);

} // namespace awaitscope::formats
