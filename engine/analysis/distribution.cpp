// SPDX-License-Identifier: MIT
#include "engine/analysis/distribution.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace awaitscope::analysis {

using trace::Timestamp;

Distribution::Distribution(std::vector<Timestamp> values) : m_values(std::move(values))
{
    std::ranges::sort(m_values);
}

Timestamp Distribution::percentile(double percent) const
{
    Q_ASSERT(!isEmpty() && percent > 0 && percent <= 100);
    const double rank = std::ceil(percent * double(count()) / 100);
    return m_values[std::clamp<std::size_t>(std::size_t(rank), 1, count()) - 1];
}

double Distribution::mean() const
{
    Q_ASSERT(!isEmpty());
    return std::accumulate(m_values.begin(), m_values.end(), 0.0) / double(count());
}

std::vector<std::size_t> Distribution::histogram(std::size_t bins) const
{
    Q_ASSERT(!isEmpty() && bins > 0);
    std::vector<std::size_t> counts(bins);
    for (const Timestamp value : m_values) {
        // In this order: exact where an edge between two bins is a whole number.
        const double place = most() > 0 ? double(value) * double(bins) / double(most()) : 0;
        ++counts[std::min(bins - 1, std::size_t(place))];
    }
    return counts;
}

} // namespace awaitscope::analysis
