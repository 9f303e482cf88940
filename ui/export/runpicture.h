// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/run/run.h"
#include "ui/export/pictureexporter.h"

namespace awaitscope::exporting {

/// How a picture of a run shall be.
struct RunPictureOptions
{
    timeline::Theme::Kind theme = timeline::Theme::Kind::Dark;
    int width = TimelinePicture::defaultWidth; ///< logical px
    int scale = 1;
};

/// The whole of a run as it stands now, every row unfolded; or says why it cannot be.
[[nodiscard]] scenario::Result<QImage> renderRun(const run::Run &run,
                                                 const RunPictureOptions &options);

} // namespace awaitscope::exporting
