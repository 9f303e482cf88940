// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/navigation.h"

#include "ui/actions.h"
#include "ui/widgets/findbar.h"
#include "ui/widgets/timelinepane.h"
#include "ui/widgets/timelinewidget.h"

#include <QAction>

namespace awaitscope {

using models::RangeController;
using models::SelectionController;
using models::ZoomController;
using widgets::FindBar;
using widgets::TimelineWidget;

namespace {

    void connectHistory(Actions &actions, ZoomController &zoom)
    {
        QObject::connect(actions.undoMove, &QAction::triggered, &zoom, &ZoomController::undo);
        QObject::connect(actions.redoMove, &QAction::triggered, &zoom, &ZoomController::redo);
        const auto enable = [&actions, &zoom] {
            actions.undoMove->setEnabled(zoom.canUndo());
            actions.redoMove->setEnabled(zoom.canRedo());
        };
        QObject::connect(&zoom, &ZoomController::historyChanged, &actions, enable);
        enable();
    }

    void connectSelection(Actions &actions, TimelineWidget &timeline)
    {
        QObject::connect(actions.zoomToTask, &QAction::triggered, &timeline,
                         &TimelineWidget::zoomToSelection);
        QObject::connect(actions.clear, &QAction::triggered, &timeline,
                         &TimelineWidget::clearSelection);
        QObject::connect(actions.slotBack, &QAction::triggered, &timeline,
                         &TimelineWidget::followSlotBack);
        QObject::connect(actions.slotForth, &QAction::triggered, &timeline,
                         &TimelineWidget::followSlotForth);
        const auto enable = [&actions, &timeline] {
            const bool hasTask(timeline.selection().task());
            const bool hasRange = timeline.range().range().has_value();
            actions.zoomToTask->setEnabled(hasTask || hasRange);
            actions.clear->setEnabled(hasTask || hasRange);
            actions.slotBack->setEnabled(hasTask);
            actions.slotForth->setEnabled(hasTask);
        };
        QObject::connect(&timeline.selection(), &SelectionController::changed, &actions, enable);
        QObject::connect(&timeline.range(), &RangeController::rangeChanged, &actions, enable);
        enable();
    }

    void connectSearch(Actions &actions, FindBar &bar)
    {
        QObject::connect(actions.find, &QAction::triggered, &bar, &FindBar::open);
        QObject::connect(actions.findNext, &QAction::triggered, &bar, &FindBar::goToNext);
        QObject::connect(actions.findPrevious, &QAction::triggered, &bar, &FindBar::goToPrevious);
    }

} // namespace

void connectNavigation(Actions &actions, widgets::TimelinePane &pane)
{
    ZoomController &zoom = pane.timeline().zoom();
    QObject::connect(actions.follow, &QAction::toggled, &zoom, &ZoomController::setFollowing);
    QObject::connect(&zoom, &ZoomController::followingChanged, actions.follow,
                     &QAction::setChecked);
    QObject::connect(actions.fit, &QAction::triggered, &zoom, &ZoomController::fitRun);
    QObject::connect(actions.allRows, &QAction::triggered, &zoom, &ZoomController::showAllRows);
    const TimelineWidget *const timeline = &pane.timeline();
    const auto zoomRows = [&zoom, timeline](int steps) {
        zoom.zoomRowsAt(timeline->height() / 2.0, steps);
    };
    QObject::connect(actions.thinnerRows, &QAction::triggered, &zoom, [zoomRows] { zoomRows(1); });
    QObject::connect(actions.higherRows, &QAction::triggered, &zoom, [zoomRows] { zoomRows(-1); });
    QObject::connect(actions.foldAll, &QAction::triggered, &zoom, &ZoomController::foldAll);
    QObject::connect(actions.unfoldAll, &QAction::triggered, &zoom, &ZoomController::unfoldAll);
    connectHistory(actions, zoom);
    connectSelection(actions, pane.timeline());
    connectSearch(actions, pane.findBar());
}

} // namespace awaitscope
