// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/hittest.h"
#include "ui/timeline/tasklinks.h"

#include <QString>

namespace awaitscope::timeline {

/// What a person reads about what is under the cursor, in a few lines; empty if there is nothing to
/// say. The hit is one of the same model, layout and view.
[[nodiscard]] QString hoverText(const TimelineModel &model, const TrackLayout &layout,
                                const View &view, const Hit &hit);

/// What an arrow says: what went from which task to which, and when.
[[nodiscard]] QString linkText(const trace::TraceStore &store, const TaskLink &link);

} // namespace awaitscope::timeline
