// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/trace/tracestore.h"

#include <QString>

namespace awaitscope::timeline {

/// Beside whatever a store would say otherwise if it had not let its oldest events go:
/// `partial: 1,200,000 oldest events let go`. Empty if it still has all of them.
[[nodiscard]] QString partialText(const trace::TraceStore &store);

} // namespace awaitscope::timeline
