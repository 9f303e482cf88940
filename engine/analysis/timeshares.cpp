// SPDX-License-Identifier: MIT
#include "engine/analysis/timeshares.h"

#include <algorithm>
#include <map>

namespace awaitscope::analysis {

std::vector<TimeShare> timeShares(const trace::TaskLife &life, trace::Timestamp now,
                                  trace::Timestamp knownFrom)
{
    const trace::Timestamp end = life.isAlive() ? std::max(now, life.created) : life.ended;
    std::map<std::pair<trace::TaskState, trace::ResourceId>, trace::Timestamp> shares;
    const trace::Timestamp known =
        life.spans.empty() ? knownFrom : std::min(knownFrom, life.spans.front().begin);
    trace::Timestamp rest = end - std::max(life.created, known);
    for (const trace::Span &span : life.spans) {
        const trace::Timestamp duration = (span.isOpen() ? end : span.end) - span.begin;
        const bool isAtResource = span.state == trace::TaskState::Waiting;
        shares[{span.state, isAtResource ? span.resource : trace::ResourceId()}] += duration;
        rest -= duration;
    }
    // What no span covers: created or woken, it stood in the ready queue.
    shares[{trace::TaskState::Ready, trace::ResourceId()}] += rest;
    std::vector<TimeShare> result;
    for (const auto &[key, ns] : shares) {
        if (ns > 0) {
            result.push_back({key.first, key.second, ns});
        }
    }
    return result;
}

} // namespace awaitscope::analysis
