// SPDX-License-Identifier: MIT
#include "engine/sync/resource.h"

#include "engine/task/taskbase.h"

namespace awaitscope::sync {

Resource::Resource(loop::EventLoop &loop, trace::ResourceKind kind, std::string_view name,
                   qint64 slotCount)
    : m_loop(loop)
{
    if (loop.observer() && !name.empty()) {
        m_id = loop.observer()->resourceDeclared(kind, name, slotCount);
    }
}

trace::Usage Resource::usageWithOneMore() const
{
    trace::Usage usage = this->usage();
    ++usage.waiting;
    return usage;
}

trace::TaskObserver *Resource::observer() const noexcept
{
    return m_id ? m_loop.observer() : nullptr;
}

trace::TaskId Resource::currentTask() const noexcept
{
    const task::TaskBase *const task = m_loop.currentTask();
    return task ? task->id() : trace::TaskId();
}

void Resource::reportAcquired(trace::TaskId giver) const
{
    if (trace::TaskObserver *const observer = this->observer()) {
        observer->acquired(currentTask(), m_id, usage(), giver);
    }
}

void Resource::reportReleased() const
{
    if (trace::TaskObserver *const observer = this->observer()) {
        observer->released(currentTask(), m_id, usage());
    }
}

} // namespace awaitscope::sync
