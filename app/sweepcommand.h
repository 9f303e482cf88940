// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"

namespace awaitscope::app {

/// `awaitscope sweep`: runs on all cores, writes the files, prints a line a value (unless standard
/// output is one of the files), the knee and what meets the goal. Needs a QApplication for a
/// picture. Returns the exit status; 1 if nothing meets the goal.
[[nodiscard]] int execute(const SweepCommand &command);

} // namespace awaitscope::app
