// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/timescale.h"

#include <QElapsedTimer>

#include <chrono>
#include <optional>
#include <vector>

namespace awaitscope::models {

/// A part of a run: which times, which rows, and whether it moves on with the now line.
struct Place
{
    timeline::TimeScale scale;
    int density = 0; ///< of the rows
    double scrollY = 0; ///< px
    bool isFollowing = true;
    bool showsWholeRun = true; ///< while following: from the beginning, not only around now

    friend bool operator==(const Place &, const Place &) = default;
};

/// How a place was left.
enum class Move : quint8 {
    Zoom,
    Drag, ///< pan and scroll
    Jump, ///< on its own, always
};

/// The places that were left, for undo and redo. Moves of one kind with less than a pause between
/// them are one gesture, and undone together.
class ViewHistory
{
public:
    explicit ViewHistory(std::chrono::milliseconds pause);

    /// @p from is left now. What was undone is forgotten.
    void leave(const Place &from, Move move);
    /// The place before; @p current comes back with redo(). None: this is the first.
    std::optional<Place> undo(const Place &current);
    std::optional<Place> redo(const Place &current);
    void clear();

    [[nodiscard]] bool canUndo() const noexcept { return !m_past.empty(); }

    [[nodiscard]] bool canRedo() const noexcept { return !m_future.empty(); }

private:
    std::optional<Place> step(std::vector<Place> &from, std::vector<Place> &to,
                              const Place &current);

    std::chrono::milliseconds m_pause;
    std::vector<Place> m_past;
    std::vector<Place> m_future;
    std::optional<Move> m_lastMove;
    QElapsedTimer m_sinceMove;
};

} // namespace awaitscope::models
