// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/statistics.h"
#include "ui/models/texttable.h"

namespace awaitscope::models {

/// A row a template: count, outcomes, latency and time in queues by nearest-rank percentile, in
/// seconds.
[[nodiscard]] TextTable templateTable(const trace::TraceStore &store,
                                      const analysis::Statistics &statistics);
/// A row a resource that can be used: utilisation, and the figures of Little's law.
[[nodiscard]] TextTable resourceTable(const trace::TraceStore &store,
                                      const analysis::Statistics &statistics);

} // namespace awaitscope::models
