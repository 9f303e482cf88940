// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/spansummary.h"

#include <algorithm>

namespace awaitscope::timeline {

using trace::ResourceStep;
using trace::Span;
using trace::TaskState;
using trace::Timestamp;

void SpanSummary::update(const trace::SpanList &spans)
{
    // A span that lasted no time is taken back, and the cleanup before it may go on.
    const std::size_t certain = spans.size() < 2 ? 0 : spans.size() - 2;
    for (; m_seen < certain; ++m_seen) {
        if (m_seen % blockSize == 0) {
            m_before.push_back(m_sum);
        }
        const Span &span = spans[m_seen];
        m_sum[std::size_t(span.state)] += span.end - span.begin;
    }
}

TaskState SpanSummary::dominant(const trace::SpanList &spans, std::size_t first, std::size_t last,
                                Timestamp now) const
{
    Times times{};
    const auto add = [&](std::size_t from, std::size_t to) {
        for (; from < to; ++from) {
            const Span &span = spans[from];
            times[std::size_t(span.state)] += (span.isOpen() ? now : span.end) - span.begin;
        }
    };
    const std::size_t firstBlock = (first + blockSize - 1) / blockSize;
    const std::size_t lastBlock = last / blockSize;
    if (firstBlock < lastBlock && lastBlock < m_before.size()) {
        add(first, firstBlock * blockSize);
        for (std::size_t state = 0; state < times.size(); ++state) {
            times[state] += m_before[lastBlock][state] - m_before[firstBlock][state];
        }
        add(lastBlock * blockSize, last);
    } else {
        add(first, last);
    }
    const auto longest = std::ranges::max_element(times);
    return *longest == 0 ? spans[first].state : TaskState(longest - times.begin());
}

void StepSummary::Peak::include(const Peak &other) noexcept
{
    inUse = std::max(inUse, other.inUse);
    waiting = std::max(waiting, other.waiting);
    slots = std::max(slots, other.slots);
}

void StepSummary::Peak::include(const ResourceStep &step) noexcept
{
    include(Peak{step.usage.inUse, step.usage.waiting, step.slotCount});
}

void StepSummary::update(std::span<const ResourceStep> steps)
{
    const std::size_t certain = steps.empty() ? 0 : steps.size() - 1;
    while ((m_blocks.size() + 1) * blockSize <= certain) {
        Peak peak;
        for (const ResourceStep &step : steps.subspan(m_blocks.size() * blockSize, blockSize)) {
            peak.include(step);
        }
        if (m_blocks.size() % fanOut == 0) {
            m_superBlocks.emplace_back();
        }
        m_superBlocks.back().include(peak);
        m_blocks.push_back(peak);
    }
}

StepSummary::Peak StepSummary::peak(std::span<const ResourceStep> steps, std::size_t first,
                                    std::size_t last) const
{
    Peak peak;
    while (first < last) {
        const std::size_t block = first / blockSize;
        const std::size_t superBlock = block / fanOut;
        if (first % (blockSize * fanOut) == 0 && first + blockSize * fanOut <= last
            && block + fanOut <= m_blocks.size()) {
            peak.include(m_superBlocks[superBlock]);
            first += blockSize * fanOut;
        } else if (first % blockSize == 0 && first + blockSize <= last && block < m_blocks.size()) {
            peak.include(m_blocks[block]);
            first += blockSize;
        } else {
            peak.include(steps[first]);
            ++first;
        }
    }
    return peak;
}

} // namespace awaitscope::timeline
