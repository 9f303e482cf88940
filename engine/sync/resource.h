// SPDX-License-Identifier: MIT
#pragma once

#include "engine/task/taskbase.h"

#include <string_view>

namespace awaitscope::sync {

/// What every primitive is to the observer: declared once under a name, with a use that changes.
///
/// A primitive outlives the tasks that wait for it: they share it, or close() ends them before.
class Resource
{
public:
    /// An empty @p name: the observer does not hear of it.
    Resource(loop::EventLoop &loop, trace::ResourceKind kind, std::string_view name,
             qint64 slotCount);
    virtual ~Resource() = default;
    Q_DISABLE_COPY_MOVE(Resource)

    [[nodiscard]] loop::EventLoop &loop() const noexcept { return m_loop; }

    [[nodiscard]] trace::ResourceId id() const noexcept { return m_id; }

    /// How much of it is taken, and how many tasks are asleep in its queues.
    [[nodiscard]] virtual trace::Usage usage() const = 0;
    /// The same, with the running task about to join the queue.
    [[nodiscard]] trace::Usage usageWithOneMore() const;

    // For the primitives.
    /// The observer to tell, or null.
    [[nodiscard]] trace::TaskObserver *observer() const noexcept
    {
        return m_id ? m_loop.observer() : nullptr;
    }

    /// The running task; none in a callback.
    [[nodiscard]] trace::TaskId currentTask() const noexcept
    {
        const task::TaskBase *const task = m_loop.currentTask();
        return task ? task->id() : trace::TaskId();
    }

    void reportAcquired(trace::TaskId giver, trace::Usage usage) const
    {
        if (m_id) {
            m_loop.observe(
                [&](auto &observer) { observer.acquired(currentTask(), m_id, usage, giver); });
        }
    }

    void reportReleased(trace::Usage usage) const
    {
        if (m_id) {
            m_loop.observe([&](auto &observer) { observer.released(currentTask(), m_id, usage); });
        }
    }

private:
    loop::EventLoop &m_loop;
    trace::ResourceId m_id;
};

} // namespace awaitscope::sync
