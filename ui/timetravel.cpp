// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timetravel.h"

#include "ui/actions.h"
#include "ui/timeline/timeformat.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/timelinewidget.h"

#include <QAction>
#include <QEvent>

#include <algorithm>
#include <utility>

namespace awaitscope {

using models::Moment;
using run::RunState;
using trace::TaskId;
using trace::Timestamp;
using widgets::NoticeBar;
using widgets::TimelineWidget;

TimeTravel::TimeTravel(TimelineWidget &timeline, Actions &actions, QObject *parent)
    : QObject(parent)
    , m_timeline(timeline)
    , m_actions(actions)
    , m_notice(new NoticeBar(NoticeBar::Kind::Offer, &timeline))
{
    m_notice->offer(actions.backToNow);
    m_notice->offer(actions.branch);
    timeline.installEventFilter(this);
    connect(&timeline, &TimelineWidget::momentRequested, this, &TimeTravel::goTo);
    connectActions(actions);
    showNotice();
}

void TimeTravel::connectActions(Actions &actions)
{
    const auto selected = [this] { return m_timeline.selection().task(); };
    connect(actions.stepBack, &QAction::triggered, this, [this] { stepBack(); });
    connect(actions.stepTaskBack, &QAction::triggered, this, [=, this] { stepBack(selected()); });
    connect(actions.step, &QAction::triggered, this, [this] { stepForth(); });
    connect(actions.stepTask, &QAction::triggered, this, [=, this] { stepForth(selected()); });
    connect(actions.backToNow, &QAction::triggered, this, &TimeTravel::backToNow);
    connect(actions.follow, &QAction::triggered, this, [this] {
        if (m_trace && m_trace->isPast()) {
            backToNow();
            m_timeline.zoom().setFollowing(true);
        }
    });
    connect(actions.runPause, &QAction::triggered, this, [this] {
        if (m_trace && m_trace->isPast()) {
            m_wasRunning = true;
            backToNow();
        }
    });
    connect(actions.branch, &QAction::triggered, this, [this] {
        if (m_trace && m_trace->isPast()) {
            Q_EMIT branchRequested({m_trace->now(), m_trace->spans().position()});
        }
    });
}

void TimeTravel::setTrace(models::TraceModel *trace, run::Run *run)
{
    m_trace = trace;
    m_run = run;
    m_wasRunning = false;
    setCanBranch(run != nullptr);
}

void TimeTravel::setCanBranch(bool canBranch)
{
    m_canBranch = canBranch;
    showNotice();
}

void TimeTravel::goTo(Timestamp time)
{
    constexpr double snap = 4; // px from the latest, where that is meant
    if (!m_trace) {
        return;
    }
    const auto near = Timestamp(snap * m_timeline.view().scale.nsPerPixel());
    if (time + near >= m_trace->latest()) {
        backToNow();
    } else {
        show(models::momentAt(m_trace->store(), time));
    }
}

void TimeTravel::show(const Moment &moment)
{
    if (m_run && m_run->state() == RunState::Running) {
        m_run->pause();
        m_wasRunning = true;
    }
    m_trace->showMoment(moment);
    showNotice();
    Q_EMIT moved();
}

void TimeTravel::stepBack(TaskId task)
{
    if (m_trace) {
        step(models::turnBefore(m_trace->store(), m_trace->spans().position(), task));
    }
}

void TimeTravel::stepForth(TaskId task)
{
    if (!m_trace || !m_trace->isPast()) {
        return;
    }
    const auto next = models::turnAfter(m_trace->store(), m_trace->spans().position(), task);
    if (next && next->events < m_trace->store().eventCount()) {
        step(next);
    } else if (next || !task) {
        m_wasRunning = false;
        backToNow();
    }
}

void TimeTravel::step(const std::optional<Moment> &moment)
{
    if (moment) {
        show(*moment);
        m_wasRunning = false; // who steps does not want it to run on
        m_timeline.zoom().revealTime(moment->time);
    }
}

void TimeTravel::backToNow()
{
    if (!m_trace || !m_trace->isPast()) {
        return;
    }
    m_trace->showLatest();
    showNotice();
    Q_EMIT moved();
    if (std::exchange(m_wasRunning, false) && m_run) {
        m_run->resume();
    }
}

void TimeTravel::showNotice()
{
    const bool isPast = m_trace && m_trace->isPast();
    m_actions.branch->setEnabled(isPast && m_canBranch);
    if (!isPast) {
        m_notice->fallSilent();
        return;
    }
    QString where = tr("You are looking at %1; %2 at %3.")
                        .arg(timeline::formatMoment(m_trace->now()),
                             m_run ? tr("the run stands") : tr("the trace ends"),
                             timeline::formatMoment(m_trace->latest()));
    if (m_trace->store().firstEvent() > 0) {
        where += tr(" Nothing can be shown before %1: those events were let go.")
                     .arg(timeline::formatMoment(m_trace->spans().knownFrom()));
    }
    m_notice->say(m_canBranch ? where
                              : tr("%1 It came without its scenario: there is nothing to branch "
                                   "from.")
                                    .arg(where));
    placeNotice();
}

// Over the last rows, so that nothing moves.
void TimeTravel::placeNotice()
{
    constexpr int margin = 12;
    const QRect shown = m_timeline.view().viewport.toRect();
    const QRect room(int(m_timeline.view().timeLeft()) + margin, 0,
                     shown.width() - int(timeline::View::labelWidth) - 2 * margin,
                     shown.bottom() - margin);
    const int width = std::min(m_notice->lineWidth(), room.width());
    m_notice->resize(width, m_notice->heightForWidth(width));
    m_notice->move(room.center().x() - m_notice->width() / 2, room.bottom() - m_notice->height());
    m_notice->raise();
}

bool TimeTravel::eventFilter(QObject *watched, QEvent *event)
{
    const bool isHandled = QObject::eventFilter(watched, event);
    if (event->type() == QEvent::Resize && m_notice->isVisible()) {
        QMetaObject::invokeMethod(this, &TimeTravel::placeNotice, Qt::QueuedConnection);
    }
    return isHandled;
}

} // namespace awaitscope
