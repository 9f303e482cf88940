// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/scenarioeditor.h"

#include "ui/actions.h"
#include "ui/editor/codeedit.h"
#include "ui/editor/editorstatus.h"
#include "ui/editor/filecommands.h"
#include "ui/editor/highlighter.h"
#include "ui/editor/standing.h"
#include "ui/editor/tokens.h"
#include "ui/panels/taskstory.h"
#include "ui/widgets/noticebar.h"

#include <QAction>
#include <QLabel>
#include <QTextBlock>
#include <QToolButton>
#include <QVBoxLayout>

namespace awaitscope::editor {

using timeline::StepRange;
using trace::StepId;
using trace::TaskId;

namespace {

    constexpr int checkMs = 250; // after the last key
    constexpr int activityMs = 100;

} // namespace

ScenarioEditor::ScenarioEditor(models::SelectionController &selection, Actions &actions,
                               QWidget *parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_actions(actions)
    , m_name(new QLabel)
    , m_notice(new widgets::NoticeBar(widgets::NoticeBar::Kind::Offer))
    , m_code(new CodeEdit)
    , m_highlighter(new Highlighter(m_code->document()))
    , m_file(new FileCommands(*m_code))
    , m_status(new QLabel)
{
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead(actions));
    layout->addWidget(m_notice);
    layout->addWidget(m_code, 1);
    layout->addWidget(m_status);
    m_status->setContentsMargins(12, 4, 12, 4);
    m_status->setWordWrap(true);
    m_status->setTextFormat(Qt::RichText);
    m_status->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_status->setAccessibleName(tr("What the text says"));
    m_check.setSingleShot(true);
    m_check.setInterval(checkMs);
    m_activity.setSingleShot(true);
    m_activity.setInterval(activityMs);
    setFocusProxy(m_code);
    connectText();
    connectFile();
    showFile();
}

ScenarioEditor::~ScenarioEditor() = default;

QWidget *ScenarioEditor::buildHead(Actions &actions)
{
    auto *const head = new QWidget;
    auto *const row = new QHBoxLayout(head);
    row->setContentsMargins(12, 5, 8, 5);
    row->setSpacing(6);
    row->addWidget(m_name, 1);
    for (QAction *const action : {actions.duplicate, actions.save, actions.runText}) {
        auto *const button = new QToolButton;
        button->setDefaultAction(action);
        row->addWidget(button);
    }
    return head;
}

void ScenarioEditor::connectText()
{
    connect(&m_check, &QTimer::timeout, this, &ScenarioEditor::check);
    connect(&m_activity, &QTimer::timeout, this, &ScenarioEditor::showActivity);
    connect(m_code->document(), &QTextDocument::contentsChange, this,
            [this](int position, int removed, int added) {
                m_steps.edit(position, removed, added);
                m_check.start();
            });
    connect(m_code, &QPlainTextEdit::cursorPositionChanged, this, &ScenarioEditor::pointAtCursor);
    connect(m_code, &CodeEdit::activityClicked, this, &ScenarioEditor::selectAt);
    connect(m_code, &CodeEdit::left, this, [this] {
        point(std::nullopt);
        Q_EMIT left();
    });
    connect(m_status, &QLabel::linkActivated, this, [this](const QString &link) {
        if (link == problemLink) {
            run();
        } else {
            m_selection.select(panels::taskOfLink(link));
        }
    });
    connect(&m_selection, &models::SelectionController::changed, this,
            &ScenarioEditor::showActivity);
}

void ScenarioEditor::connectFile()
{
    auto *const reload = new QAction(tr("&Reload"), this);
    auto *const keep = new QAction(tr("&Keep mine"), this);
    m_notice->offer(reload);
    m_notice->offer(keep);
    connect(reload, &QAction::triggered, this, [this] {
        m_notice->fallSilent();
        m_file->reload();
    });
    connect(keep, &QAction::triggered, this, [this] {
        m_notice->fallSilent();
        m_code->document()->setModified(true); // it is no longer what is in the file
    });
    connect(m_file, &FileCommands::changedOutside, this, [this] {
        m_notice->say(tr("%1 was changed by another program.").arg(m_file->name()));
    });
    connect(m_file, &FileCommands::opened, this, [this] {
        m_notice->fallSilent();
        m_steps = StepText();
        m_isOfRun = false;
        point(std::nullopt);
        check();
    });
    connect(m_file, &FileCommands::reloaded, this, &ScenarioEditor::run);
    connect(m_file, &FileCommands::savedAs, this, &ScenarioEditor::showFile);
    connect(m_file, &FileCommands::stateChanged, this, &ScenarioEditor::showFile);
}

void ScenarioEditor::setTheme(const timeline::Theme &theme)
{
    m_theme = &theme;
    m_code->setTheme(theme);
    m_highlighter->setTheme(theme);
    showFile();
    showStatus();
}

void ScenarioEditor::setTrace(models::TraceModel *trace)
{
    if (m_trace) {
        m_trace->disconnect(this);
    }
    m_trace = trace;
    if (trace) {
        connect(trace, &models::TraceModel::updated, this, [this] {
            if (isVisible() && !m_activity.isActive()) {
                m_activity.start();
            }
        });
    }
    showActivity();
}

void ScenarioEditor::setRun(const scenario::Scenario &scenario, const QByteArray &text)
{
    m_isRunText = m_file->bytes() == text;
    if (m_isRunText) {
        m_steps = StepText(scenario, m_code->text());
        m_isOfRun = true;
    } else if (text != m_runText) {
        m_steps = StepText();
        m_isOfRun = false;
    }
    m_runText = text;
    point(std::nullopt);
    showActivity();
    showStatus();
}

void ScenarioEditor::check()
{
    m_check.stop();
    const QString text = m_code->text();
    m_isRunText = m_file->bytes() == m_runText;
    const auto scenario = scenario::parseScenario(text.toUtf8(), m_file->name());
    m_problem.reset();
    if (scenario) {
        m_stepCount = scenario.value().stepCount;
        m_code->setProblem(std::nullopt);
    } else {
        m_problem = scenario.problem();
        m_code->setProblem(LineIndex(text).tokenAt(m_problem->place));
    }
    showStatus();
}

void ScenarioEditor::run()
{
    check();
    if (!m_problem) {
        Q_EMIT runRequested(m_file->bytes(), m_file->path());
        return;
    }
    goToProblem();
    m_code->setFocus();
}

void ScenarioEditor::goToProblem()
{
    if (m_code->problem()) {
        m_code->goTo(m_code->problem()->begin);
    }
}

void ScenarioEditor::pointAtCursor()
{
    if (m_code->hasFocus()) {
        point(m_steps.stepsAt(m_code->textCursor().position()));
    }
}

void ScenarioEditor::point(const std::optional<StepRange> &steps)
{
    m_code->setPointed(steps ? m_steps.rangeOf(steps->first) : std::nullopt);
    if (std::exchange(m_pointed, steps) != steps) {
        Q_EMIT stepsPointed(steps);
    }
    showStatus();
}

bool ScenarioEditor::showStep(StepId step)
{
    const std::optional<TextRange> range = m_steps.rangeOf(step);
    if (!range) {
        return false;
    }
    m_code->goTo(range->begin + 1);
    point(m_steps.stepsAt(range->begin + 1));
    return true;
}

int ScenarioEditor::lineOf(StepId step) const
{
    const std::optional<TextRange> range = m_steps.rangeOf(step);
    return range ? m_code->document()->findBlock(int(range->begin)).blockNumber() + 1 : 0;
}

QString ScenarioEditor::titleOf(StepId step) const
{
    const std::optional<TextRange> range = m_steps.rangeOf(step);
    return range ? stepTitle(m_code->textIn(*range)) : QString();
}

// The next one at each click.
void ScenarioEditor::selectAt(int line)
{
    if (!m_trace) {
        return;
    }
    TaskId first;
    for (const TaskId task : liveTasks(*m_trace)) {
        if (lineOf(m_trace->spans().life(task).step) != line + 1) {
            continue;
        }
        first = first ? first : task;
        if (task.value > m_selection.task().value) {
            m_selection.select(task);
            return;
        }
    }
    m_selection.select(first);
}

void ScenarioEditor::showActivity()
{
    if (!isVisible() || !m_trace) {
        return;
    }
    const std::vector<int> standing = standingBySteps(*m_trace);
    Activity activity;
    for (quint32 step = 1; step < standing.size(); ++step) {
        const int line = standing[step] > 0 ? lineOf(StepId(step)) : 0;
        if (line > 0) {
            activity[line - 1].standing += standing[step];
        }
    }
    const TaskId selected = m_selection.task();
    if (m_trace->timeline().isKnown(selected) && m_trace->spans().life(selected).isAlive()) {
        const auto there = activity.find(lineOf(m_trace->spans().life(selected).step) - 1);
        if (there != activity.end()) {
            there->second.hasSelected = true;
        }
    }
    m_code->setActivity(activity);
    showStatus();
}

void ScenarioEditor::showFile()
{
    m_actions.save->setEnabled(!m_file->isReadOnly());
    const QString dim = m_theme->dimText.name();
    const QString note = m_file->isReadOnly() ? tr("of the gallery: duplicate it to change it")
        : m_file->isModified()                ? tr("not saved")
                                              : QString();
    m_name->setText(QStringLiteral("<b>%1</b>&nbsp; <span style='color:%2'>%3</span>")
                        .arg(m_file->name().toHtmlEscaped(), dim, note));
    m_name->setToolTip(m_file->path());
}

void ScenarioEditor::showStatus()
{
    const QString text = m_problem ? problemText(*m_problem, *m_theme)
        : m_pointed && m_trace     ? standingText(*m_trace, *m_pointed)
                                   : contentsText();
    if (text != m_status->text()) {
        m_status->setText(text);
    }
}

QString ScenarioEditor::statusText() const
{
    return m_status->text();
}

QString ScenarioEditor::contentsText() const
{
    const QString contents = tr("Nothing is wrong: %1 steps.").arg(m_stepCount);
    return m_isRunText ? contents : contents + u' ' + tr("Ctrl+Enter runs it.");
}

void ScenarioEditor::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showActivity();
}

void ScenarioEditor::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    point(std::nullopt);
}

} // namespace awaitscope::editor
