// SPDX-License-Identifier: MIT
#include "engine/sync/barrier.h"

namespace awaitscope::sync {

using task::Coro;
using task::Failure;
using task::Quiet;

Barrier::Barrier(loop::EventLoop &loop, quint64 parties, std::string_view name)
    : Resource(loop, trace::ResourceKind::Barrier, name, qint64(parties))
    , m_condition(loop)
    , m_parties(parties)
{ }

trace::Usage Barrier::usage() const
{
    return {qint32(m_count), 0};
}

bool Barrier::wouldSuspend() const noexcept
{
    return m_condition.isContended() || m_isDraining || m_count + 1 < m_parties;
}

Coro<quint64> Barrier::wait()
{
    task::ObservedWait wait(loop(), {.kind = trace::WaitKind::Barrier, .resource = id()});
    if (wouldSuspend()) {
        wait.begin();
    }
    quint64 index = 0;
    Quiet acquired{m_condition.acquireUnobserved()};
    Failure failure = co_await acquired;
    if (!failure) {
        failure = co_await fill(&index);
        if (!failure.isClosed()) {
            m_condition.releaseUnobserved();
        }
    }
    wait.end(failure);
    failure.raise();
    if (trace::TaskObserver *const observer = this->observer()) {
        observer->barrierPassed(currentTask(), id(), index);
    }
    co_return index;
}

Coro<Failure> Barrier::fill(quint64 *index)
{
    while (m_isDraining) {
        Failure failure = co_await m_condition.waitUnobserved();
        if (failure) {
            co_return failure;
        }
    }
    *index = m_count++;
    Failure failure;
    if (*index + 1 == m_parties) {
        m_isDraining = true;
        m_condition.notifyAllUnobserved();
    }
    while (!m_isDraining && !failure) {
        failure = co_await m_condition.waitUnobserved();
    }
    if (--m_count == 0) {
        m_isDraining = false;
        m_condition.notifyAllUnobserved();
    }
    co_return failure;
}

} // namespace awaitscope::sync
