// SPDX-License-Identifier: MIT
#include "engine/loop/eventloop.h"

#include "engine/task/taskbase.h"

namespace awaitscope::loop {

using trace::Timestamp;

EventLoop::EventLoop(trace::TaskObserver *observer, std::shared_ptr<memory::Arena> arena)
    : m_observer(observer)
    , m_recorder(dynamic_cast<trace::Recorder *>(observer))
    , m_pool(memory::Pool::create(arena ? std::move(arena) : std::make_shared<memory::Arena>()))
    , m_ready(*m_pool->arena())
    , m_timers(*m_pool->arena(), m_now)
    , m_turnEnd(m_ready.begin())
{ }

EventLoop::~EventLoop()
{
    [[maybe_unused]] const quint64 left = close();
    Q_ASSERT_X(left == 0, "EventLoop", "a task goes on awaiting although its loop is closed");
    forgetAll();
}

void EventLoop::callAt(Timestamp deadline, HandleBase &handle)
{
    Q_ASSERT(!handle.isScheduled());
    handle.m_scheduler = this;
    m_timers.insert(deadline, m_rank++, handle);
    wakeWaker();
}

void EventLoop::callLater(Timestamp delay, HandleBase &handle)
{
    Timestamp deadline = 0;
    if (qAddOverflow(m_now, delay, &deadline)) {
        deadline = std::numeric_limits<Timestamp>::max();
    }
    callAt(deadline, handle);
}

void EventLoop::callAtFirst(Timestamp deadline, HandleBase &handle)
{
    Q_ASSERT(!handle.isScheduled());
    handle.m_scheduler = this;
    m_timers.insert(deadline, m_firstRank++, handle);
    wakeWaker();
}

void EventLoop::forget(HandleBase &handle)
{
    if (handle.m_where == HandleBase::Where::Ready) {
        *static_cast<HandleBase **>(handle.m_entry) = nullptr;
    } else {
        m_timers.remove(handle);
    }
    handle.m_where = HandleBase::Where::Nowhere;
}

/// Handles may outlive the loop.
void EventLoop::forgetAll()
{
    while (!m_ready.isEmpty()) {
        if (HandleBase *const handle = m_ready.takeFirst()) {
            handle->m_where = HandleBase::Where::Nowhere;
        }
    }
    while (HandleBase *const handle = m_timers.takeFirst()) {
        handle->m_where = HandleBase::Where::Nowhere;
    }
}

inline void EventLoop::tellTime() const
{
    observe([this](auto &observer) { observer.clockMoved(m_now, m_iteration); });
}

/// A step is most of what there is to run: it is called directly.
inline void EventLoop::run(HandleBase &handle)
{
    handle.m_where = HandleBase::Where::Nowhere;
    if (handle.m_kind == HandleBase::Kind::Step) [[likely]] {
        static_cast<task::TaskBase &>(handle).run();
    } else {
        static_cast<Handle &>(handle).run();
    }
}

EventLoop::Progress EventLoop::runTurn(quint64 handles)
{
    if (m_stopReason) [[unlikely]] {
        return Progress::Stopped;
    }
    if (!isInTurn()) {
        if (m_iteration >= m_iterationLimit) [[unlikely]] {
            stop("iterations");
            return Progress::Stopped;
        }
        if (m_ready.isEmpty() && m_timers.isEmpty()) {
            return Progress::Nothing;
        }
        beginTurn();
    }
    for (; isInTurn() && handles > 0; --handles) {
        if (HandleBase *const handle = m_ready.takeFirst()) [[likely]] {
            run(*handle);
        }
    }
    if (m_stopReason) [[unlikely]] {
        return Progress::Stopped;
    }
    return isInTurn() ? Progress::Yielded : Progress::TurnDone;
}

inline void EventLoop::beginTurn()
{
    ++m_iteration;
    if (m_ready.isEmpty() && m_timers.earliest() > m_now) {
        if (m_timers.earliest() > trace::endOfTime) [[unlikely]] {
            stop("time");
            return;
        }
        m_now = m_timers.earliest();
    }
    if (collectDue()) {
        if (m_iteration >= m_iterationLimit) [[unlikely]] {
            tellTime();
            return;
        }
        ++m_iteration; // all that the turn would do is done: this is the next
    }
    tellTime();
    m_turnEnd = m_ready.end();
}

/// Due timers go behind what is ready. If there is nothing but sleeps that are over, all that this
/// turn would do is to make their steps ready for the next, in the same order: it is done at once,
/// and returns true.
inline bool EventLoop::collectDue()
{
    bool hasOnlySleeps = m_ready.isEmpty();
    while (HandleBase *const handle = m_timers.takeDue(m_now)) {
        if (hasOnlySleeps) {
            if (handle->m_kind == HandleBase::Kind::Step) {
                Q_UNUSED(static_cast<task::TaskBase *>(handle)->wakeUp())
            } else {
                hasOnlySleeps = false;
                putBackToSleep();
            }
        }
        makeReady(*handle);
    }
    return hasOnlySleeps;
}

/// There is something else to run in this turn: each sleep has its place in it.
void EventLoop::putBackToSleep()
{
    for (quint64 left = m_ready.size(); left > 0; --left) {
        HandleBase *const handle = m_ready.takeFirst();
        static_cast<task::TaskBase *>(handle)->goOnSleeping();
        makeReady(*handle);
    }
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

void EventLoop::stop(std::string reason)
{
    if (!m_stopReason) {
        m_stopReason = std::move(reason);
        m_turnEnd = m_ready.begin(); // no more of this turn
        observeNoMore();
    }
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
    observeNoMore();
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
