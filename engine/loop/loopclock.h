// SPDX-License-Identifier: MIT
#pragma once

#include "engine/loop/eventloop.h"
#include "engine/trace/recorder.h"

namespace awaitscope::loop {

/// Gives a recorder the time and the turns of a loop.
class LoopClock final : public trace::Recorder::Clock
{
public:
    /// @p loop outlives the clock.
    explicit LoopClock(const EventLoop &loop) noexcept : m_loop(loop) { }

    [[nodiscard]] trace::Timestamp now() const override { return m_loop.now(); }

    [[nodiscard]] quint64 iteration() const override { return m_loop.iteration(); }

private:
    const EventLoop &m_loop;
};

} // namespace awaitscope::loop
