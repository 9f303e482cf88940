// SPDX-License-Identifier: MIT
#pragma once

#include "engine/memory/arena.h"
#include "engine/trace/taskevent.h"

#include <QByteArray>
#include <QObject>

#include <bit>
#include <cstddef>
#include <cstring>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace awaitscope::trace {

class Prologue;

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
    quint32 childCount = 0; ///< how many it has created so far
};

/// A resource as declared.
struct ResourceInfo
{
    StringId name;
    ResourceKind kind = ResourceKind::Semaphore;
    qint64 slotCount = 0; ///< or capacity (0: unbounded), parties; 1 for a lock, a condition
};

/// Everything that is known of a run, append-only. Timeline, tables, statistics and exports read
/// this and nothing else. Events keep their index for ever; references to texts stay valid as long
/// as the store, those to events until it lets go of them.
class TraceStore final : public QObject
{
    Q_OBJECT

public:
    explicit TraceStore(QObject *parent = nullptr);
    /// Events take their memory from @p arena, and give it back with the store.
    explicit TraceStore(std::shared_ptr<memory::Arena> arena, QObject *parent = nullptr);
    ~TraceStore() override;

    // Tables.
    StringId intern(std::string_view text)
    {
        // The same few names come again and again, most often twice in a row.
        return isSame(text, m_lastText) ? m_lastTextId : internAnother(text);
    }

    [[nodiscard]] std::string_view text(StringId id) const;
    ListId addList(std::span<const quint32> numbers);
    ListId addTaskList(std::span<const TaskId> tasks);
    [[nodiscard]] std::span<const quint32> list(ListId id) const;
    /// The JSON of a value: `null`, a number, a quoted text, …
    [[nodiscard]] QByteArray json(ValueId id) const;

    /// Adds the next task, which gets the number taskCount().
    TaskId addTask(TaskId parent, StringId name)
    {
        const quint32 childIndex = parent ? m_tasks[parent.value - 1].childCount++ : 0;
        m_tasks.push_back({parent, name, childIndex});
        return TaskId(taskCount());
    }

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

    /// What an event says besides when, to whom and what happened.
    struct Details
    {
        quint8 what = 0;
        ResourceId resource;
        quint32 a = 0;
        qint64 b = 0;
    };

    /// @p steps: where each task stands, from the first on; of those behind none is known. Always
    /// inline, and made of single values, so that an event becomes a few stores: the compiler does
    /// not take a structure with bit fields apart.
    Q_ALWAYS_INLINE void append(Timestamp time, TaskEventKind kind, TaskId task,
                                std::span<const StepId> steps, Details details)
    {
        TaskEvent &event = *m_next++;
        // One store for what lies in these four bytes; setting a bit field would read it first.
        static_assert(std::endian::native == std::endian::little, "the first bits are the lowest");
        const quint32 head = quint32(kind) | quint32(std::exchange(m_ahead, 0)) << 6U
            | quint32(details.what) << 8U | quint32(details.resource.value) << 16U;
        constexpr std::size_t headAt = offsetof(TaskEvent, what) - 1;
        static_assert(headAt + sizeof(head) == offsetof(TaskEvent, a));
        std::memcpy(reinterpret_cast<std::byte *>(&event) + headAt, &head, sizeof(head));
        event.time = time;
        event.a = details.a;
        event.b = details.b;
        event.task = task;
        event.step = StepId();
        if (const quint32 index = task.value - 1; index < steps.size()) { // task 0 has none
            event.step = steps[index];
        }
        if (&event + 1 == m_chunkEnd) [[unlikely]] {
            addChunk();
        }
    }

    /// Its iterations do not count.
    void append(const TaskEvent &event)
    {
        TaskEvent &copy = *m_next;
        append(event.time, event.kind, event.task, {},
               {event.what, event.resource, event.a, event.b});
        copy.step = event.step;
    }

    /// With those that were let go.
    [[nodiscard]] quint64 eventCount() const noexcept
    {
        return m_chunks.size() * chunkSize - quint64(m_chunkEnd - m_next);
    }

    /// Precondition: firstEvent() <= index < eventCount().
    [[nodiscard]] const TaskEvent &event(quint64 index) const
    {
        Q_ASSERT(index >= m_firstEvent);
        return m_chunks[index / chunkSize].events[index % chunkSize];
    }

    /// The oldest event that is still there, and how many were let go: 0 unless somebody chose
    /// that.
    [[nodiscard]] quint64 firstEvent() const noexcept { return m_firstEvent; }

    /// What the events said that were let go. Null: none was.
    [[nodiscard]] const Prologue *prologue() const noexcept { return m_prologue.get(); }

    /// Events that are let go together.
    static constexpr quint64 chunkSize = memory::Arena::slabSize / sizeof(TaskEvent);

    /// Gives up the oldest events, in whole chunks: all chunks of which every event is before
    /// @p end, but never the last event. Tasks, resources, texts and lists stay.
    void letOldestGo(quint64 end);

    /// Bytes that the events take.
    [[nodiscard]] quint64 eventBytes() const noexcept
    {
        return (eventCount() - m_firstEvent) * sizeof(TaskEvent);
    }

    /// Bytes of what it takes to find them, and their iterations.
    [[nodiscard]] quint64 indexBytes() const noexcept
    {
        return m_chunks.size() * sizeof(Chunk) + m_jumps.size() * sizeof(Jump);
    }

    /// What is appended from now on belongs to this iteration. Precondition: it is not less than
    /// the last.
    void setIteration(quint64 iteration) noexcept
    {
        m_ahead += iteration - std::exchange(m_iteration, iteration);
        if (m_ahead >= TaskEvent::manyIterations) [[unlikely]] {
            noteJump();
        }
    }

    /// The iteration in which an event was logged, from 1. Looks at all that are before it in its
    /// slab.
    [[nodiscard]] quint64 iterationOf(quint64 event) const;
    /// That of the event before it, which may have been let go; 0: there was none.
    [[nodiscard]] quint64 iterationBefore(quint64 event) const;
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
    /// Some of the oldest events are let go right after this: who wants to keep them takes them.
    void oldestGoing();
    /// Now they are gone. Who has read the events goes on with SpanBuilder::update().
    void oldestGone();

private:
    /// A slab of the arena.
    struct Chunk
    {
        TaskEvent *events = nullptr; // null: let go
        quint64 iteration = 0; // of the event before the first
    };

    /// An event whose distance from the iteration of the one before is too large for the event.
    struct Jump
    {
        quint64 event = 0;
        quint64 iteration = 0;
    };

    /// For names, which are short: without a call.
    [[nodiscard]] static bool isSame(std::string_view one, std::string_view other) noexcept
    {
        const std::size_t size = one.size();
        if (size != other.size()) {
            return false;
        }
        if (size < sizeof(quint32) || size > 2 * sizeof(quint64)) {
            return one == other;
        }
        // Both ends, which meet or overlap.
        const auto areEndsSame = [&]<typename Word>(Word /*of that size*/) {
            const auto wordAt = [](const char *at) {
                Word word = 0;
                std::memcpy(&word, at, sizeof(word));
                return word;
            };
            const std::size_t last = size - sizeof(Word);
            return wordAt(one.data()) == wordAt(other.data())
                && wordAt(one.data() + last) == wordAt(other.data() + last);
        };
        return size < sizeof(quint64) ? areEndsSame(quint32()) : areEndsSame(quint64());
    }

    StringId internAnother(std::string_view text);
    ListId endList();
    void addChunk();
    void noteJump();

    std::shared_ptr<memory::Arena> m_arena;
    std::deque<std::string> m_texts;
    std::unordered_map<std::string_view, StringId> m_textIds;
    std::string_view m_lastText; // that was interned
    StringId m_lastTextId;
    std::vector<quint32> m_listNumbers;
    std::vector<quint64> m_listEnds; // in m_listNumbers; a list begins where the former ends
    std::vector<TaskInfo> m_tasks;
    std::vector<ResourceInfo> m_resources;
    std::vector<Chunk> m_chunks;
    TaskEvent *m_next = nullptr; // in the last chunk, which has room for it
    TaskEvent *m_chunkEnd = nullptr;
    std::vector<Jump> m_jumps;
    quint64 m_iteration = 0; // of what is appended
    quint64 m_ahead =
        0; // how far that is from the iteration of the last event; at most manyIterations
    quint64 m_textBytes = 0;
    quint64 m_published = 0;
    quint64 m_firstEvent = 0; // at which a chunk begins; those before it are empty
    std::unique_ptr<Prologue> m_prologue; // of the events before that
};

} // namespace awaitscope::trace
