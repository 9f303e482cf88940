// SPDX-License-Identifier: MIT
#include "engine/trace/activity.h"

#include <algorithm>

namespace awaitscope::trace {

void Activity::addStates(TimeRange range, const StateCounts &counts)
{
    if (range.isEmpty() || std::ranges::all_of(counts, [](quint32 count) { return count == 0; })) {
        return;
    }
    (void)binAt(range.end - 1); // from now on no bin changes its width
    for (Timestamp begin = range.begin; begin < range.end;) {
        Bin &bin = m_bins[std::size_t(begin >> m_widthBits)];
        const Timestamp binEnd = ((begin >> m_widthBits) + 1) << m_widthBits;
        const Timestamp end = std::min(binEnd, range.end);
        for (std::size_t state = 0; state < stateCount; ++state) {
            bin.taskTime[state] += double(counts[state]) * double(end - begin);
        }
        begin = end;
    }
}

void Activity::addEnd(Timestamp time, Outcome outcome)
{
    ++binAt(time).ended[std::size_t(outcome)];
}

Activity::Bin &Activity::binAt(Timestamp time)
{
    while (std::size_t(time >> m_widthBits) >= mostBins) {
        halve();
    }
    const std::size_t index = std::size_t(time >> m_widthBits);
    if (index >= m_bins.size()) {
        m_bins.resize(index + 1);
    }
    return m_bins[index];
}

// Half as many bins, each of twice the width.
void Activity::halve()
{
    for (std::size_t at = 0; at < m_bins.size(); ++at) {
        const Bin bin = m_bins[at];
        Bin &target = m_bins[at / 2];
        if (at % 2 == 0) {
            target = bin;
            continue;
        }
        for (std::size_t state = 0; state < stateCount; ++state) {
            target.taskTime[state] += bin.taskTime[state];
        }
        for (std::size_t outcome = 0; outcome < outcomeCount; ++outcome) {
            target.ended[outcome] += bin.ended[outcome];
        }
    }
    m_bins.resize((m_bins.size() + 1) / 2);
    ++m_widthBits;
}

} // namespace awaitscope::trace
