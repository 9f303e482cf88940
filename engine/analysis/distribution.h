// SPDX-License-Identifier: MIT
#pragma once

#include "engine/trace/timerange.h"

#include <vector>

namespace awaitscope::analysis {

/// A sample of durations (ns), and what is said of it.
class Distribution
{
public:
    Distribution() = default;
    /// In any order.
    explicit Distribution(std::vector<trace::Timestamp> values);

    [[nodiscard]] std::size_t count() const noexcept { return m_values.size(); }

    [[nodiscard]] bool isEmpty() const noexcept { return m_values.empty(); }

    /// In ascending order.
    [[nodiscard]] const std::vector<trace::Timestamp> &values() const noexcept { return m_values; }

    /// Precondition for all of these: not isEmpty().
    [[nodiscard]] trace::Timestamp least() const { return m_values.front(); }

    [[nodiscard]] trace::Timestamp most() const { return m_values.back(); }

    /// The nearest-rank percentile: the least value such that at least @p percent of all are not
    /// greater. 0 < percent <= 100.
    [[nodiscard]] trace::Timestamp percentile(double percent) const;
    [[nodiscard]] double mean() const;

    /// How many values lie in each of @p bins equal parts of [0, most()]; the last one includes
    /// most(). Precondition: bins > 0.
    [[nodiscard]] std::vector<std::size_t> histogram(std::size_t bins) const;

private:
    std::vector<trace::Timestamp> m_values; // sorted
};

} // namespace awaitscope::analysis
