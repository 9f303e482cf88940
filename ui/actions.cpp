// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions.h"

#include "ui/widgets/appearance.h"

#include <QAction>
#include <QActionGroup>
#include <QWidget>

namespace awaitscope {

Actions::Actions(QWidget *window) : QObject(window)
{
    open = add(tr("&Open scenario…"), {QKeySequence::Open});
    exportPicture = add(tr("&Export…"), {QKeySequence(Qt::CTRL | Qt::Key_E)},
                        tr("Save the run as a picture: PNG, SVG or PDF"));
    copyPicture = add(tr("&Copy picture"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)},
                      tr("Copy the run as a picture, as it was last exported"));
    quit = add(tr("&Quit"), {QKeySequence::Quit});
    runPause = add({}, {QKeySequence(Qt::Key_Space)});
    step = add(tr("&Step"), {QKeySequence(Qt::Key_Period)},
               tr("Run until the next turn that logs something"));
    stepTask = add(tr("Step the selected &task"), {QKeySequence(Qt::SHIFT | Qt::Key_Period)},
                   tr("Run until something happens to the selected task"));
    addTime();
    restart = add(tr("&Restart"), {QKeySequence(Qt::CTRL | Qt::Key_R)},
                  tr("Run again from the beginning, without what was done by hand"));
    takeBack = add(tr("Take &back"), {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Z)},
                   tr("Run again up to this moment, without the last thing done by hand"));
    putBack = add(tr("P&ut back"), {QKeySequence(Qt::CTRL | Qt::ALT | Qt::SHIFT | Qt::Key_Z)},
                  tr("Run again with what was taken back last"));
    saveRun = add(tr("Save r&un…"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)},
                  tr("Save scenario, values, seed and all that was done by hand: it plays again"));
    record = add({}, {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R)},
                 tr("Write what happens to a file, second by second, while the run goes on"));
    setRecording(false);
    cancelTask = add(tr("&Cancel task"), {QKeySequence(Qt::Key_Delete)},
                     tr("Ask the selected task to cancel"));
    cancelSubtree =
        add(tr("Cancel task and all &below"), {QKeySequence(Qt::SHIFT | Qt::Key_Delete)},
            tr("Ask the selected task and every live task below it to cancel, the "
               "deepest first"));
    cancelAll = add({}, {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Delete)},
                    tr("Ask every live task to cancel, the main task last"));
    follow = add(tr("&Follow live"), {QKeySequence(Qt::Key_L)},
                 tr("Keep the now line in sight; scrolling lets go"));
    follow->setCheckable(true);
    follow->setChecked(true);
    fit = add(tr("Show the whole &run"), {QKeySequence(Qt::Key_Home)});
    zoomToTask = add(tr("&Zoom to the selected task"), {QKeySequence(Qt::Key_F)});
    addNavigation();
    addComparing();
    zoomToTask->setIconText(tr("Zoom to"));
    showScenario = addToggle(tr("Scenario pa&nel"), {Qt::CTRL | Qt::Key_1});
    showTask = addToggle(tr("&Task panel"), {Qt::CTRL | Qt::Key_2});
    showTables = addToggle(tr("Ta&bles"), {Qt::CTRL | Qt::Key_3});
    addOffers();
    showKeys = add(tr("&Keys"), {QKeySequence(Qt::Key_Question), QKeySequence(Qt::Key_F1)});
    addEditing();
    themes = new QActionGroup(this);
    int choice = 0;
    for (const QString &text : {tr("As the des&ktop"), tr("&Dark"), tr("&Light")}) {
        auto *const theme = new QAction(text, themes);
        theme->setCheckable(true);
        theme->setData(choice++);
    }
    themes->actions().first()->setChecked(true);
    showRunPause();
}

void Actions::addOffers()
{
    conclude = add(tr("End the run"), {}, tr("Report what is left as destroyed"));
    stop = add(tr("Stop"), {}, tr("End the run where it stands"));
    raiseMemory = add(tr("Raise the limit"), {}, tr("Let the run go on with twice as much memory"));
    letOldestGo =
        add(tr("Let the oldest events go"), {},
            tr("Let the run go on without its oldest events, now and whenever it reaches the "
               "limit; what they would have changed says partial"));
}

void Actions::addTime()
{
    stepBack = add(tr("Step ba&ck"), {QKeySequence(Qt::Key_Comma)},
                   tr("Look at how it was before the last turn that logged something"));
    stepTaskBack =
        add(tr("Step the selected task bac&k"), {QKeySequence(Qt::SHIFT | Qt::Key_Comma)},
            tr("Look at how it was when something happened to the selected task before"));
    backToNow = add(tr("Back to &now"), {QKeySequence(Qt::Key_N)},
                    tr("Out of the past, to where the run stands"));
    branch = add(tr("Branch from &here"), {QKeySequence(Qt::Key_B)},
                 tr("Run again up to this moment, without what was done by hand later, and pause: "
                    "go on with another parameter or cancellation"));
}

void Actions::addNavigation()
{
    undoMove = add(tr("&Back to what was shown"), {QKeySequence::Undo});
    redoMove = add(tr("F&orward again"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)});
    thinnerRows = add(tr("Th&inner rows"), {QKeySequence(Qt::CTRL | Qt::Key_Minus)});
    higherRows =
        add(tr("Hi&gher rows"),
            {QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    allRows = add(tr("Every ro&w in sight"), {QKeySequence(Qt::CTRL | Qt::Key_0)},
                  tr("As thin as it takes; where they are thinner than a pixel, summed up"));
    foldAll = add(tr("Fol&d all"), {QKeySequence(Qt::CTRL | Qt::Key_Left)});
    unfoldAll = add(tr("&Unfold all"), {QKeySequence(Qt::CTRL | Qt::Key_Right)});
    slotBack = add(tr("Who gave the s&lot"), {QKeySequence(Qt::Key_BracketLeft)},
                   tr("Go to the task that handed its slot to the selected one"));
    slotForth = add(tr("Who &took the slot"), {QKeySequence(Qt::Key_BracketRight)},
                    tr("Go to the task that took over the slot of the selected one"));
    find = add(tr("F&ind tasks…"), {QKeySequence::Find, QKeySequence(Qt::Key_Slash)});
    findNext = add(tr("Find &next"), {QKeySequence(Qt::Key_F3)});
    findPrevious = add(tr("Find &previous"), {QKeySequence(Qt::SHIFT | Qt::Key_F3)});
    showPath = add(tr("Critical &path"), {QKeySequence(Qt::Key_P)},
                   tr("What fixed the end of the selected task or, without one, of the run"));
    filter = add(tr("Fi&lter tasks…"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F)},
                 tr("Timeline, tables and statistics show only the tasks you describe"));
    filterRelated = add(tr("&Related tasks only"), {QKeySequence(Qt::Key_R)},
                        tr("Filter to the selected task, its ancestors and children, and whom it "
                           "got a slot from or gave one to; again: everything"));
    clear = add(tr("&Select nothing"), {QKeySequence(Qt::Key_Escape)});
}

void Actions::addComparing()
{
    compareBefore = add(tr("Compare with the run befo&re"), {QKeySequence(Qt::CTRL | Qt::Key_B)},
                        tr("Draw the run that was shown before above this one, and list what "
                           "differs"));
    compareBefore->setIconText(tr("With the run before"));
    compareWithout = add(tr("Compare &without what was done last"),
                         {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B)},
                         tr("The same run without the last thing done by hand"));
    compareWithout->setIconText(tr("Without the last change"));
    compareFile = add(tr("Compare with a f&ile…"), {},
                      tr("With a scenario, a saved run, a picture or a recording"));
    compareFile->setIconText(tr("With a file…"));
    compareSwap = add(tr("Swa&p the two runs"), {QKeySequence(Qt::Key_X)},
                      tr("Show the other run, with this one in strips above its bars"));
    compareSwap->setIconText(tr("Swap"));
    compareNothing = add(tr("Stop c&omparing"), {}, tr("Show this run alone again"));
    compareNothing->setIconText(tr("Stop"));
}

void Actions::addEditing()
{
    newScenario =
        add(tr("&New scenario"), {QKeySequence::New}, tr("Start a scenario from a small one"));
    duplicate = add(tr("&Duplicate scenario"), {QKeySequence(Qt::CTRL | Qt::Key_D)},
                    tr("Go on with a copy of the scenario, which can be changed"));
    duplicate->setIconText(tr("Duplicate"));
    save = add(tr("&Save scenario"), {QKeySequence::Save}, tr("Save the text of the scenario"));
    save->setIconText(tr("Save"));
    saveAs = add(tr("Save scenario &as…"), {});
    runText = add(tr("Run the te&xt"), {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter},
                  tr("Run the scenario as its text says now"));
    runText->setIconText(tr("Run text"));
    showText = add(tr("Scenario te&xt"), {QKeySequence(Qt::Key_F4)},
                   tr("Show the text of the scenario, or put it away"));
}

QAction *Actions::addToggle(const QString &text, const QKeySequence &key)
{
    QAction *const action = add(text, {key});
    action->setCheckable(true);
    action->setChecked(true);
    return action;
}

QAction *Actions::add(const QString &text, const QList<QKeySequence> &keys, const QString &tip)
{
    auto *const action = new QAction(text, parent());
    action->setShortcuts(keys);
    const QString name = QString(text).remove(QLatin1Char('&'));
    const QString key =
        keys.isEmpty() ? QString() : keys.first().toString(QKeySequence::NativeText);
    const QString shown = tip.isEmpty() ? name : tip;
    action->setToolTip(key.isEmpty() ? shown : QStringLiteral("%1 (%2)").arg(shown, key));
    static_cast<QWidget *>(parent())->addAction(action);
    return action;
}

void Actions::setTheme(const timeline::Theme &theme)
{
    m_theme = &theme;
    const auto icon = [&](const char *name, const QColor &colour) {
        return widgets::themedIcon(QLatin1String(name), colour, theme.dimText);
    };
    step->setIcon(icon("step", theme.text));
    restart->setIcon(icon("restart", theme.text));
    exportPicture->setIcon(icon("export", theme.text));
    follow->setIcon(icon("follow", theme.text));
    cancelAll->setIcon(icon("cancel", theme.cancel));
    cancelTask->setIcon(icon("cancel", theme.cancel));
    cancelSubtree->setIcon(icon("cancel", theme.cancel));
    showRunPause();
}

void Actions::setRunning(bool running)
{
    if (running != m_isRunning) {
        m_isRunning = running;
        showRunPause();
    }
}

void Actions::setRecording(bool recording)
{
    record->setText(recording ? tr("Stop rec&ording") : tr("Rec&ord…"));
}

void Actions::showRunPause()
{
    runPause->setText(m_isRunning ? tr("Pause") : tr("Run"));
    runPause->setToolTip(m_isRunning ? tr("Hold the run (Space)") : tr("Let it run (Space)"));
    runPause->setIcon(
        widgets::themedIcon(m_isRunning ? QStringLiteral("pause") : QStringLiteral("run"),
                            m_theme->accentText, m_theme->dimText));
}

} // namespace awaitscope
