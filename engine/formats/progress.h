// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <functional>

namespace awaitscope::formats {

/// Called now and then with the part that is done, from 0 to 1; false: give up.
using Progress = std::function<bool(double part)>;

/// Tells of one step in many how far a piece of work is, so that telling costs nothing.
class ProgressCounter
{
public:
    /// @p progress outlives it, and may be empty; @p steps are all there are.
    ProgressCounter(const Progress &progress, quint64 steps) : m_progress(progress), m_steps(steps)
    { }

    /// One more was done. False: give up.
    [[nodiscard]] bool step()
    {
        constexpr quint64 untold = 16384;
        return ++m_done % untold != 0 || !m_progress
            || m_progress(double(m_done) / double(m_steps));
    }

private:
    const Progress &m_progress;
    quint64 m_steps;
    quint64 m_done = 0;
};

} // namespace awaitscope::formats
