// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/sortedtasks.h"

#include <QMetaType>

#include <optional>

namespace awaitscope::models {

/// Which tasks are shown: those that meet all that is given.
struct TaskFilter
{
    QString text; ///< part of the name or the number, in any case
    std::optional<bool> isAlive;
    std::optional<trace::TaskState> state;
    std::optional<trace::Outcome> outcome;

    friend bool operator==(const TaskFilter &, const TaskFilter &) = default;
};

/// The task table, sorted, and without the tasks that a filter leaves out.
class FilteredTasks final : public SortedTasks
{
    Q_OBJECT

public:
    using SortedTasks::SortedTasks;

    void setFilter(const TaskFilter &filter);

protected:
    [[nodiscard]] bool acceptsAll() const override;
    [[nodiscard]] bool accepts(trace::TaskId task) const override;

private:
    TaskFilter m_filter;
};

} // namespace awaitscope::models

Q_DECLARE_METATYPE(awaitscope::models::TaskFilter)
