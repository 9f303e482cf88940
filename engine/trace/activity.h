// SPDX-License-Identifier: MIT
#pragma once

#include "engine/trace/taskstate.h"
#include "engine/trace/timerange.h"

#include <span>
#include <vector>

namespace awaitscope::trace {

/// How many tasks were in which state, and how many ended how, over a whole run: in equal bins of
/// time that grow with the run, so that their number does not. What is added costs O(1), but for
/// the bins that it passes.
///
/// Invariant: bins().size() <= mostBins, and binWidth() is a power of two.
class Activity
{
public:
    static constexpr std::size_t mostBins = 2048;

    /// What happened in [i * binWidth(), (i + 1) * binWidth()).
    struct Bin
    {
        std::array<double, stateCount> taskTime {}; ///< ns in each state, of all tasks together
        std::array<quint32, outcomeCount> ended {}; ///< tasks, by Outcome
    };

    /// So many tasks were in each state all the time. Precondition: the range begins where the
    /// last one ended, or later.
    void addStates(TimeRange range, const StateCounts &counts);
    /// A task ended.
    void addEnd(Timestamp time, Outcome outcome);

    /// ns
    [[nodiscard]] Timestamp binWidth() const noexcept { return Timestamp(1) << m_widthBits; }

    /// Up to the last in which anything happened.
    [[nodiscard]] std::span<const Bin> bins() const noexcept { return m_bins; }

private:
    Bin &binAt(Timestamp time);
    void halve();

    std::vector<Bin> m_bins;
    int m_widthBits = 10; // of binWidth(): at first about a microsecond
};

} // namespace awaitscope::trace
