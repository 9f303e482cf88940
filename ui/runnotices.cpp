// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runnotices.h"

#include "ui/actions.h"
#include "ui/timeline/statenames.h"
#include "ui/timeline/timeformat.h"
#include "ui/widgets/noticebar.h"
#include "ui/workspace.h"

#include <QLocale>

namespace awaitscope {

using run::RunState;
using widgets::NoticeBar;

namespace {

    constexpr qint64 stallMs = 1000; // of wall time in one virtual instant

} // namespace

RunNotices::RunNotices(Workspace &workspace, Actions &actions, QObject *parent)
    : QObject(parent)
    , m_deadlock(&workspace.addNotice(new NoticeBar(NoticeBar::Kind::Offer)))
    , m_stalled(&workspace.addNotice(new NoticeBar(NoticeBar::Kind::Offer)))
    , m_memory(&workspace.addNotice(new NoticeBar(NoticeBar::Kind::Offer)))
{
    m_deadlock->offer(actions.cancelAll);
    m_deadlock->offer(actions.conclude);
    m_stalled->offer(actions.runPause);
    m_stalled->offer(actions.stop);
    m_memory->offer(actions.raiseMemory);
    m_memory->offer(actions.letOldestGo);
    m_memory->offer(actions.stop);
}

void RunNotices::reset()
{
    m_deadlock->fallSilent();
    m_stalled->fallSilent();
    m_memory->fallSilent();
    m_instant = -1;
}

void RunNotices::show(const run::Run &run, const models::TraceModel &trace)
{
    if (trace.isPast()) {
        reset();
        return;
    }
    showDeadlock(run);
    showStall(run);
    showMemory(run);
}

void RunNotices::showDeadlock(const run::Run &run)
{
    if (run.state() != RunState::Deadlocked) {
        m_deadlock->fallSilent();
    } else if (m_deadlock->text().isEmpty()) {
        m_deadlock->say(tr("Deadlock: nothing can happen any more, and %1 would wait for ever. "
                           "Cancel one, add slots, or end the run.")
                            .arg(timeline::taskCount(qsizetype(run.liveTasks().size()))));
    }
}

void RunNotices::showStall(const run::Run &run)
{
    if (run.state() != RunState::Running || !run.isMidInstant() || run.instant() != m_instant) {
        m_instant = run.instant();
        m_sinceInstant.start();
        m_stalled->fallSilent();
    } else if (m_sinceInstant.elapsed() > stallMs && m_stalled->text().isEmpty()) {
        m_stalled->say(tr("The loop is still busy with the instant %1: no virtual time passes.")
                           .arg(timeline::formatMoment(m_instant)));
    }
}

void RunNotices::showMemory(const run::Run &run)
{
    if (!run.isHeld()) {
        m_memory->fallSilent();
    } else if (m_memory->text().isEmpty()) {
        const auto size = [](quint64 bytes) {
            return QLocale::c().formattedDataSize(qint64(bytes), 1);
        };
        const QString held = tr("The run is held: it has reached its memory limit of %1.")
                                 .arg(size(run.memoryLimit()));
        const QString raised = size(2 * run.memoryLimit());
        m_memory->say(
            run.canLetOldestGo()
                ? tr("%1 Raise the limit to %2, let the oldest events go (what they would have "
                     "changed is partial from then on), or stop the run here and keep what there "
                     "is.")
                      .arg(held, raised)
                : tr("%1 Little of that is events that it could let go: it is tasks. Raise the "
                     "limit to %2, or stop the run here and keep what there is.")
                      .arg(held, raised));
    }
}

} // namespace awaitscope
