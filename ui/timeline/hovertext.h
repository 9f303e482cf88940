// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/hittest.h"

#include <QString>

namespace awaitscope::timeline {

/// What a person reads about what is under the cursor, in a few lines; empty if there is nothing to
/// say. The hit is one of the same model, layout and view.
[[nodiscard]] QString hoverText(const TimelineModel &model, const TrackLayout &layout,
                                const View &view, const Hit &hit);

} // namespace awaitscope::timeline
