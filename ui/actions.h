// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/theme.h"

#include <QObject>

class QAction;
class QActionGroup;
class QWidget;

namespace awaitscope {

/// Every command of the window, with its keys; menus, toolbar and table share them.
class Actions final : public QObject
{
    Q_OBJECT

public:
    /// Keys work anywhere in @p window, which owns them.
    explicit Actions(QWidget *window);

    /// Icons in the colours of a theme.
    void setTheme(const timeline::Theme &theme);
    /// Whether the run goes on, decides between Run and Pause.
    void setRunning(bool running);
    /// Whether the run is recorded, decides between Record and Stop recording.
    void setRecording(bool recording);

    QAction *open; ///< a scenario file
    QAction *exportPicture; ///< asks how
    QAction *copyPicture; ///< as the last one was chosen
    QAction *quit;
    QAction *runPause;
    QAction *step;
    QAction *stepTask; ///< to the next event of the selected task
    QAction *stepBack; ///< into the past
    QAction *stepTaskBack; ///< to the event before of the selected task
    QAction *backToNow; ///< out of the past
    QAction *branch; ///< from the moment of the past that is shown
    QAction *restart;
    QAction *takeBack; ///< the last intervention
    QAction *putBack;
    QAction *saveRun;
    QAction *record; ///< the run, while it goes on; or ends that
    QAction *compareBefore; ///< with the run that was shown before
    QAction *compareWithout; ///< the last intervention
    QAction *compareFile; ///< asks which
    QAction *compareSwap; ///< which of the two is shown
    QAction *compareNothing; ///< any more
    QAction *cancelTask; ///< the selected one
    QAction *cancelSubtree; ///< the selected one and all below it
    QAction *cancelAll;
    QAction *follow; ///< checkable
    QAction *fit;
    QAction *zoomToTask;
    QAction *undoMove; ///< of what the timeline shows
    QAction *redoMove;
    QAction *thinnerRows;
    QAction *higherRows;
    QAction *allRows; ///< every row in sight
    QAction *foldAll;
    QAction *unfoldAll;
    QAction *slotBack; ///< to the task that handed its slot to the selected one
    QAction *slotForth; ///< to the task that the selected one handed its slot to
    QAction *showPath; ///< the critical path of the selected task, without one that of the run
    QAction *find; ///< tasks, by name
    QAction *findNext;
    QAction *findPrevious;
    QAction *filter; ///< tasks: goes to the field
    QAction *filterRelated; ///< to what has to do with the selected task
    QAction *clear; ///< what is selected
    QAction *showScenario; ///< checkable
    QAction *showTask; ///< checkable
    QAction *showTables; ///< checkable
    QAction *conclude; ///< ends a deadlocked run
    QAction *stop; ///< ends a run in the middle of an instant that does not end
    QAction *raiseMemory; ///< the limit at which a run is held
    QAction *letOldestGo; ///< the oldest events, then and at that limit ever after
    QAction *newScenario;
    QAction *duplicate; ///< the text of the scenario
    QAction *save; ///< likewise
    QAction *saveAs; ///< likewise
    QAction *runText; ///< likewise
    QAction *showText; ///< likewise
    QAction *showKeys;
    QActionGroup *themes; ///< data: int, 0 as the desktop, 1 dark, 2 light

private:
    QAction *addToggle(const QString &text, const QKeySequence &key);
    QAction *add(const QString &text, const QList<QKeySequence> &keys, const QString &tip = {});
    void addOffers();
    void addTime();
    void addNavigation();
    void addComparing();
    void addEditing();
    void showRunPause();

    const timeline::Theme *m_theme = &timeline::Theme::dark();
    bool m_isRunning = false;
};

} // namespace awaitscope
