// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/statecells.h"

#include <algorithm>

namespace awaitscope::timeline {

using trace::BlockActivity;
using trace::Outcome;
using trace::Span;
using trace::TaskId;
using trace::Timestamp;

namespace {

    /// Tasks with successive numbers, from 0: [first, last).
    struct Run
    {
        quint32 first = 0;
        quint32 last = 0;
    };

    /// The tasks of rows, as few runs as there are.
    [[nodiscard]] std::vector<Run> runsOf(const TrackLayout &layout, int first, int last)
    {
        std::vector<Run> runs;
        const auto append = [](std::vector<Run> &to, const Run &run) {
            if (!to.empty() && to.back().last == run.first) {
                to.back().last = run.last;
            } else {
                to.push_back(run);
            }
        };
        for (int row = first; row < last; ++row) {
            const quint32 task = layout.taskAt(row).value - 1;
            append(runs, {task, task + 1});
        }
        std::ranges::sort(runs, {}, &Run::first);
        std::vector<Run> joined;
        for (const Run &run : runs) {
            append(joined, run);
        }
        return joined;
    }

} // namespace

StateCells::StateCells(const TimelineModel &model, std::vector<Timestamp> borders, Timestamp now)
    : m_model(model), m_borders(std::move(borders)), m_now(now)
{ }

const std::vector<StateCell> &StateCells::sumUp(const TrackLayout &layout, int first, int last)
{
    m_cells.assign(m_borders.size() - 1, {});
    const auto known = quint32(m_model.builder().lives().size());
    for (const Run &run : runsOf(layout, first, last)) {
        const quint32 end = std::min(run.last, known);
        for (quint32 at = run.first; at < end;) {
            at = add(at, end, known);
        }
    }
    return m_cells;
}

double StateCells::duration(std::size_t column) const
{
    const Timestamp end = std::min(m_borders[column + 1], m_now);
    return double(std::max<Timestamp>(1, end - m_borders[column]));
}

// Some of the tasks [at, end), as many at once as there is a block of. Returns what is left.
quint32 StateCells::add(quint32 at, quint32 end, quint32 known)
{
    const BlockActivity *const blocks = m_model.builder().blocks();
    const auto fits = [&](std::size_t level) {
        const quint32 size = BlockActivity::blockSize(level);
        return blocks != nullptr && level < blocks->levelCount() && at % size == 0
            && (at + size <= end || end == known); // nobody comes behind the last one
    };
    if (!fits(0)) {
        addTask(TaskId(at + 1));
        return at + 1;
    }
    std::size_t level = 0;
    while (fits(level + 1)) {
        ++level;
    }
    const quint32 size = BlockActivity::blockSize(level);
    addBlock(BlockActivity::Reader(*blocks, level, at / size, m_now));
    return std::min(at + size, end);
}

void StateCells::addBlock(BlockActivity::Reader block)
{
    block.begin(m_borders.front());
    for (std::size_t column = 0; column < m_cells.size(); ++column) {
        block.advance(m_borders[column + 1], m_cells[column].taskTime);
    }
    for (const auto &end : block.badEnds({m_borders.front(), m_borders.back()})) {
        ++m_cells[columnAt(end.time)].ended[std::size_t(end.outcome)];
    }
}

void StateCells::addTask(TaskId task)
{
    const trace::TaskLife &life = m_model.life(task);
    const trace::TimeRange all{m_borders.front(), m_borders.back()};
    const auto [first, last] = m_model.spansIn(task, all);
    for (std::size_t at = first; at < last; ++at) {
        const Span &span = life.spans[at];
        const Timestamp end =
            std::min(span.isOpen() ? std::max(m_now, span.begin) : span.end, all.end);
        Timestamp begin = std::max(span.begin, all.begin);
        for (std::size_t column = columnAt(begin); begin < end; ++column) {
            const Timestamp until = std::min(end, m_borders[column + 1]);
            m_cells[column].taskTime[std::size_t(span.state)] += double(until - begin);
            begin = until;
        }
    }
    if (!life.isAlive() && life.outcome != Outcome::Finished && all.contains(life.ended)) {
        ++m_cells[columnAt(life.ended)].ended[std::size_t(life.outcome)];
    }
}

// Precondition: the time is within the borders.
std::size_t StateCells::columnAt(Timestamp time) const
{
    const auto after = std::ranges::upper_bound(m_borders, time);
    return std::min(std::size_t(after - m_borders.begin()) - 1, m_cells.size() - 1);
}

} // namespace awaitscope::timeline
