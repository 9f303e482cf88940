// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/scenario/problem.h"
#include "ui/models/tracemodel.h"
#include "ui/timeline/steprange.h"
#include "ui/timeline/theme.h"

#include <QString>

namespace awaitscope::editor {

// The line below the text, as rich text.

/// The link of the problem's place.
inline constexpr QStringView problemLink = u"problem";

/// Where the mistake is, as a link, and what it is.
[[nodiscard]] QString problemText(const scenario::Problem &problem, const timeline::Theme &theme);

/// Which tasks stand at these steps, as links.
[[nodiscard]] QString standingText(const models::TraceModel &trace,
                                   const timeline::StepRange &steps);

} // namespace awaitscope::editor
