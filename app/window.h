// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"

namespace awaitscope::app {

/// Opens the window and runs until it is closed. Returns the exit status.
[[nodiscard]] int runWindow(int &argc, char **argv, const WindowCommand &command);

} // namespace awaitscope::app
