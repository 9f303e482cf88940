// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/viewhistory.h"

namespace awaitscope::models {

namespace {

    constexpr std::size_t longestPast = 256;

} // namespace

ViewHistory::ViewHistory(std::chrono::milliseconds pause) : m_pause(pause) { }

void ViewHistory::leave(const Place &from, Move move)
{
    const bool goesOn =
        move != Move::Jump && move == m_lastMove && m_sinceMove.elapsed() < m_pause.count();
    if (!goesOn) {
        if (m_past.size() == longestPast) {
            m_past.erase(m_past.begin());
        }
        m_past.push_back(from);
    }
    m_future.clear();
    m_lastMove = move;
    m_sinceMove.start();
}

std::optional<Place> ViewHistory::undo(const Place &current)
{
    return step(m_past, m_future, current);
}

std::optional<Place> ViewHistory::redo(const Place &current)
{
    return step(m_future, m_past, current);
}

std::optional<Place> ViewHistory::step(std::vector<Place> &from, std::vector<Place> &to,
                                       const Place &current)
{
    if (from.empty()) {
        return std::nullopt;
    }
    const Place place = from.back();
    from.pop_back();
    to.push_back(current);
    m_lastMove.reset();
    return place;
}

void ViewHistory::clear()
{
    m_past.clear();
    m_future.clear();
    m_lastMove.reset();
}

} // namespace awaitscope::models
