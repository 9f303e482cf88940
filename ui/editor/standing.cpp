// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/standing.h"

namespace awaitscope::editor {

using trace::TaskId;
using trace::TaskLife;

std::vector<TaskId> liveTasks(const models::TraceModel &trace)
{
    std::vector<TaskId> tasks;
    for (quint32 number = 1; number <= trace.taskCount(); ++number) {
        if (trace.spans().life(TaskId(number)).isAlive()) {
            tasks.push_back(TaskId(number));
        }
    }
    return tasks;
}

std::vector<TaskId> tasksAt(const models::TraceModel &trace, const timeline::StepRange &steps)
{
    std::vector<TaskId> tasks = liveTasks(trace);
    std::erase_if(tasks,
                  [&](TaskId task) { return !steps.contains(trace.spans().life(task).step); });
    return tasks;
}

std::vector<int> standingBySteps(const models::TraceModel &trace)
{
    std::vector<int> standing(1);
    for (const TaskLife &life : trace.spans().lives()) {
        if (!life.isAlive()) {
            continue;
        }
        if (life.step.value >= standing.size()) {
            standing.resize(life.step.value + 1U);
        }
        ++standing[life.step.value];
    }
    return standing;
}

} // namespace awaitscope::editor
