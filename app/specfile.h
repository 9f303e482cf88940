// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/formats/picturecarrier.h"

namespace awaitscope::app {

/// Reads a file whole; a problem names it and the mend.
[[nodiscard]] scenario::Result<QByteArray> readFile(const QString &file);

/// What to run, and if it was read from a picture, what that shows.
struct ReadRun
{
    run::RunSpec spec;
    bool isScenario = false; ///< the file has the scenario's text, and nothing else
    std::optional<formats::PictureView> view;
    std::optional<formats::ComparedRun> compared; ///< beside it in the picture
};

/// Reads what to run: a scenario, a saved run (.run.json), or a picture that carries one. A
/// scenario is not looked at yet.
[[nodiscard]] scenario::Result<ReadRun> readRun(const QString &file);

} // namespace awaitscope::app
