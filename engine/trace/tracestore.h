// SPDX-License-Identifier: MIT
#pragma once

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

/// The part of a loop iteration that was logged at one go.
struct Turn
{
    quint64 firstEvent = 0; ///< index of its first event
    quint64 iteration = 0; ///< number of the loop iteration, from 1 (0: before the first)
};

/// Everything that is known of a run, append-only. Timeline, tables, statistics and exports read
/// this and nothing else. Events keep their index for ever; references to texts and events stay
/// valid as long as the store.
///
/// Invariant: the turns' firstEvent and iteration are strictly increasing.
class TraceStore final : public QObject
{
    Q_OBJECT

public:
    explicit TraceStore(QObject *parent = nullptr);
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
    void append(const TaskEvent &event);

    [[nodiscard]] quint64 eventCount() const noexcept { return m_eventCount; }

    [[nodiscard]] const TaskEvent &event(quint64 index) const
    {
        return m_chunks[index / chunkSize][index % chunkSize];
    }

    /// What is appended from now on belongs to this iteration.
    void setIteration(quint64 iteration) noexcept { m_iteration = iteration; }

    [[nodiscard]] std::span<const Turn> turns() const noexcept { return m_turns; }

    /// The iteration in which an event was logged.
    [[nodiscard]] quint64 iterationOf(quint64 event) const;

    /// What events, lists and tables take, roughly: the same on every machine.
    [[nodiscard]] quint64 byteCount() const noexcept;

    /// Announces what was appended since the last call.
    void publish();

Q_SIGNALS:
    /// Events [first, first + count) are new. At most once a loop turn.
    void appended(quint64 first, quint64 count);

private:
    static constexpr quint64 chunkSize = 4096; // events: 128 KiB
    using Chunk = std::unique_ptr<TaskEvent[]>;

    std::deque<std::string> m_texts;
    std::unordered_map<std::string_view, StringId> m_textIds;
    std::vector<quint32> m_listNumbers;
    std::vector<quint64> m_listEnds; // in m_listNumbers; a list begins where the former ends
    std::vector<TaskInfo> m_tasks;
    std::vector<quint32> m_childCounts; // per task
    std::vector<ResourceInfo> m_resources;
    std::vector<Chunk> m_chunks;
    std::vector<Turn> m_turns;
    quint64 m_eventCount = 0;
    quint64 m_textBytes = 0;
    quint64 m_published = 0;
    quint64 m_iteration = 0;
};

} // namespace awaitscope::trace
