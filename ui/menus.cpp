// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/menus.h"

#include "ui/actions.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenuBar>

namespace awaitscope {

namespace {

    [[nodiscard]] QString tr(const char *text)
    {
        return QCoreApplication::translate("awaitscope::Menus", text);
    }

} // namespace

void fillMenus(QMenuBar &bar, Actions &actions, QMenu &recentFiles)
{
    QMenu *const file = bar.addMenu(tr("&File"));
    file->addActions({actions.newScenario, actions.open});
    file->addMenu(&recentFiles);
    file->addAction(actions.duplicate);
    file->addSeparator();
    file->addActions({actions.save, actions.saveAs, actions.saveRun, actions.record});
    file->addSeparator();
    file->addActions({actions.exportPicture, actions.copyPicture});
    file->addSeparator();
    file->addAction(actions.quit);
    QMenu *const run = bar.addMenu(tr("&Run"));
    run->addActions(
        {actions.runPause, actions.step, actions.stepTask, actions.restart, actions.runText});
    run->addSeparator();
    run->addActions({actions.stepBack, actions.stepTaskBack, actions.backToNow, actions.branch});
    run->addSeparator();
    run->addActions({actions.takeBack, actions.putBack});
    run->addSeparator();
    run->addActions({actions.compareBefore, actions.compareWithout, actions.compareFile,
                     actions.compareSwap, actions.compareNothing});
    QMenu *const task = bar.addMenu(tr("&Task"));
    task->addActions({actions.zoomToTask, actions.slotBack, actions.slotForth, actions.showPath});
    task->addSeparator();
    task->addActions({actions.cancelTask, actions.cancelSubtree});
    task->addSeparator();
    task->addAction(actions.cancelAll);
    QMenu *const view = bar.addMenu(tr("&View"));
    view->addActions({actions.follow, actions.fit, actions.undoMove, actions.redoMove});
    view->addSeparator();
    view->addActions({actions.find, actions.findNext, actions.findPrevious});
    view->addSeparator();
    view->addActions({actions.filter, actions.filterRelated});
    view->addSeparator();
    view->addActions({actions.thinnerRows, actions.higherRows, actions.allRows});
    view->addActions({actions.foldAll, actions.unfoldAll, actions.clear});
    view->addSeparator();
    view->addActions(
        {actions.showScenario, actions.showTask, actions.showTables, actions.showText});
    view->addSeparator();
    view->addActions(actions.themes->actions());
    bar.addMenu(tr("&Help"))->addAction(actions.showKeys);
}

} // namespace awaitscope
