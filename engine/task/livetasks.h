// SPDX-License-Identifier: MIT
#pragma once

#include "engine/task/taskbase.h"

/// The list of the tasks of a loop that have not ended, in the order of their creation: they are
/// its links themselves.
namespace awaitscope::loop {

inline void EventLoop::addLive(task::TaskBase &task) noexcept
{
    task.m_previousLive = m_lastLive;
    task.m_nextLive = nullptr;
    (m_lastLive ? m_lastLive->m_nextLive : m_firstLive) = &task;
    m_lastLive = &task;
}

inline void EventLoop::removeLive(task::TaskBase &task) noexcept
{
    if (!task.m_previousLive && m_firstLive != &task) {
        return; // close() has left it behind
    }
    (task.m_previousLive ? task.m_previousLive->m_nextLive : m_firstLive) = task.m_nextLive;
    (task.m_nextLive ? task.m_nextLive->m_previousLive : m_lastLive) = task.m_previousLive;
    task.m_previousLive = nullptr;
    task.m_nextLive = nullptr;
}

} // namespace awaitscope::loop
