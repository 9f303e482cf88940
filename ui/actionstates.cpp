// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actionstates.h"

#include "ui/actions.h"

#include <QAction>

namespace awaitscope {

void showInActions(Actions &actions, const run::Run *run, const models::TraceModel &trace,
                   trace::TaskId selected)
{
    const auto tr = [](const char *text) { return Actions::tr(text); };
    const bool isPast = trace.isPast();
    const bool isEnded = isPast || !run || run->state() == run::RunState::Ended;
    const quint32 live = isEnded ? 0 : trace.spans().count(trace::Outcome::None);
    const bool canStep = isPast
        || (run
            && (run->state() == run::RunState::Paused || run->state() == run::RunState::Running));
    const bool isKnown = selected && selected.value <= trace.taskCount();
    for (QAction *const action : {actions.runPause, actions.restart, actions.saveRun,
                                  actions.record, actions.exportPicture, actions.copyPicture}) {
        action->setEnabled(run != nullptr);
    }
    actions.setRunning(run && run->state() == run::RunState::Running);
    actions.step->setEnabled(canStep);
    actions.stepTask->setEnabled(canStep && isKnown);
    actions.stepBack->setEnabled(trace.spans().position() > trace.store().firstEvent());
    actions.letOldestGo->setEnabled(run && run->canLetOldestGo());
    actions.stepTaskBack->setEnabled(isKnown);
    actions.backToNow->setEnabled(isPast);
    actions.cancelAll->setText(live > 0 ? tr("Cancel all %1").arg(live) : tr("Cancel all"));
    actions.cancelAll->setEnabled(live > 0);
    actions.cancelTask->setEnabled(!isEnded && isKnown && trace.spans().life(selected).isAlive());
    actions.cancelSubtree->setEnabled(live > 0 && isKnown);
    actions.takeBack->setEnabled(run && !run->spec().interventions.empty());
}

} // namespace awaitscope
