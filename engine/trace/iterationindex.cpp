// SPDX-License-Identifier: MIT
#include "engine/trace/iterationindex.h"

#include <algorithm>
#include <limits>

namespace awaitscope::trace {

void IterationIndex::append(quint64 event, quint64 iteration)
{
    const quint64 events = event - m_lastEvent;
    const quint64 iterations = iteration - m_lastIteration;
    m_lastEvent = event;
    m_lastIteration = iteration;
    if (m_anchors.empty() || m_marks.size() - m_anchors.back().firstMark == marksPerAnchor
        || std::max(events, iterations) > std::numeric_limits<quint16>::max()) {
        m_anchors.push_back({event, iteration, m_marks.size()});
    } else {
        m_marks.push_back({quint16(events), quint16(iterations)});
    }
}

quint64 IterationIndex::iterationOf(quint64 event) const
{
    const auto after = std::ranges::upper_bound(m_anchors, event, {}, &Anchor::event);
    if (after == m_anchors.begin()) {
        return 0;
    }
    Anchor at = *std::prev(after);
    const std::size_t end = after == m_anchors.end() ? m_marks.size() : after->firstMark;
    for (; at.firstMark < end; ++at.firstMark) {
        const Mark mark = m_marks[at.firstMark];
        if (at.event + mark.events > event) {
            break;
        }
        at.event += mark.events;
        at.iteration += mark.iterations;
    }
    return at.iteration;
}

} // namespace awaitscope::trace
