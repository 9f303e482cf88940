// SPDX-License-Identifier: MIT
#include "engine/loop/handle.h"

#include "engine/loop/eventloop.h"

namespace awaitscope::loop {

void Handle::cancel()
{
    switch (m_where) {
    case Where::Nowhere:
        break;
    case Where::List:
        m_list->remove(*this);
        break;
    case Where::Ready:
    case Where::Timers:
        m_loop->forget(*this);
        break;
    }
}

HandleList::~HandleList()
{
    while (takeFirst()) { }
}

void HandleList::append(Handle &handle) noexcept
{
    Q_ASSERT(!handle.isScheduled());
    handle.m_where = Handle::Where::List;
    handle.m_list = this;
    handle.m_next = nullptr;
    handle.m_previous = m_last;
    (m_last ? m_last->m_next : m_first) = &handle;
    m_last = &handle;
}

void HandleList::remove(Handle &handle) noexcept
{
    Q_ASSERT(handle.m_list == this);
    (handle.m_previous ? handle.m_previous->m_next : m_first) = handle.m_next;
    (handle.m_next ? handle.m_next->m_previous : m_last) = handle.m_previous;
    handle.m_list = nullptr;
    handle.m_where = Handle::Where::Nowhere;
}

Handle *HandleList::takeFirst() noexcept
{
    Handle *const first = m_first;
    if (first) {
        remove(*first);
    }
    return first;
}

} // namespace awaitscope::loop
