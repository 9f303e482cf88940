// SPDX-License-Identifier: MIT
#include "engine/task/timeout.h"

namespace awaitscope::task {

using trace::Timestamp;

Timeout::Timeout(loop::EventLoop &loop, std::optional<Timestamp> deadline)
    : m_loop(loop), m_deadline(deadline), m_id(loop.nextScopeId())
{ }

void Timeout::enter()
{
    if (m_state != State::Created) {
        throw RuntimeError("the timeout has been entered already");
    }
    m_task = &TaskBase::running(m_loop);
    m_state = State::Active;
    m_cancellingBefore = m_task->cancelling();
    if (trace::TaskObserver *const observer = m_loop.observer()) {
        observer->scopeOpened(m_task->id(), m_id, m_deadline.value_or(trace::noDeadline));
    }
    arm();
}

void Timeout::reschedule(std::optional<Timestamp> deadline)
{
    if (m_state != State::Active) {
        throw RuntimeError(m_state == State::Expired ? "the timeout has expired"
                                                     : "the timeout is not entered");
    }
    m_deadline = deadline;
    m_expiry.cancel();
    arm();
    if (trace::TaskObserver *const observer = m_loop.observer()) {
        observer->scopeRescheduled(m_task->id(), m_id, m_deadline.value_or(trace::noDeadline));
    }
}

void Timeout::arm()
{
    if (!m_deadline) {
        return;
    }
    if (*m_deadline <= m_loop.now()) {
        m_loop.callSoon(m_expiry);
    } else {
        m_loop.callAt(*m_deadline, m_expiry);
    }
}

void Timeout::expire()
{
    if (trace::TaskObserver *const observer = m_loop.observer()) {
        observer->scopeExpired(m_task->id(), m_id);
    }
    m_task->cancel(trace::CancelCause::Timeout);
    m_state = State::Expired;
}

Failure Timeout::leave(Failure failure)
{
    m_expiry.cancel();
    trace::TaskObserver *const observer = m_loop.observer();
    if (observer) {
        observer->scopeClosed(m_task->id(), m_id);
    }
    if (m_state != State::Expired) {
        m_state = State::Left;
        return failure;
    }
    const quint32 left = m_task->uncancel();
    if (left > m_cancellingBefore || !failure.isCancelled()) {
        return failure;
    }
    if (observer) {
        observer->scopeTimedOut(m_task->id(), m_id);
    }
    return Failure::timedOut();
}

std::optional<Timestamp> deadlineIn(const loop::EventLoop &loop, std::optional<Timestamp> delay)
{
    Timestamp deadline = 0;
    if (delay && qAddOverflow(loop.now(), *delay, &deadline)) {
        deadline = std::numeric_limits<Timestamp>::max();
    }
    return delay ? std::optional(deadline) : std::nullopt;
}

} // namespace awaitscope::task
