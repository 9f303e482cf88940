// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/mainwindow.h"

namespace awaitscope::app {

/// The scenarios that come with the program, the one to start with first.
[[nodiscard]] std::vector<GalleryEntry> gallery();

} // namespace awaitscope::app
