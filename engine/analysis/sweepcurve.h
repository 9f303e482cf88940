// SPDX-License-Identifier: MIT
#pragma once

#include "engine/analysis/sweep.h"

namespace awaitscope::analysis {

/// A metric at one value of the parameter, over the seeds.
struct SweepPoint
{
    double value = 0;
    double least = 0;
    double mean = 0;
    double most = 0;
};

/// The results of a sweep so far, in order of value and seed, and what they say of the tasks of one
/// template.
class SweepResults
{
public:
    void add(const SweepRun &run);

    void clear() { m_runs.clear(); }

    [[nodiscard]] const std::vector<SweepRun> &runs() const noexcept { return m_runs; }

    /// The templates that ran, that with the most tasks first.
    [[nodiscard]] std::vector<QByteArray> templates() const;

    /// A point a value at which there is something to measure.
    [[nodiscard]] std::vector<SweepPoint> curve(const QByteArray &of, Metric metric) const;

    /// The smallest value at which the goal is met with every seed that was run; a run that did not
    /// come to its end meets none.
    [[nodiscard]] std::optional<double> smallestMeeting(const Goal &goal,
                                                        const QByteArray &of) const;

private:
    std::vector<SweepRun> m_runs; // by value, then by seed
};

/// Where a curve bends: the value whose point is farthest from the straight line between the two
/// ends, both axes scaled to 1 (after Satopää et al., "Finding a Kneedle in a Haystack", 2011).
/// None if no point is at least `leastBend` away from it, or if there are fewer than three.
[[nodiscard]] std::optional<double> kneeOf(const std::vector<SweepPoint> &curve);

inline constexpr double leastBend = 0.15;

} // namespace awaitscope::analysis
