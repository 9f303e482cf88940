// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/timescale.h"
#include "ui/timeline/tracklayout.h"

#include <QRectF>

#include <unordered_set>

namespace awaitscope::timeline {

/// Which rows offer to cancel their task.
enum class CancelButtons : quint8 {
    None, ///< pictures, recordings
    AllLive,
};

/// What is shown of a run, and where. From top to bottom: the ruler, the tracks, the rows; from
/// left to right: the labels, the time. All lengths in logical px. Copied freely.
///
/// Precondition of everything that takes a view: scale.left() and scale.width() are those that
/// place() gives.
struct View
{
    static constexpr double labelWidth = 190;
    static constexpr double rulerHeight = 24;
    static constexpr double cancelWidth = 24; ///< of a cancel button, at the right of the labels
    static constexpr double indent = 14; ///< a level of the tree
    static constexpr int deepestIndent = 7; ///< levels; what is deeper stands no further right
    static constexpr int thinnestBars = 3; ///< the last density with bars
    static constexpr int thinnest = 24; ///< density

    QRectF viewport; ///< everything there is to draw on; whole px
    TimeScale scale;
    int density = 0; ///< how thin the rows are: 0 to thinnest; see rowHeight()
    double scrollY = 0; ///< how far the rows are scrolled up; whole px
    trace::Timestamp now = 0; ///< where open spans end
    bool hasNowLine = true;
    CancelButtons cancelButtons = CancelButtons::AllLive;
    std::unordered_set<trace::TaskId> cancelPending; ///< beside those that the trace knows of

    /// Puts the view on a widget or a page; the time at the left edge and the zoom stay.
    void place(const QRectF &rect);

    [[nodiscard]] double timeLeft() const noexcept { return viewport.left() + labelWidth; }

    [[nodiscard]] QRectF rulerRect() const noexcept;
    /// Whether a point is on the head of the now line, which can be dragged along the ruler.
    [[nodiscard]] bool isOnNow(QPointF point) const noexcept;
    /// Of the tracks, labels included; no larger than the viewport has room for.
    [[nodiscard]] QRectF tracksRect(const TrackLayout &layout) const noexcept;
    /// Of one track, labels included. Precondition: 0 <= track < layout.shownTracks().
    [[nodiscard]] QRectF trackRect(const TrackLayout &layout, int track) const;
    /// Of all rows, labels included.
    [[nodiscard]] QRectF rowsRect(const TrackLayout &layout) const noexcept;

    /// Of one row (px): the full height, half, a quarter, an eighth, and from there on a 32nd, a
    /// 64th and so on: those rows are summed up in bands of the full height.
    [[nodiscard]] double rowHeight() const noexcept { return TrackLayout::rowHeight / groupSize(); }

    /// How many rows take the full height together.
    [[nodiscard]] int groupSize() const noexcept
    {
        return 1 << (isSummary() ? density + 1 : density);
    }

    /// Whether there is room for what is not a bar: names, buttons, marks, texts.
    [[nodiscard]] bool isRoomy() const noexcept { return density == 0; }

    /// Whether rows are summed up in bands.
    [[nodiscard]] bool isSummary() const noexcept { return density > thinnestBars; }

    /// Of so many rows together, the last group whole if they are summed up.
    [[nodiscard]] double rowsHeight(int rows) const noexcept;
    /// Of one row, labels included, not clipped.
    [[nodiscard]] QRectF rowRect(const TrackLayout &layout, int row) const noexcept;
    /// Rows [first, second) that have a part in rowsRect(); whole groups if they are summed up.
    [[nodiscard]] std::pair<int, int> visibleRows(const TrackLayout &layout) const noexcept;
    /// The row at `y`; -1 if there is none.
    [[nodiscard]] int rowAt(const TrackLayout &layout, double y) const noexcept;
    /// Where the triangle of a row that can be folded is, its surroundings included.
    [[nodiscard]] QRectF foldRect(const TrackLayout &layout, int row) const;
    /// Where the cancel button of a row is: 24 px each way.
    [[nodiscard]] QRectF cancelRect(const TrackLayout &layout, int row) const noexcept;
    /// How far to scroll to see the whole row: as little as it takes.
    [[nodiscard]] double scrollYToShow(const TrackLayout &layout, int row) const noexcept;
    /// The furthest that the rows can be scrolled.
    [[nodiscard]] double maximumScrollY(const TrackLayout &layout) const noexcept;

    friend bool operator==(const View &, const View &) = default;
};

} // namespace awaitscope::timeline
