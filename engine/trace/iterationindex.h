// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <vector>

namespace awaitscope::trace {

/// In which iteration of the loop each event was logged: one mark of four bytes an iteration that
/// logged something, since there can be as many of these as tasks.
class IterationIndex
{
public:
    /// The events from number @p event on belong to @p iteration. Precondition: both are greater
    /// than at the last call.
    void append(quint64 event, quint64 iteration);

    /// 0 for the events before the first that was given.
    [[nodiscard]] quint64 iterationOf(quint64 event) const;

private:
    /// Where an iteration begins, as the distance from the one before it.
    struct Mark
    {
        quint16 events = 0;
        quint16 iterations = 0;
    };

    /// A place from which marks count. There is one every few marks, and where a distance is too
    /// large for a mark.
    struct Anchor
    {
        quint64 event = 0;
        quint64 iteration = 0;
        std::size_t firstMark = 0;
    };

    static constexpr std::size_t marksPerAnchor = 64;

    std::vector<Anchor> m_anchors;
    std::vector<Mark> m_marks;
    quint64 m_lastEvent = 0;
    quint64 m_lastIteration = 0;
};

} // namespace awaitscope::trace
