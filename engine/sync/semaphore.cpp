// SPDX-License-Identifier: MIT
#include "engine/sync/semaphore.h"

#include <algorithm>

namespace awaitscope::sync {

Semaphore::Semaphore(loop::EventLoop &loop, qint64 slotCount, std::string_view name,
                     Bounded bounded)
    : Resource(loop, trace::ResourceKind::Semaphore, name, slotCount)
    , WaitQueue(loop)
    , m_slots(slotCount)
    , m_free(slotCount)
    , m_bounded(bounded)
{ }

void Semaphore::throwNoneHeld()
{
    throw task::ValueError("released more often than acquired");
}

void Semaphore::resize(qint64 slotCount)
{
    if (slotCount < m_slots) {
        const qint64 fromFree = std::min(m_slots - slotCount, m_free);
        m_free -= fromFree;
        m_debt += m_slots - slotCount - fromFree;
    } else {
        const qint64 paid = std::min(slotCount - m_slots, m_debt);
        m_debt -= paid;
        for (qint64 left = slotCount - m_slots - paid; left > 0; --left) {
            ++m_free;
            if (!grant({})) {
                m_free += left - 1; // nobody waits: the rest at one go
                break;
            }
        }
    }
    m_slots = slotCount;
    if (trace::TaskObserver *const observer = this->observer()) {
        observer->resized(id(), slotCount, usage());
    }
}

} // namespace awaitscope::sync
