// SPDX-License-Identifier: MIT
#pragma once

#include "engine/trace/chunkedlist.h"
#include "engine/trace/ids.h"
#include "engine/trace/taskstate.h"
#include "engine/trace/timerange.h"

#include <optional>
#include <span>
#include <vector>

namespace awaitscope::trace {

/// How long tasks were in each state, in all, for blocks of tasks with successive numbers: of 32
/// tasks, of 128, of 512 and so on, up to one block of all. Every block keeps how long it was so
/// far at points of time; between two of them, a quarter of its tasks at most change their state,
/// and that is taken to have happened evenly.
///
/// What is added costs O(levelCount()); nothing is made anew.
class BlockActivity
{
public:
    static constexpr quint32 smallestBlock = 32; ///< tasks
    static constexpr quint32 fanOut = 4; ///< blocks that make one of the next level

    /// How a task ended otherwise than well.
    struct BadEnd
    {
        Timestamp time = 0;
        Outcome outcome = Outcome::Failed;
    };

    /// Tasks in a block of a level, from 0.
    [[nodiscard]] static constexpr quint32 blockSize(std::size_t level) noexcept
    {
        return smallestBlock << (2 * level);
    }

    [[nodiscard]] std::size_t levelCount() const noexcept { return m_levels.size(); }

    /// A task changed its state: from none if it is new, to none if it ended. In order of time.
    void change(Timestamp time, TaskId task, std::optional<TaskState> from,
                std::optional<TaskState> to);
    /// It failed, timed out, was cancelled or destroyed. In order of time.
    void addBadEnd(Timestamp time, TaskId task, Outcome outcome);

    /// Brings near what a change of that task is going to need.
    void prefetch(TaskId task) const noexcept;
    /// Gives up what happened before a moment. Counts go on; before it, nothing is said.
    void letGo(Timestamp time);

    class Reader;

private:
    /// Task time (ns) by state, of all tasks of a block together, modulo 2^64: differences are
    /// right.
    using Times = std::array<quint64, stateCount>;

    struct Point
    {
        Timestamp time = 0;
        Times times{};
    };

    struct Block
    {
        /// The first: when the first task came, or the oldest left.
        ChunkedList<Point, 32> points;
        std::vector<BadEnd> badEnds;
        Times offsets{}; // with which timesAt() is right
        StateCounts counts{}; // since `last`
        quint32 tasks = 0;
        quint32 changes = 0; // since the last point
        Timestamp last = 0; // change

        /// Precondition: time >= last.
        [[nodiscard]] Times timesAt(Timestamp time) const noexcept;
        void change(Timestamp time, std::optional<TaskState> from, std::optional<TaskState> to);
    };

    [[nodiscard]] Block &blockOf(std::size_t level, TaskId task);

    std::vector<std::vector<Block>> m_levels;
};

/// Reads one block at moments in ascending order. The activity must outlive it, and not change
/// meanwhile.
class BlockActivity::Reader
{
public:
    /// Block @p index of a level is that of the tasks with the numbers from index * blockSize + 1
    /// on. States that have not ended last until @p now.
    Reader(const BlockActivity &activity, std::size_t level, std::size_t index, Timestamp now);

    /// Goes to a moment before any other that was or will be asked for.
    void begin(Timestamp time) { m_times = at(time); }

    /// Adds to @p sums the task time (ns) in each state since the moment before.
    void advance(Timestamp time, std::array<double, stateCount> &sums);

    [[nodiscard]] std::span<const BadEnd> badEnds(TimeRange range) const;

private:
    [[nodiscard]] Times at(Timestamp time);

    const Block *m_block = nullptr; // null: nothing happened there
    Timestamp m_now;
    std::size_t m_point = 0; // the last that the moment has come to
    Times m_times{}; // at the moment
};

} // namespace awaitscope::trace
