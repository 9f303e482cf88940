// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/timelinemodel.h"
#include "ui/timeline/tracklayout.h"

#include <array>
#include <vector>

namespace awaitscope::timeline {

/// What tasks did in a column of time.
struct StateCell
{
    std::array<double, trace::stateCount> taskTime{}; ///< ns in each state, of all together
    std::array<quint32, trace::outcomeCount> ended{}; ///< but for those that finished
};

/// Sums up what the tasks of rows did in columns of time: tasks with successive numbers as the
/// blocks that the builder keeps, others one by one. The model must outlive it.
class StateCells
{
public:
    /// @p borders: of the columns (ns), in ascending order. States that have not ended last until
    /// @p now.
    StateCells(const TimelineModel &model, std::vector<trace::Timestamp> borders,
               trace::Timestamp now);

    /// Rows [first, last): a cell a column. Valid until the next call.
    [[nodiscard]] const std::vector<StateCell> &sumUp(const TrackLayout &layout, int first,
                                                      int last);
    /// How long a column lasts (ns), as far as the run has come.
    [[nodiscard]] double duration(std::size_t column) const;

private:
    [[nodiscard]] quint32 add(quint32 at, quint32 end, quint32 known);
    void addBlock(trace::BlockActivity::Reader block);
    void addTask(trace::TaskId task);
    [[nodiscard]] std::size_t columnAt(trace::Timestamp time) const;

    const TimelineModel &m_model;
    std::vector<trace::Timestamp> m_borders;
    trace::Timestamp m_now;
    std::vector<StateCell> m_cells;
};

} // namespace awaitscope::timeline
