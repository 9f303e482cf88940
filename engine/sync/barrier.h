// SPDX-License-Identifier: MIT
#pragma once

#include "engine/sync/condition.h"

namespace awaitscope::sync {

/// Lets tasks go on together, when enough of them have arrived (asyncio.Barrier; S-215 to S-220).
class Barrier final : public Resource
{
public:
    Barrier(loop::EventLoop &loop, quint64 parties, std::string_view name = {});

    [[nodiscard]] trace::Usage usage() const override;

    /// Waits for the others; gives the place in the order of arrival, from 0. The last to arrive
    /// does not suspend, unless the barrier is still draining or its lock is contended.
    [[nodiscard]] task::Coro<quint64> wait();

private:
    [[nodiscard]] bool wouldSuspend() const noexcept;
    [[nodiscard]] task::Coro<task::Failure> fill(quint64 *index);

    Condition m_condition;
    quint64 m_parties;
    quint64 m_count = 0;
    bool m_isDraining = false;
};

} // namespace awaitscope::sync
