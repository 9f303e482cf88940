// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/trace/timerange.h"

class QKeyEvent;

namespace awaitscope::widgets {

class TimelineWidget;

/// The keys that work only where a timeline has the focus; those of the whole window are actions.
class TimelineKeys final
{
public:
    /// @p timeline outlives it.
    explicit TimelineKeys(TimelineWidget &timeline) : m_timeline(timeline) { }

    /// Returns whether the key means anything here; then it was done.
    [[nodiscard]] bool press(const QKeyEvent &event);

private:
    [[nodiscard]] bool timeKey(int key);
    [[nodiscard]] bool rowKey(int key);
    void moveRangeEnd(int steps);

    TimelineWidget &m_timeline;
    trace::Timestamp m_rangeFrom = 0; // where the range began that keys select
    trace::Timestamp m_rangeTo = 0; // and where it has come to
};

} // namespace awaitscope::widgets
