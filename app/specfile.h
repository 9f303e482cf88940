// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/run/runspec.h"

namespace awaitscope::app {

/// Reads a file whole; a problem names it and the mend.
[[nodiscard]] scenario::Result<QByteArray> readFile(const QString &file);

/// Reads what to run: a scenario, or a saved run (.run.json). A scenario is not looked at yet.
[[nodiscard]] scenario::Result<run::RunSpec> readSpec(const QString &file);

} // namespace awaitscope::app
