// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/rowanchor.h"

#include <algorithm>
#include <cmath>

namespace awaitscope::models {

using timeline::TrackLayout;

void RowAnchor::note(const timeline::View &view, const TrackLayout &layout)
{
    m_revision = layout.revision();
    m_task = {};
    int row = view.rowAt(layout, m_lane);
    if (row < 0) {
        row = view.visibleRows(layout).first;
    }
    if (row < layout.rowCount()) {
        m_task = layout.taskAt(row);
        m_rowHeight = view.rowHeight();
        m_top = row * m_rowHeight - view.scrollY;
    }
}

std::optional<double> RowAnchor::scrollY(const TrackLayout &layout) const
{
    const int row = m_task ? layout.nearestRowOf(m_task) : -1;
    if (row < 0 || m_revision == layout.revision()) {
        return std::nullopt;
    }
    return std::max(0.0, std::round(row * m_rowHeight - m_top));
}

} // namespace awaitscope::models
