// SPDX-License-Identifier: MIT
#pragma once

#include "engine/trace/activity.h"
#include "engine/trace/blockactivity.h"
#include "engine/trace/chunkedlist.h"
#include "engine/trace/tasksummary.h"
#include "engine/trace/tracestore.h"

#include <array>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace awaitscope::trace {

/// The end of a span that has not ended.
inline constexpr Timestamp openEnd = std::numeric_limits<Timestamp>::max();

/// A task was in one state over [begin, end) of virtual time; end is openEnd while it lasts.
struct Span
{
    Timestamp begin = 0;
    Timestamp end = openEnd;
    TaskState state = TaskState::Ready;
    WaitKind wait = WaitKind::None; ///< what it waited for
    ResourceId resource;
    StepId step; ///< where the task stood

    [[nodiscard]] bool isOpen() const noexcept { return end == openEnd; }
};

/// Those of one task, in order.
using SpanList = ChunkedList<Span, 8>;

/// A moment of a task that is worth a mark on its row.
struct Mark
{
    Timestamp time = 0;
    /// Marker, Expired, TimedOut, CancelRequested, Caught, or CleanupEnded: a swallowed
    /// cancellation
    TaskEventKind kind = TaskEventKind::Marker;
    quint64 event = 0; ///< its index in the store
};

/// The life of one task as spans. Spans are in order, do not overlap, and have a positive duration
/// but for the last one while it is open.
struct TaskLife : TaskSummary
{
    SpanList spans;
    std::vector<Mark> marks;
};

/// Those of all tasks, in order of number.
using LifeList = ChunkedList<TaskLife, 64>;

/// Use of a resource from a moment on, until the next step of its history.
struct ResourceStep
{
    Timestamp time = 0;
    Usage usage;
    qint64 slotCount = 0;
};

/// Reads the events of a store in order and keeps what they mean: the life of each task and the
/// history of each resource. Each event is visited once, whenever update() is called.
///
/// Where a store has let its oldest events go, lives, totals, states and the activity are those of
/// the whole run all the same; spans and marks of those events, and the histories before
/// knownFrom(), go with them. What it gave before is void until update() is called.
class SpanBuilder
{
public:
    explicit SpanBuilder(const TraceStore &store);

    /// Lets blocks() be kept. Precondition: no update() yet.
    void keepBlocks();

    /// Takes in what was appended to the store since the last call, but no more than its first
    /// @p end events: then it knows what was known when there were so many. It cannot know less
    /// than what the store has let go.
    void update(quint64 end = std::numeric_limits<quint64>::max());

    /// How many events of the store it has seen.
    [[nodiscard]] quint64 position() const noexcept { return m_position; }

    /// From when on spans, marks and histories are kept (ns): 0, unless the store has let events
    /// go. Spans that began before and were not over by then are kept whole, and of each history
    /// the step before.
    [[nodiscard]] Timestamp knownFrom() const noexcept { return m_knownFrom; }

    /// Virtual time of the last event seen.
    [[nodiscard]] Timestamp lastTime() const noexcept { return m_lastTime; }

    [[nodiscard]] const LifeList &lives() const noexcept { return m_lives; }

    [[nodiscard]] const TaskLife &life(TaskId id) const { return m_lives[id.value - 1]; }

    /// One entry a change of use, in order of time; at most one an instant. Empty before the first.
    [[nodiscard]] std::span<const ResourceStep> history(ResourceId id) const
    {
        return id.value <= m_histories.size() ? m_histories[id.value - 1U]
                                              : std::span<const ResourceStep>();
    }

    /// How many tasks did what, over the whole run up to lastTime().
    [[nodiscard]] const Activity &activity() const noexcept { return m_activity; }

    /// The same for blocks of tasks; null unless it is kept.
    [[nodiscard]] const BlockActivity *blocks() const noexcept
    {
        return m_blocks ? &*m_blocks : nullptr;
    }

    /// Tasks of which something changed since the last call, in order of first change.
    [[nodiscard]] std::vector<TaskId> takeChanged();

    /// What it knows of tasks besides their lives.
    [[nodiscard]] const TaskFollower &follower() const noexcept { return m_follower; }

    /// How many tasks have that outcome (Outcome::None: are alive).
    [[nodiscard]] quint32 count(Outcome outcome) const noexcept
    {
        return m_outcomes[std::size_t(outcome)];
    }

    /// How many live tasks are in that state.
    [[nodiscard]] quint32 count(TaskState state) const noexcept
    {
        return m_states[std::size_t(state)];
    }

private:
    void prefetch(quint64 end) const;
    void letGo();
    void beginWith(const SpanBuilder &prologue);
    void visit(quint64 index, const TaskEvent &event);
    void visitResource(const TaskEvent &event);
    static void mark(quint64 index, const TaskEvent &event, TaskLife &life);
    void begin(TaskLife &life, const TaskEvent &event);
    void enter(TaskLife &life, const TaskEvent &event, TaskState before);
    void end(TaskLife &life, const TaskEvent &event, TaskState before);

    const TraceStore *m_store;
    quint64 m_position = 0;
    quint64 m_firstEvent = 0; // of the store, as far as it has been taken in
    Timestamp m_knownFrom = 0;
    Timestamp m_lastTime = 0;
    LifeList m_lives;
    std::vector<bool> m_isChanged; // per life
    std::vector<TaskId> m_changed;
    TaskFollower m_follower;
    std::vector<std::vector<ResourceStep>> m_histories;
    std::vector<qint64> m_slots;
    std::array<quint32, outcomeCount> m_outcomes{};
    StateCounts m_states{};
    Activity m_activity;
    std::optional<BlockActivity> m_blocks;
};

} // namespace awaitscope::trace
