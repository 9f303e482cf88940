// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/scenario/parser.h"
#include "ui/editor/steptext.h"
#include "ui/models/selectioncontroller.h"
#include "ui/models/tracemodel.h"
#include "ui/timeline/theme.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QLabel;

namespace awaitscope {
class Actions;
}

namespace awaitscope::widgets {
class NoticeBar;
}

namespace awaitscope::editor {

class CodeEdit;
class FileCommands;
class Highlighter;

/// The text of the scenario: edited, checked while it is typed, and connected with the run that was
/// made of it. Steps in the text point at spans and tasks, and tasks at the step where they stand.
class ScenarioEditor final : public QWidget
{
    Q_OBJECT

public:
    ScenarioEditor(models::SelectionController &selection, Actions &actions,
                   QWidget *parent = nullptr);
    ~ScenarioEditor() override;

    void setTheme(const timeline::Theme &theme);
    /// The trace of the run; null: none. Not owned.
    void setTrace(models::TraceModel *trace);
    /// The run is made of @p text, which was read as @p scenario. If that is the text in the
    /// editor, its steps are connected with the run.
    void setRun(const scenario::Scenario &scenario, const QByteArray &text);

    [[nodiscard]] FileCommands &file() const { return *m_file; }

    [[nodiscard]] CodeEdit &code() const { return *m_code; }

    /// What is wrong with the text, as last checked.
    [[nodiscard]] const std::optional<scenario::Problem> &problem() const noexcept
    {
        return m_problem;
    }

    /// Whether the run was made of this text, or of what it was before it was edited.
    [[nodiscard]] bool isOfRun() const noexcept { return m_isOfRun; }

    /// Asks to run the text, if nothing is wrong with it; otherwise goes to what is.
    void run();
    /// Gets what is wrong in sight, if anything is.
    void goToProblem();
    /// Points at a step, and gets it in sight. False if it is not in the text.
    bool showStep(trace::StepId step);
    /// Which line (from 1) a step begins at; 0 if it is not in the text.
    [[nodiscard]] int lineOf(trace::StepId step) const;
    /// What a step does, `acquire gpu`; empty if it is not in the text.
    [[nodiscard]] QString titleOf(trace::StepId step) const;

    /// What the line below the text says.
    [[nodiscard]] QString statusText() const;

Q_SIGNALS:
    /// Run this text, which is in that file (none: empty).
    void runRequested(const QByteArray &text, const QString &file);
    /// Steps are pointed at in the text; none: not any more.
    void stepsPointed(const std::optional<awaitscope::timeline::StepRange> &steps);
    /// The user wants to get back to what they did before.
    void left();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    [[nodiscard]] QWidget *buildHead(Actions &actions);
    void connectText();
    void connectFile();
    void check();
    void pointAtCursor();
    void point(const std::optional<timeline::StepRange> &steps);
    void selectAt(int line);
    void showActivity();
    void showFile();
    void showStatus();
    [[nodiscard]] QString contentsText() const;

    models::SelectionController &m_selection;
    QPointer<models::TraceModel> m_trace;
    Actions &m_actions;
    const timeline::Theme *m_theme = &timeline::Theme::dark();
    QLabel *m_name;
    widgets::NoticeBar *m_notice; // that the file has changed
    CodeEdit *m_code;
    Highlighter *m_highlighter;
    FileCommands *m_file;
    QLabel *m_status;
    StepText m_steps;
    QByteArray m_runText;
    bool m_isOfRun = false;
    bool m_isRunText = false; // nothing was edited since it was run
    std::optional<timeline::StepRange> m_pointed;
    std::optional<scenario::Problem> m_problem;
    quint32 m_stepCount = 0; // of a text that is right
    QTimer m_check; // until nothing is typed for a moment
    QTimer m_activity; // until the numbers of tasks are shown anew
};

} // namespace awaitscope::editor
