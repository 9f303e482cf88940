// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"

namespace awaitscope::app {

/// With what the command adds to the file.
[[nodiscard]] scenario::Result<run::RunSpec> specOf(const RunCommand &command);

/// Says on standard error what is wrong.
void complain(const scenario::Problem &problem);

/// `awaitscope run`: runs in virtual time as fast as it can, writes the files, prints the table of
/// outcomes (unless standard output is one of the files). Returns the exit status.
[[nodiscard]] int execute(const RunCommand &command);

/// `awaitscope export`.
[[nodiscard]] int execute(const ExportCommand &command);

/// `awaitscope check`.
[[nodiscard]] int execute(const CheckCommand &command);

} // namespace awaitscope::app
