// SPDX-License-Identifier: MIT
#pragma once

#include "engine/loop/eventloop.h"

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
    [[nodiscard]] trace::TaskObserver *observer() const noexcept;
    /// The running task; none in a callback.
    [[nodiscard]] trace::TaskId currentTask() const noexcept;
    void reportAcquired(trace::TaskId giver) const;
    void reportReleased() const;

private:
    loop::EventLoop &m_loop;
    trace::ResourceId m_id;
};

} // namespace awaitscope::sync
