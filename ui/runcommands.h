// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/run/run.h"

#include <QObject>
#include <QPointer>

namespace awaitscope {

class Actions;

namespace models {
    class SelectionController;
}

/// What the hands do to the run on screen. Whatever changes it becomes one of its interventions;
/// what only another run can do is asked for by signals.
class RunCommands final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Null: every command does nothing. Not owned.
    void setRun(run::Run *run) { m_run = run; }

    /// While the past is shown, nothing can be done to the run.
    void setPast(bool isPast) { m_isPast = isPast; }

    /// Every action on the run does what it says; those on a task, to the selected one. Both
    /// outlive the commands.
    void connectActions(const Actions &actions, const models::SelectionController &selection);

    /// Lets it run, or holds it; asks for a restart when it has ended.
    void runOrPause();
    /// Holds it, and goes on to the next turn that logs something.
    void step();
    /// The same for what concerns @p task; none: nothing.
    void stepTask(trace::TaskId task);
    void setSpeed(double speed);
    /// cancel() on a task; none: nothing.
    void cancel(trace::TaskId task);
    /// One cancel() for each live task below @p task and for itself, the deepest first, at one
    /// instant.
    void cancelSubtree(trace::TaskId task);
    /// One cancel() for each live task, the youngest first, so that no parent cancels them first.
    void cancelAll();
    /// A live parameter changes the run; any other asks for a new one.
    void chooseParameter(const QByteArray &parameter, double value);
    /// Ends the run where it stands.
    void stop();
    /// Lets a run go on that its limit of memory holds, with twice as much.
    void raiseMemory();
    /// Or without its oldest events, then and at that limit ever after.
    void letOldestGo();
    /// Gives up a run in which nothing can happen any more.
    void conclude();

Q_SIGNALS:
    void restartRequested();
    /// Run again without the last intervention.
    void takeBackRequested();
    /// Run again with the one that was taken back last.
    void putBackRequested();
    /// Another value of a parameter that is not live.
    void parameterChosen(const QByteArray &parameter, double value);

private:
    /// The run, if it can be changed.
    [[nodiscard]] run::Run *present() const { return m_isPast ? nullptr : m_run.data(); }

    QPointer<run::Run> m_run;
    bool m_isPast = false;
};

} // namespace awaitscope
