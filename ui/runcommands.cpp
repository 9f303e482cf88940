// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runcommands.h"

#include "ui/actions.h"
#include "ui/models/selectioncontroller.h"

#include <QAction>

#include <algorithm>
#include <unordered_map>

namespace awaitscope {

using run::RunState;
using trace::TaskId;

void RunCommands::connectActions(const Actions &actions,
                                 const models::SelectionController &selection)
{
    connect(actions.runPause, &QAction::triggered, this, &RunCommands::runOrPause);
    connect(actions.step, &QAction::triggered, this, &RunCommands::step);
    connect(actions.stepTask, &QAction::triggered, this,
            [this, &selection] { stepTask(selection.task()); });
    connect(actions.stop, &QAction::triggered, this, &RunCommands::stop);
    connect(actions.raiseMemory, &QAction::triggered, this, &RunCommands::raiseMemory);
    connect(actions.letOldestGo, &QAction::triggered, this, &RunCommands::letOldestGo);
    connect(actions.restart, &QAction::triggered, this, &RunCommands::restartRequested);
    connect(actions.takeBack, &QAction::triggered, this, &RunCommands::takeBackRequested);
    connect(actions.putBack, &QAction::triggered, this, &RunCommands::putBackRequested);
    connect(actions.cancelTask, &QAction::triggered, this,
            [this, &selection] { cancel(selection.task()); });
    connect(actions.cancelSubtree, &QAction::triggered, this,
            [this, &selection] { cancelSubtree(selection.task()); });
    connect(actions.cancelAll, &QAction::triggered, this, &RunCommands::cancelAll);
    connect(actions.conclude, &QAction::triggered, this, &RunCommands::conclude);
}

void RunCommands::runOrPause()
{
    if (!present()) {
        return;
    }
    switch (m_run->state()) {
    case RunState::Running:
        m_run->pause();
        break;
    case RunState::Paused:
        m_run->resume();
        break;
    case RunState::Deadlocked:
    case RunState::Ended:
        Q_EMIT restartRequested();
        break;
    }
}

void RunCommands::step()
{
    if (present()) {
        m_run->pause();
        m_run->stepTurn();
    }
}

void RunCommands::stepTask(TaskId task)
{
    if (present() && task) {
        m_run->pause();
        m_run->stepTask(task);
    }
}

void RunCommands::setSpeed(double speed)
{
    if (m_run) {
        m_run->setSpeed(speed);
    }
}

void RunCommands::cancel(TaskId task)
{
    if (present() && task) {
        m_run->cancel(task);
    }
}

void RunCommands::cancelSubtree(TaskId task)
{
    if (!present() || !task) {
        return;
    }
    const trace::TraceStore &store = m_run->store();
    // Parents are older than their children: one pass finds how deep each stands below the task.
    std::unordered_map<TaskId, int> depths{{task, 0}};
    std::vector<TaskId> tasks;
    for (const TaskId live : m_run->liveTasks()) {
        int depth = 0;
        TaskId above = live;
        while (above && !depths.contains(above)) {
            above = store.task(above).parent;
            ++depth;
        }
        if (above) {
            depths[live] = depths[above] + depth;
            tasks.push_back(live);
        }
    }
    std::ranges::reverse(tasks);
    std::ranges::stable_sort(tasks, std::ranges::greater(),
                             [&](TaskId live) { return depths[live]; });
    m_run->cancel(tasks);
}

void RunCommands::cancelAll()
{
    if (present()) {
        std::vector<TaskId> tasks = m_run->liveTasks();
        std::ranges::reverse(tasks);
        m_run->cancel(tasks);
    }
}

void RunCommands::chooseParameter(const QByteArray &name, double value)
{
    if (!present()) {
        return;
    }
    const auto &parameters = m_run->scenario().parameters;
    const auto parameter = std::ranges::find(parameters, name, &scenario::Parameter::name);
    if (parameter == parameters.end() || !parameter->live || m_run->state() == RunState::Ended) {
        Q_EMIT parameterChosen(name, value);
        return;
    }
    for (const trace::ResourceId semaphore : parameter->semaphores) {
        m_run->setSlots(semaphore, qint64(value));
    }
}

void RunCommands::raiseMemory()
{
    if (m_run && m_run->isHeld()) {
        m_run->raiseMemoryLimit();
        m_run->resume();
    }
}

void RunCommands::letOldestGo()
{
    if (present() && m_run->isHeld()) {
        m_run->letOldestGo();
        m_run->resume();
    }
}

void RunCommands::stop()
{
    if (present()) {
        m_run->stop();
    }
}

void RunCommands::conclude()
{
    if (present() && m_run->state() == RunState::Deadlocked) {
        m_run->conclude();
    }
}

} // namespace awaitscope
