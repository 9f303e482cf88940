// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/tracklayout.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace awaitscope::timeline {

using trace::ResourceId;
using trace::ResourceKind;
using trace::TaskId;

namespace {

    constexpr double noteHeight = 18; // how many resources are not shown

} // namespace

bool isQuiet(ResourceKind kind) noexcept
{
    return kind == ResourceKind::Event || kind == ResourceKind::Condition
        || kind == ResourceKind::Barrier;
}

TrackLayout::TrackLayout(const trace::TraceStore &store) : m_store(store), m_nodes(1)
{
    update();
}

bool TrackLayout::update()
{
    bool isChanged = false;
    if (m_resourceCount != m_store.resourceCount()) {
        m_resourceCount = m_store.resourceCount();
        rebuildTracks();
        isChanged = true;
    }
    bool isInOrder = true;
    for (quint32 task = quint32(m_nodes.size()); task <= m_store.taskCount(); ++task) {
        isInOrder = addTask(TaskId(task)) && isInOrder;
        isChanged = true;
    }
    if (!isInOrder) {
        rebuildRows();
    }
    m_revision += isChanged ? 1 : 0;
    return isChanged;
}

// Returns false if the task has to come between the rows that are there.
bool TrackLayout::addTask(TaskId task)
{
    const quint32 parent = m_store.task(task).parent.value;
    Node node;
    node.parent = parent;
    node.depth = parent == 0 ? 0 : m_nodes[parent].depth + 1;
    node.isFiltered = !m_filter.empty();
    m_nodes.push_back(node);
    Node &above = m_nodes[parent];
    if (above.lastChild == 0) {
        above.firstChild = task.value;
    } else {
        m_nodes[above.lastChild].nextSibling = task.value;
    }
    above.lastChild = task.value;
    if (node.isFiltered || (parent != 0 && (above.isFolded || above.row < 0))) {
        return true;
    }
    if (!belongsBelowAll(task.value)) {
        return false;
    }
    m_nodes[task.value].row = rowCount();
    m_rows.push_back(task);
    return true;
}

// Whether the rows end with the rows of its parent and what is below that.
bool TrackLayout::belongsBelowAll(quint32 task) const
{
    const quint32 parent = m_nodes[task].parent;
    if (m_rows.empty()) {
        return parent == 0;
    }
    quint32 at = m_rows.back().value;
    while (at != 0 && m_nodes[at].depth > m_nodes[parent].depth) {
        at = m_nodes[at].parent;
    }
    return parent == 0 || at == parent;
}

// The task after `at` in depth-first order below `top`, 0 at the end.
quint32 TrackLayout::nextInOrder(quint32 at, quint32 top, bool intoChildren) const
{
    if (intoChildren && m_nodes[at].firstChild != 0) {
        return m_nodes[at].firstChild;
    }
    while (at != top) {
        if (m_nodes[at].nextSibling != 0) {
            return m_nodes[at].nextSibling;
        }
        at = m_nodes[at].parent;
    }
    return 0;
}

void TrackLayout::rebuildRows()
{
    m_rows.clear();
    for (Node &node : m_nodes) {
        node.row = -1;
    }
    for (quint32 at = m_nodes[0].firstChild; at != 0;) {
        const bool isShown = m_nodes[at].isShown();
        if (isShown) {
            m_nodes[at].row = rowCount();
            m_rows.emplace_back(at);
        }
        at = nextInOrder(at, 0, isShown && !m_nodes[at].isFolded);
    }
}

bool TrackLayout::setFilter(std::vector<bool> matches)
{
    if (matches == m_filter) {
        return false;
    }
    m_filter = std::move(matches);
    for (std::size_t task = 1; task < m_nodes.size(); ++task) {
        m_nodes[task].isFiltered =
            !m_filter.empty() && (task >= m_filter.size() || !m_filter[task]);
    }
    // Parents come before their children.
    for (std::size_t task = m_nodes.size(); task-- > 1;) {
        if (!m_nodes[task].isFiltered) {
            m_nodes[m_nodes[task].parent].isFiltered = false;
        }
    }
    rebuildRows();
    ++m_revision;
    return true;
}

int TrackLayout::rowOf(TaskId task) const noexcept
{
    return task && task.value < m_nodes.size() ? m_nodes[task.value].row : -1;
}

int TrackLayout::nearestRowOf(TaskId task) const noexcept
{
    if (task.value >= m_nodes.size()) {
        return -1;
    }
    quint32 at = task.value;
    while (at != 0 && m_nodes[at].row < 0) {
        at = m_nodes[at].parent;
    }
    return at == 0 ? -1 : m_nodes[at].row;
}

std::vector<TaskId> TrackLayout::allTasks() const
{
    std::vector<TaskId> tasks;
    tasks.reserve(m_nodes.size());
    for (quint32 at = nextInOrder(0, 0, true); at != 0; at = nextInOrder(at, 0, true)) {
        tasks.emplace_back(at);
    }
    return tasks;
}

int TrackLayout::descendantCount(TaskId task) const
{
    int count = 0;
    for (quint32 at = nextInOrder(task.value, task.value, true); at != 0;
         at = nextInOrder(at, task.value, true)) {
        ++count;
    }
    return count;
}

void TrackLayout::setFolded(TaskId task, bool isFolded)
{
    if (m_nodes[task.value].isFolded == isFolded) {
        return;
    }
    m_nodes[task.value].isFolded = isFolded;
    rebuildRows();
    ++m_revision;
}

void TrackLayout::foldAll()
{
    for (std::size_t task = 1; task < m_nodes.size(); ++task) {
        m_nodes[task].isFolded = m_nodes[task].firstChild != 0;
    }
    rebuildRows();
    ++m_revision;
}

void TrackLayout::unfoldAll()
{
    for (Node &node : m_nodes) {
        node.isFolded = false;
    }
    rebuildRows();
    ++m_revision;
}

// Returns whether that shows or hides a row.
bool TrackLayout::markRevealed(bool isRevealed)
{
    bool isOther = false;
    for (quint32 at = m_revealed; at != 0; at = m_nodes[at].parent) {
        m_nodes[at].isRevealed = isRevealed;
        isOther = isOther || m_nodes[at].isFiltered;
    }
    return isOther;
}

void TrackLayout::reveal(TaskId task)
{
    const quint32 revealed = task.value < m_nodes.size() ? task.value : 0;
    bool isChanged = false;
    if (revealed != m_revealed) {
        isChanged = markRevealed(false);
        m_revealed = revealed;
        isChanged = markRevealed(true) || isChanged;
    }
    for (quint32 at = m_nodes[revealed].parent; at != 0; at = m_nodes[at].parent) {
        isChanged = std::exchange(m_nodes[at].isFolded, false) || isChanged;
    }
    if (isChanged) {
        rebuildRows();
        ++m_revision;
    }
}

void TrackLayout::setTrackSpace(double height)
{
    if (m_trackSpace == height) {
        return;
    }
    m_trackSpace = height;
    const std::vector<double> before = m_trackTops;
    const double heightBefore = m_tracksHeight;
    rebuildTracks();
    m_revision += before != m_trackTops || heightBefore != m_tracksHeight ? 1 : 0;
}

void TrackLayout::rebuildTracks()
{
    std::vector<double> heights;
    double total = 0;
    int loud = 0;
    for (quint16 id = 1; id <= m_resourceCount; ++id) {
        const bool quiet = isQuiet(m_store.resource(ResourceId(id)).kind);
        heights.push_back(quiet ? quietTrackHeight : trackHeight);
        total += heights.back();
        loud += quiet ? 0 : 1;
    }
    if (total > m_trackSpace && loud > 0) {
        const double squeezed =
            std::max(quietTrackHeight, std::floor(trackHeight - (total - m_trackSpace) / loud));
        std::ranges::replace(heights, trackHeight, squeezed);
    }
    m_trackTops.clear();
    m_noteTop = 0;
    m_tracksHeight = 0;
    for (std::size_t at = 0; at < heights.size(); ++at) {
        const double note = at + 1 < heights.size() ? noteHeight : 0;
        if (at > 0 && m_noteTop + heights[at] + note > m_trackSpace) {
            break;
        }
        m_trackTops.push_back(m_noteTop);
        m_noteTop += heights[at];
    }
    m_tracksHeight = m_noteTop + (hiddenTracks() > 0 ? noteHeight : 0);
}

double TrackLayout::heightOfTrack(int track) const
{
    const double end = track + 1 < shownTracks() ? trackTop(track + 1) : m_noteTop;
    return end - trackTop(track);
}

} // namespace awaitscope::timeline
