// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/trace/spanbuilder.h"

#include <array>
#include <span>
#include <vector>

namespace awaitscope::timeline {

/// Answers what a task did most during many short spans, at a cost that does not grow with their
/// number: the time per state up to every 64th span is kept.
class SpanSummary
{
public:
    /// Takes in the spans that are new since the last call. The last two spans may still change
    /// and are not kept.
    void update(const trace::SpanList &spans);

    /// The state in which the spans [first, last) lasted longest, of the first of equals; open ones
    /// end at `now`. The spans are those of the last update. Precondition: first < last.
    [[nodiscard]] trace::TaskState dominant(const trace::SpanList &spans, std::size_t first,
                                            std::size_t last, trace::Timestamp now) const;

private:
    static constexpr std::size_t blockSize = 64;
    using Times = std::array<trace::Timestamp, 7>; // by TaskState

    std::vector<Times> m_before; // [i]: of the spans before i * blockSize
    Times m_sum{};
    std::size_t m_seen = 0;
};

/// Answers how high the use of a resource went over many steps: maxima of blocks of 64 are kept.
class StepSummary
{
public:
    /// The highest of each, over some steps.
    struct Peak
    {
        qint64 inUse = 0;
        qint64 waiting = 0;
        qint64 slots = 0;

        void include(const Peak &other) noexcept;
        void include(const trace::ResourceStep &step) noexcept;
        friend bool operator==(const Peak &, const Peak &) noexcept = default;
    };

    /// Takes in the steps that are new since the last call. The last one may still change.
    void update(std::span<const trace::ResourceStep> steps);

    /// Over the steps [first, last) of the last update.
    [[nodiscard]] Peak peak(std::span<const trace::ResourceStep> steps, std::size_t first,
                            std::size_t last) const;

private:
    static constexpr std::size_t blockSize = 64;
    static constexpr std::size_t fanOut = 64; // blocks a super block

    std::vector<Peak> m_blocks;
    std::vector<Peak> m_superBlocks;
};

} // namespace awaitscope::timeline
