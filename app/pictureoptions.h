// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/picturelayout.h"

class QCommandLineParser;

namespace awaitscope::app {

/// Lets a command line say how pictures shall be: `--width --scale --theme --range --rows
/// --no-header --no-legend --no-run`.
void addPictureOptions(QCommandLineParser &parser);

/// What it said; or which option has no such value, and what it takes.
[[nodiscard]] scenario::Result<exporting::PictureOptions>
readPictureOptions(const QCommandLineParser &parser);

} // namespace awaitscope::app
