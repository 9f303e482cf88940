// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/trace/tracestore.h"

#include <span>
#include <vector>

namespace awaitscope::timeline {

/// Whether resources of that kind have no use to draw.
[[nodiscard]] bool isQuiet(trace::ResourceKind kind) noexcept;

/// Where tracks and rows are: one track a resource on top, below them the tasks as a tree in
/// depth-first order, children under their parent in order of creation. Heights in logical px.
///
/// Invariant: rowOf(taskAt(row)) == row for every row; a task is without row if and only if one of
/// its ancestors is folded, or a filter leaves it out and it has not been revealed.
class TrackLayout
{
public:
    static constexpr double rowHeight = 24; ///< no less: so high are the cancel buttons
    static constexpr double trackHeight = 64;
    /// Of a resource that has no use to draw: an event, a condition, a barrier.
    static constexpr double quietTrackHeight = 26;

    explicit TrackLayout(const trace::TraceStore &store);

    /// Takes in the tasks and resources that were added to the store since the last call. Costs
    /// what was added, if all of it comes below the last row, else what there is. Returns whether
    /// anything was.
    bool update();

    /// Changes whenever a row or a track is added, moved or hidden.
    [[nodiscard]] quint64 revision() const noexcept { return m_revision; }

    [[nodiscard]] const trace::TraceStore &store() const noexcept { return m_store; }

    // Rows.
    [[nodiscard]] int rowCount() const noexcept { return int(m_rows.size()); }

    /// Precondition: 0 <= row < rowCount().
    [[nodiscard]] trace::TaskId taskAt(int row) const { return m_rows[std::size_t(row)]; }

    /// -1 if the task is hidden by a fold or a filter, or not known yet.
    [[nodiscard]] int rowOf(trace::TaskId task) const noexcept;
    /// The row of the task or of the folded ancestor that hides it; -1 if it is not known yet.
    [[nodiscard]] int nearestRowOf(trace::TaskId task) const noexcept;

    /// Every task that is known, in the order of the rows, whether a fold hides it or not.
    [[nodiscard]] std::vector<trace::TaskId> allTasks() const;

    /// Number of ancestors.
    [[nodiscard]] int depth(trace::TaskId task) const { return m_nodes[task.value].depth; }

    [[nodiscard]] bool hasChildren(trace::TaskId task) const
    {
        return m_nodes[task.value].firstChild != 0;
    }

    [[nodiscard]] bool isFolded(trace::TaskId task) const { return m_nodes[task.value].isFolded; }

    /// How many tasks a fold hides or would hide: all descendants.
    [[nodiscard]] int descendantCount(trace::TaskId task) const;
    /// Hides or shows everything below the task. Folds deeper down are kept.
    void setFolded(trace::TaskId task, bool isFolded);
    /// Every task that has children.
    void foldAll();
    void unfoldAll();
    /// Unfolds whatever hides the task, and shows it and the way to it in spite of the filter:
    /// until the next call. None: no task.
    void reveal(trace::TaskId task);

    /// The task that was revealed, if the filter leaves it out.
    [[nodiscard]] trace::TaskId shownAnyway() const
    {
        return trace::TaskId(m_nodes[m_revealed].isFiltered ? m_revealed : 0);
    }

    /// Shows the tasks for which @p matches (by task number, from 1) is true, and the way to them;
    /// new tasks only once they are in it. Empty: all. Returns whether that is another filter.
    bool setFilter(std::vector<bool> matches);

    [[nodiscard]] double rowsHeight() const noexcept { return rowCount() * rowHeight; }

    // Tracks.
    /// Lets the tracks take `height` px at most: they shrink as far as a line of text needs, then
    /// the last ones are left out.
    void setTrackSpace(double height);

    /// Of all tracks, and of the note that some are left out.
    [[nodiscard]] double tracksHeight() const noexcept { return m_tracksHeight; }

    [[nodiscard]] int shownTracks() const noexcept { return int(m_trackTops.size()); }

    [[nodiscard]] int hiddenTracks() const noexcept { return int(m_resourceCount) - shownTracks(); }

    /// From the top of the first track. Precondition: 0 <= track < shownTracks().
    [[nodiscard]] double trackTop(int track) const { return m_trackTops[std::size_t(track)]; }

    [[nodiscard]] double heightOfTrack(int track) const;

private:
    struct Node
    {
        quint32 parent = 0;
        quint32 firstChild = 0;
        quint32 lastChild = 0;
        quint32 nextSibling = 0;
        int depth = 0;
        int row = -1;
        bool isFolded = false;
        bool isFiltered = false; // left out by the filter
        bool isRevealed = false; // on the way to the task that was revealed, or that task

        [[nodiscard]] bool isShown() const noexcept { return !isFiltered || isRevealed; }
    };

    bool addTask(trace::TaskId task);
    bool markRevealed(bool isRevealed);
    [[nodiscard]] bool belongsBelowAll(quint32 task) const;
    void rebuildRows();
    void rebuildTracks();
    [[nodiscard]] quint32 nextInOrder(quint32 at, quint32 top, bool intoChildren) const;

    const trace::TraceStore &m_store;
    std::vector<Node> m_nodes; // by task number; 0 is the root above all
    std::vector<trace::TaskId> m_rows;
    std::vector<bool> m_filter; // by task number; empty: none
    quint32 m_revealed = 0; // task; 0: none
    std::vector<double> m_trackTops;
    quint16 m_resourceCount = 0;
    double m_trackSpace = 1e9;
    double m_tracksHeight = 0;
    double m_noteTop = 0; // below the last track
    quint64 m_revision = 0;
};

} // namespace awaitscope::timeline
