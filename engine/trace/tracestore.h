// SPDX-License-Identifier: MIT
#pragma once

#include "engine/memory/arena.h"
#include "engine/trace/taskevent.h"

#include <QByteArray>
#include <QObject>

#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace awaitscope::trace {

enum class ResourceKind : quint8 {
    Semaphore,
    Lock,
    Event,
    Queue,
    Condition,
    Barrier,
};

/// What is known of a task from its creation on.
struct TaskInfo
{
    TaskId parent; ///< its creator; none for the main task
    StringId name; ///< of its template or coroutine
    quint32 childIndex = 0; ///< how many tasks its creator had created before
};

/// A resource as declared.
struct ResourceInfo
{
    StringId name;
    ResourceKind kind = ResourceKind::Semaphore;
    qint64 slotCount = 0; ///< or capacity (0: unbounded), parties; 1 for a lock, a condition
};

/// Everything that is known of a run, append-only. Timeline, tables, statistics and exports read
/// this and nothing else. Events keep their index for ever; references to texts and events stay
/// valid as long as the store.
class TraceStore final : public QObject
{
    Q_OBJECT

public:
    explicit TraceStore(QObject *parent = nullptr);
    /// Events take their memory from @p arena, and give it back with the store.
    explicit TraceStore(std::shared_ptr<memory::Arena> arena, QObject *parent = nullptr);
    ~TraceStore() override;

    // Tables.
    StringId intern(std::string_view text);
    [[nodiscard]] std::string_view text(StringId id) const;
    ListId addList(std::span<const quint32> numbers);
    [[nodiscard]] std::span<const quint32> list(ListId id) const;
    /// The JSON of a value: `null`, a number, a quoted text, …
    [[nodiscard]] QByteArray json(ValueId id) const;

    /// Adds the next task, which gets the number taskCount().
    TaskId addTask(TaskId parent, StringId name);

    [[nodiscard]] quint32 taskCount() const noexcept { return quint32(m_tasks.size()); }

    [[nodiscard]] const TaskInfo &task(TaskId id) const { return m_tasks[id.value - 1]; }

    [[nodiscard]] std::string_view taskName(TaskId id) const { return text(task(id).name); }

    /// Unique and the same in every run of a scenario: `main/infer#3`.
    [[nodiscard]] QByteArray taskPath(TaskId id) const;

    ResourceId addResource(const ResourceInfo &resource);

    [[nodiscard]] quint16 resourceCount() const noexcept { return quint16(m_resources.size()); }

    [[nodiscard]] const ResourceInfo &resource(ResourceId id) const
    {
        return m_resources[id.value - 1U];
    }

    // Events.

    /// Precondition: event.iterations is 0, as it is when none was set.
    void append(const TaskEvent &event)
    {
        Q_ASSERT(event.iterations == 0);
        if (m_next == m_room) {
            appendSlowly(event);
        } else {
            *m_next++ = event;
        }
    }

    [[nodiscard]] quint64 eventCount() const noexcept
    {
        return m_chunks.size() * chunkSize - quint64(m_chunkEnd - m_next);
    }

    [[nodiscard]] const TaskEvent &event(quint64 index) const
    {
        return m_chunks[index / chunkSize].events[index % chunkSize];
    }

    /// Bytes that the events take, with what is needed to find them.
    [[nodiscard]] quint64 eventBytes() const noexcept;

    /// What is appended from now on belongs to this iteration. Precondition: it is not less than
    /// the last.
    void setIteration(quint64 iteration) noexcept
    {
        m_iteration = iteration;
        m_room = m_next; // the first event of it goes through appendSlowly()
    }

    /// The iteration in which an event was logged, from 1 (0: before the first). Looks at all that
    /// are before it in its slab.
    [[nodiscard]] quint64 iterationOf(quint64 event) const;
    /// The same at once, for who goes from event to event: @p before is that of the one before it.
    [[nodiscard]] quint64 iterationAfter(quint64 before, quint64 event) const;

    /// Where its memory comes from: a loop that takes its own there uses for events what its tasks
    /// no longer need.
    [[nodiscard]] const std::shared_ptr<memory::Arena> &arena() const noexcept { return m_arena; }

    /// What events, lists and tables take, roughly: the same on every machine.
    [[nodiscard]] quint64 byteCount() const noexcept;

    /// Announces what was appended since the last call.
    void publish();

Q_SIGNALS:
    /// Events [first, first + count) are new. At most once a loop turn.
    void appended(quint64 first, quint64 count);

private:
    /// A slab of the arena.
    struct Chunk
    {
        TaskEvent *events = nullptr;
        quint64 iteration = 0; // of the event before the first
    };

    /// An event whose distance from the iteration of the one before is too large for the event.
    struct Jump
    {
        quint64 event = 0;
        quint64 iteration = 0;
    };

    void appendSlowly(const TaskEvent &event);

    static constexpr quint64 chunkSize = memory::Arena::slabSize / sizeof(TaskEvent);

    std::shared_ptr<memory::Arena> m_arena;
    std::deque<std::string> m_texts;
    std::unordered_map<std::string_view, StringId> m_textIds;
    std::string_view m_lastText; // that was interned
    StringId m_lastTextId;
    std::vector<quint32> m_listNumbers;
    std::vector<quint64> m_listEnds; // in m_listNumbers; a list begins where the former ends
    std::vector<TaskInfo> m_tasks;
    std::vector<quint32> m_childCounts; // per task
    std::vector<ResourceInfo> m_resources;
    std::vector<Chunk> m_chunks;
    TaskEvent *m_next = nullptr; // in the last chunk
    TaskEvent *m_room = nullptr; // events up to here need no further thought
    TaskEvent *m_chunkEnd = nullptr;
    std::vector<Jump> m_jumps;
    quint64 m_iteration = 0; // of what is appended
    quint64 m_lastIteration = 0; // of the last event
    quint64 m_textBytes = 0;
    quint64 m_published = 0;
};

} // namespace awaitscope::trace
