// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editing.h"

#include "ui/actions.h"
#include "ui/editor/codeedit.h"
#include "ui/editor/filecommands.h"
#include "ui/editor/scenarioeditor.h"

#include <QAction>
#include <QFile>

namespace awaitscope {

namespace {

    /// The small scenario that a new one is made of.
    void startNew(editor::ScenarioEditor &editor)
    {
        QFile small(QStringLiteral(":/new-scenario.json"));
        if (small.open(QIODevice::ReadOnly) && editor.file().open({}, small.readAll())) {
            editor.run();
        }
    }

} // namespace

void connectEditing(Actions &actions, editor::ScenarioEditor &editor)
{
    using editor::FileCommands;
    FileCommands &file = editor.file();
    QObject::connect(actions.newScenario, &QAction::triggered, &editor, [&actions, &editor] {
        editor.file().leave([&actions, &editor] {
            startNew(editor);
            if (!editor.code().hasFocus()) {
                actions.showText->trigger();
            }
        });
    });
    QObject::connect(actions.duplicate, &QAction::triggered, &editor, [&actions, &editor] {
        editor.file().duplicate();
        if (!editor.code().hasFocus()) {
            actions.showText->trigger();
        }
    });
    QObject::connect(actions.save, &QAction::triggered, &file, &FileCommands::save);
    QObject::connect(actions.saveAs, &QAction::triggered, &file, &FileCommands::saveAs);
    QObject::connect(actions.runText, &QAction::triggered, &editor, &editor::ScenarioEditor::run);
}

} // namespace awaitscope
