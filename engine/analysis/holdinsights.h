// SPDX-License-Identifier: MIT
#pragma once

#include "engine/analysis/insights.h"

namespace awaitscope::analysis {

/// The insights about slots that are held, in the order of the kinds: SlotHeldIdle, Starvation,
/// HeadOfLine. To be called by findInsights().
[[nodiscard]] std::vector<Insight> findHoldInsights(const trace::TraceStore &store,
                                                    const trace::SpanBuilder &spans,
                                                    trace::Timestamp now);

/// WorkAfterWait: what went on for a result for which nobody waited any more.
[[nodiscard]] std::vector<Insight>
findLosers(const trace::TraceStore &store, const trace::SpanBuilder &spans, trace::Timestamp now);

} // namespace awaitscope::analysis
