// SPDX-License-Identifier: MIT
#include "engine/loop/eventloop.h"

#include "engine/task/taskbase.h"

namespace awaitscope::loop {

using trace::Timestamp;

EventLoop::EventLoop(trace::TaskObserver *observer, std::shared_ptr<memory::Arena> arena)
    : m_observer(observer)
    , m_pool(memory::Pool::create(arena ? std::move(arena) : std::make_shared<memory::Arena>()))
    , m_ready(*m_pool->arena())
    , m_timers(*m_pool->arena())
{ }

EventLoop::~EventLoop()
{
    [[maybe_unused]] const quint64 left = close();
    Q_ASSERT_X(left == 0, "EventLoop", "a task goes on awaiting although its loop is closed");
    forgetAll();
}

void EventLoop::callAt(Timestamp deadline, Handle &handle)
{
    Q_ASSERT(!handle.isScheduled());
    handle.m_scheduler = this;
    m_timers.insert(deadline, m_rank++, handle);
    wakeWaker();
}

void EventLoop::callLater(Timestamp delay, Handle &handle)
{
    Timestamp deadline = 0;
    if (qAddOverflow(m_now, delay, &deadline)) {
        deadline = std::numeric_limits<Timestamp>::max();
    }
    callAt(deadline, handle);
}

void EventLoop::callAtFirst(Timestamp deadline, Handle &handle)
{
    Q_ASSERT(!handle.isScheduled());
    handle.m_scheduler = this;
    m_timers.insert(deadline, m_firstRank++, handle);
    wakeWaker();
}

void EventLoop::forget(Handle &handle)
{
    if (handle.m_where == Handle::Where::Ready) {
        m_ready.at(handle.m_place) = nullptr;
    } else {
        m_timers.remove(handle);
    }
    handle.m_where = Handle::Where::Nowhere;
}

/// Handles may outlive the loop.
void EventLoop::forgetAll()
{
    for (; !m_ready.isEmpty(); m_ready.removeFirst()) {
        if (Handle *const handle = m_ready.first()) {
            handle->m_where = Handle::Where::Nowhere;
        }
    }
    while (!m_timers.isEmpty()) {
        m_timers.takeFirst().m_where = Handle::Where::Nowhere;
    }
}

EventLoop::Progress EventLoop::runTurn(quint64 handles)
{
    if (m_stopReason) {
        return Progress::Stopped;
    }
    if (!isInTurn()) {
        if (m_ready.isEmpty() && m_timers.isEmpty()) {
            return Progress::Nothing;
        }
        beginTurn();
    }
    for (; m_left > 0 && handles > 0 && !m_stopReason; --handles) {
        --m_left;
        Handle *const handle = m_ready.first();
        m_ready.removeFirst();
        if (handle) {
            handle->m_where = Handle::Where::Nowhere;
            handle->run();
        }
    }
    if (m_stopReason) {
        m_left = 0;
        return Progress::Stopped;
    }
    return m_left > 0 ? Progress::Yielded : Progress::TurnDone;
}

void EventLoop::beginTurn()
{
    ++m_iteration;
    if (m_ready.isEmpty() && m_timers.earliest() > m_now) {
        if (m_timers.earliest() > trace::endOfTime) {
            stop("time");
            return;
        }
        m_now = m_timers.earliest();
    }
    tellTime();
    while (!m_timers.isEmpty() && m_timers.earliest() <= m_now) {
        makeReady(m_timers.takeFirst());
    }
    m_left = m_ready.size();
}

std::optional<Timestamp> EventLoop::nextDue() const
{
    if (isInTurn() || !m_ready.isEmpty()) {
        return m_now;
    }
    if (m_timers.isEmpty()) {
        return std::nullopt;
    }
    return std::max(m_now, m_timers.earliest());
}

void EventLoop::advance(Timestamp ns)
{
    if (ns > trace::endOfTime - m_now) {
        stop("time");
        return;
    }
    m_now += ns;
    tellTime();
}

void EventLoop::countIdleTurn()
{
    ++m_iteration;
    tellTime();
}

void EventLoop::tellTime() const
{
    if (m_observer) {
        m_observer->clockMoved(m_now, m_iteration);
    }
}

void EventLoop::stop(std::string reason)
{
    if (!m_stopReason) {
        m_stopReason = std::move(reason);
        m_observer = nullptr;
    }
}

void EventLoop::addLive(task::TaskBase &task) noexcept
{
    task.m_previousLive = m_lastLive;
    task.m_nextLive = nullptr;
    (m_lastLive ? m_lastLive->m_nextLive : m_firstLive) = &task;
    m_lastLive = &task;
}

void EventLoop::removeLive(task::TaskBase &task) noexcept
{
    if (!task.m_previousLive && m_firstLive != &task) {
        return; // close() has left it behind
    }
    (task.m_previousLive ? task.m_previousLive->m_nextLive : m_firstLive) = task.m_nextLive;
    (task.m_nextLive ? task.m_nextLive->m_previousLive : m_lastLive) = task.m_previousLive;
    task.m_previousLive = nullptr;
    task.m_nextLive = nullptr;
}

void EventLoop::keep(std::shared_ptr<void> object)
{
    const void *const key = object.get();
    m_kept.emplace(key, std::move(object));
}

void EventLoop::drop(const void *object)
{
    // Destroyed after it has left the table: its end may drop others.
    const auto kept = m_kept.extract(object);
}

quint64 EventLoop::close(quint64 patience)
{
    m_closing = true;
    m_observer = nullptr;
    quint64 leftBehind = 0;
    while (m_firstLive) {
        // The last created go first: they may hold references to what their creators own.
        if (!m_lastLive->endNow(patience)) {
            ++leftBehind;
            task::TaskBase &stubborn = *m_lastLive;
            removeLive(stubborn);
        }
    }
    m_kept.clear();
    if (leftBehind > 0) {
        qWarning("%llu tasks go on awaiting although their loop is closed: they leak", leftBehind);
    }
    return leftBehind;
}

} // namespace awaitscope::loop
