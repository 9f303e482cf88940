// SPDX-License-Identifier: MIT
#include "engine/trace/blockactivity.h"

#include "engine/memory/prefetch.h"

#include <algorithm>

namespace awaitscope::trace {

namespace {

    constexpr quint32 mostChanges = 64; // between two points

} // namespace

BlockActivity::Times BlockActivity::Block::timesAt(Timestamp time) const noexcept
{
    Times times = offsets;
    for (std::size_t state = 0; state < stateCount; ++state) {
        times[state] += quint64(counts[state]) * quint64(time);
    }
    return times;
}

void BlockActivity::Block::change(Timestamp time, std::optional<TaskState> from,
                                  std::optional<TaskState> to)
{
    if (points.empty()) {
        points.push_back({time, {}});
    } else if (changes >= std::clamp(tasks / 4, 1U, mostChanges) && time > points.back().time) {
        points.push_back({time, timesAt(time)});
        changes = 0;
    }
    ++changes;
    last = time;
    if (from) {
        --counts[std::size_t(*from)];
        offsets[std::size_t(*from)] += quint64(time);
    } else {
        ++tasks;
    }
    if (to) {
        ++counts[std::size_t(*to)];
        offsets[std::size_t(*to)] -= quint64(time);
    }
}

BlockActivity::Block &BlockActivity::blockOf(std::size_t level, TaskId task)
{
    std::vector<Block> &blocks = m_levels[level];
    const std::size_t index = (task.value - 1) / blockSize(level);
    if (index >= blocks.size()) {
        blocks.resize(index + 1);
    }
    return blocks[index];
}

void BlockActivity::change(Timestamp time, TaskId task, std::optional<TaskState> from,
                           std::optional<TaskState> to)
{
    while (m_levels.empty() || task.value > blockSize(m_levels.size() - 1)) {
        // So far all tasks were in one block: that is how the first of the next level begins.
        std::vector<Block> next;
        if (!m_levels.empty() && !m_levels.back().empty()) {
            next.push_back(m_levels.back().front());
        }
        m_levels.push_back(std::move(next));
    }
    for (std::size_t level = 0; level < m_levels.size(); ++level) {
        blockOf(level, task).change(time, from, to);
    }
}

void BlockActivity::prefetch(TaskId task) const noexcept
{
    // Of larger blocks there are few.
    const std::size_t index = (task.value - 1) / smallestBlock;
    if (!m_levels.empty() && index < m_levels.front().size()) {
        memory::prefetch(&m_levels.front()[index]);
    }
}

void BlockActivity::addBadEnd(Timestamp time, TaskId task, Outcome outcome)
{
    for (std::size_t level = 0; level < m_levels.size(); ++level) {
        blockOf(level, task).badEnds.push_back({time, outcome});
    }
}

BlockActivity::Reader::Reader(const BlockActivity &activity, std::size_t level, std::size_t index,
                              Timestamp now)
    : m_now(now)
{
    const std::vector<Block> &blocks = activity.m_levels[level];
    if (index < blocks.size() && !blocks[index].points.empty()) {
        m_block = &blocks[index];
    }
}

BlockActivity::Times BlockActivity::Reader::at(Timestamp time)
{
    if (m_block == nullptr) {
        return {};
    }
    if (time <= m_block->points.front().time) {
        return m_block->points.front().times;
    }
    if (time >= m_block->last) {
        return m_block->timesAt(std::max(m_block->last, std::min(time, m_now)));
    }
    // Near the last moment, as a rule.
    const auto &points = m_block->points;
    std::size_t step = 1;
    while (m_point + step < points.size() && points[m_point + step].time <= time) {
        m_point += step;
        step *= 2;
    }
    const auto end = points.begin() + std::ptrdiff_t(std::min(m_point + step, points.size()));
    m_point = std::size_t(std::ranges::upper_bound(points.begin() + std::ptrdiff_t(m_point), end,
                                                   time, {}, &Point::time)
                          - points.begin())
        - 1;
    const Point &from = points[m_point];
    const Point to = m_point + 1 < points.size()
        ? points[m_point + 1]
        : Point{m_block->last, m_block->timesAt(m_block->last)};
    const double share = double(time - from.time) / double(to.time - from.time);
    Times times = from.times;
    for (std::size_t state = 0; state < stateCount; ++state) {
        times[state] += quint64(double(to.times[state] - from.times[state]) * share);
    }
    return times;
}

void BlockActivity::Reader::advance(Timestamp time, std::array<double, stateCount> &sums)
{
    if (m_block == nullptr) {
        return;
    }
    const Times times = at(time);
    for (std::size_t state = 0; state < stateCount; ++state) {
        sums[state] += double(times[state] - m_times[state]);
    }
    m_times = times;
}

std::span<const BlockActivity::BadEnd> BlockActivity::Reader::badEnds(TimeRange range) const
{
    if (m_block == nullptr) {
        return {};
    }
    const auto &ends = m_block->badEnds;
    const auto first = std::ranges::lower_bound(ends, range.begin, {}, &BadEnd::time);
    const auto last = std::ranges::lower_bound(first, ends.end(), range.end, {}, &BadEnd::time);
    return {first, last};
}

} // namespace awaitscope::trace
