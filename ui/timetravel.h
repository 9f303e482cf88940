// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/run/run.h"
#include "ui/models/moment.h"

#include <QObject>
#include <QPointer>

namespace awaitscope {

class Actions;

namespace models {
    class TraceModel;
} // namespace models

namespace widgets {
    class NoticeBar;
    class TimelineWidget;
} // namespace widgets

/// Lets the user stand at a moment of the past: holds the run, has what is on screen show that
/// moment, and says so over the timeline, with the ways out.
class TimeTravel final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it. To be made after everybody else has connected to the actions: it answers
    /// those of the run in the past alone, which they may end.
    TimeTravel(widgets::TimelineWidget &timeline, Actions &actions, QObject *parent = nullptr);

    /// At the latest moment of this. @p run: null for a trace that was read from a file. Neither is
    /// owned.
    void setTrace(models::TraceModel *trace, run::Run *run);
    /// Whether there is anything to run again.
    void setCanBranch(bool canBranch);

    /// The latest, or later: out of the past.
    void goTo(trace::Timestamp time);
    /// Before the last turn that is shown and logged something; or something of @p task.
    void stepBack(trace::TaskId task = {});
    /// After the next one. Does nothing if the past is not shown.
    void stepForth(trace::TaskId task = {});
    /// A run that went on when the user left for the past goes on.
    void backToNow();

Q_SIGNALS:
    /// Another moment is shown.
    void moved();
    /// Run again up to the moment that is shown.
    void branchRequested(const awaitscope::models::Moment &moment);

protected:
    /// Keeps the notice in its place.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectActions(Actions &actions);
    void show(const models::Moment &moment);
    void step(const std::optional<models::Moment> &moment);
    void showNotice();
    void placeNotice();

    widgets::TimelineWidget &m_timeline;
    Actions &m_actions;
    widgets::NoticeBar *m_notice;
    QPointer<models::TraceModel> m_trace;
    QPointer<run::Run> m_run;
    bool m_canBranch = false;
    bool m_wasRunning = false; // before it was held for the past
};

} // namespace awaitscope
