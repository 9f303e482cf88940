// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/run/run.h"
#include "ui/export/pictureexporter.h"
#include "ui/export/writtentrace.h"

namespace awaitscope::exporting {

/// What a picture says about a run as it stands now: scenario, parameters, seed, virtual time.
[[nodiscard]] TimelinePicture pictureOf(const run::Run &run, const PictureOptions &options);

/// Lays out a run as it stands now, with every row unfolded, for a file of that format; or says why
/// it cannot be.
[[nodiscard]] scenario::Result<PictureLayout>
layOutRun(const run::Run &run, const PictureOptions &options, PictureFormat format);

/// The same for a trace that was read from a file. If no run gave it, the picture carries none, and
/// says so.
[[nodiscard]] scenario::Result<PictureLayout>
layOutTrace(const WrittenTrace &trace, const PictureOptions &options, PictureFormat format);

} // namespace awaitscope::exporting
