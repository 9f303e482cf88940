// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/taskdetails.h"

#include "engine/analysis/timeshares.h"
#include "ui/actions.h"
#include "ui/models/eventtext.h"
#include "ui/panels/eventtable.h"
#include "ui/panels/taskstory.h"
#include "ui/timeline/statenames.h"
#include "ui/timeline/timeformat.h"
#include "ui/widgets/sectionheading.h"
#include "ui/widgets/sharebar.h"

#include <QAction>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace awaitscope::panels {

using trace::TaskId;
using trace::TaskLife;
using trace::TaskState;

namespace {

    constexpr int preferredWidth = 264;
    constexpr int eventsHeight = 220;
    constexpr QStringView stepLink = u"step";

    [[nodiscard]] QString shareName(const trace::TraceStore &store,
                                    const analysis::TimeShare &share)
    {
        return share.resource
            ? TaskDetails::tr("waiting for %1").arg(models::resourceName(store, share.resource))
            : timeline::stateName(share.state);
    }

} // namespace

TaskDetails::TaskDetails(models::SelectionController &selection, Actions &actions, QWidget *parent)
    : QScrollArea(parent)
    , m_selection(selection)
    , m_none(new QLabel)
    , m_content(new QWidget)
    , m_title(new QLabel)
    , m_path(new QLabel)
    , m_state(new QLabel)
    , m_sharesHeading(widgets::sectionHeading(tr("Where its time went")))
    , m_shares(new widgets::ShareBar)
    , m_events(new EventTable(models::EventTableModel::Scope::Task, selection))
{
    auto *const body = new QWidget;
    auto *const outer = new QVBoxLayout(body);
    outer->setContentsMargins(14, 14, 14, 14);
    outer->setSpacing(8);
    outer->addWidget(widgets::sectionHeading(tr("Task")));
    m_none->setWordWrap(true);
    m_none->setEnabled(false);
    outer->addWidget(m_none);
    outer->addWidget(m_content, 1);
    outer->addStretch(0);

    auto *const layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    QFont font = m_title->font();
    font.setPixelSize(17);
    font.setBold(true);
    m_title->setFont(font);
    m_path->setEnabled(false);
    m_path->setWordWrap(true);
    m_state->setWordWrap(true);
    m_path->setTextInteractionFlags(Qt::TextSelectableByMouse);
    for (QLabel *const label : {m_title, m_path, m_state}) {
        layout->addWidget(label);
    }
    buildButtons(*layout, actions);
    m_step = addSection(*layout, tr("Step"));
    m_waiting = addSection(*layout, tr("Waiting on"));
    m_deadline = addSection(*layout, tr("Deadline"));
    m_cancel = addSection(*layout, tr("Path of the cancellation"));
    m_end = addSection(*layout, tr("Cancellation and end"));
    layout->addSpacing(6);
    layout->addWidget(m_sharesHeading);
    layout->addWidget(m_shares);
    layout->addSpacing(6);
    layout->addWidget(widgets::sectionHeading(tr("Events")));
    m_events->setMinimumHeight(eventsHeight);
    layout->addWidget(m_events, 1);

    setWidget(body);
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumWidth(preferredWidth - 40);
    connect(&selection, &models::SelectionController::changed, this, &TaskDetails::showTask);
    showTask();
}

TaskDetails::~TaskDetails() = default;

void TaskDetails::buildButtons(QVBoxLayout &layout, Actions &actions)
{
    auto *const row = new QHBoxLayout;
    row->setSpacing(6);
    for (QAction *const action : {actions.cancelTask, actions.zoomToTask}) {
        auto *const button = new QToolButton;
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        row->addWidget(button);
        if (action == actions.cancelTask) {
            button->setObjectName(QStringLiteral("danger"));
        }
    }
    row->addStretch(1);
    layout.addSpacing(4);
    layout.addLayout(row);
}

TaskDetails::Section TaskDetails::addSection(QVBoxLayout &layout, const QString &title)
{
    const Section section{widgets::sectionHeading(title), new QLabel};
    section.heading->setContentsMargins(0, 8, 0, 0);
    section.text->setWordWrap(true);
    section.text->setTextFormat(Qt::RichText);
    section.text->setTextInteractionFlags(Qt::TextBrowserInteraction);
    section.text->setAccessibleName(title);
    layout.addWidget(section.heading);
    layout.addWidget(section.text);
    connect(section.text, &QLabel::linkActivated, this, [this](const QString &link) {
        if (link == stepLink) {
            Q_EMIT stepChosen(m_trace->spans().life(m_selection.task()).step);
        } else {
            m_selection.select(taskOfLink(link));
        }
    });
    return section;
}

void TaskDetails::setText(const Section &section, const QString &text)
{
    section.text->setText(text);
    section.heading->setVisible(!text.isEmpty());
    section.text->setVisible(!text.isEmpty());
}

void TaskDetails::setTrace(models::TraceModel *trace)
{
    if (m_trace) {
        m_trace->disconnect(this);
    }
    m_trace = trace;
    m_occupancy.reset();
    m_cancelSeen = {};
    m_events->setTrace(trace);
    if (trace) {
        m_occupancy.emplace(trace->store());
        connect(trace, &models::TraceModel::updated, this, &TaskDetails::showTask);
        connect(trace, &models::TraceModel::reread, this, [this] { setTrace(m_trace); });
        connect(trace, &models::TraceModel::shortened, this, [this] { m_cancelSeen = {}; });
    }
    showTask();
}

void TaskDetails::setTheme(const timeline::Theme &theme)
{
    m_theme = &theme;
    m_shares->setTheme(theme);
    showTask();
}

void TaskDetails::showEvent(QShowEvent *event)
{
    QScrollArea::showEvent(event);
    showTask();
}

void TaskDetails::showTask()
{
    const TaskId task = m_selection.task();
    const bool isKnown = m_trace && m_trace->timeline().isKnown(task);
    m_none->setText(
        task && m_trace
            ? tr("%1 was not there yet.").arg(timeline::taskLabel(m_trace->store(), task))
            : tr("Click a task to see what it waits on, who holds that, and where its "
                 "time went."));
    m_none->setVisible(!isKnown);
    m_content->setVisible(isKnown);
    m_events->setTask(isKnown ? task : TaskId());
    if (!isKnown || !isVisible()) {
        return;
    }
    const trace::TraceStore &store = m_trace->store();
    const TaskLife &life = m_trace->spans().life(task);
    m_occupancy->update(m_trace->spans().position());
    m_title->setText(timeline::taskLabel(store, task));
    m_path->setText(QString::fromUtf8(store.taskPath(task)));
    showState(life);
    showStep(life);
    setText(m_waiting,
            waitStory(store, analysis::waitChain(store, m_trace->spans(), *m_occupancy, task)));
    setText(m_deadline, deadlineStory(life, m_trace->now()));
    showCancel(life);
    setText(m_end, endStory(store, life));
    showShares(life);
}

void TaskDetails::showState(const TaskLife &life)
{
    const trace::Timestamp now = std::max(m_trace->now(), life.created);
    const bool isPending = m_trace->cancelPending().contains(m_selection.task());
    const QColor colour = life.isAlive() ? m_theme->forState(life.state).edge
                                         : m_theme->forOutcome(life.outcome).fill;
    const QString state = isPending ? tr("cancel pending")
        : life.isAlive()            ? timeline::stateName(life.state)
                                    : timeline::outcomeName(life.outcome);
    const trace::Timestamp duration = (life.isAlive() ? now : life.ended) - life.created;
    const trace::Timestamp from = m_trace->spans().knownFrom();
    const QString partial = m_trace->store().firstEvent() > 0 && life.created <= from
        ? tr(" · partial: what it did before %1 was let go").arg(timeline::formatMoment(from))
        : QString();
    m_state->setText(QStringLiteral("<span style='color:%1'>●</span> %2 · %3%4")
                         .arg(colour.name(), state,
                              tr("%1 in all").arg(timeline::formatDuration(duration)), partial));
}

void TaskDetails::showStep(const TaskLife &life)
{
    const QString name = m_stepNames && life.step ? m_stepNames(life.step) : QString();
    setText(m_step,
            name.isEmpty()
                ? name
                : QStringLiteral("<a href='%1'>%2</a>").arg(stepLink, name.toHtmlEscaped()));
}

// Looks through the events only when something was added.
void TaskDetails::showCancel(const TaskLife &life)
{
    const TaskId task = m_selection.task();
    const std::pair seen(task, life.marks.size() * 2 + std::size_t(life.isAlive()));
    const bool isOpen = m_cancel.text->isVisibleTo(m_content) && life.isAlive();
    if (std::exchange(m_cancelSeen, seen) == seen && !isOpen) {
        return;
    }
    setText(m_cancel,
            cancelStory(m_trace->store(),
                        analysis::cancelPath(m_trace->store(), m_trace->spans(), task)));
}

void TaskDetails::showShares(const TaskLife &life)
{
    std::vector<analysis::TimeShare> shares =
        analysis::timeShares(life, m_trace->now(), m_trace->spans().knownFrom());
    QStringList names;
    for (const analysis::TimeShare &share : shares) {
        names += shareName(m_trace->store(), share);
    }
    m_sharesHeading->setVisible(!shares.empty());
    m_shares->setVisible(!shares.empty());
    m_shares->setShares(std::move(shares), std::move(names));
}

} // namespace awaitscope::panels
