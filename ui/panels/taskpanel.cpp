// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/taskpanel.h"

#include "ui/panels/tasktable.h"
#include "ui/timeline/statenames.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace awaitscope::panels {

using models::TaskFilter;
using trace::Outcome;
using trace::TaskState;

TaskPanel::TaskPanel(models::SelectionController &selection, QWidget *parent)
    : QWidget(parent)
    , m_table(new TaskTable(selection))
    , m_text(new QLineEdit)
    , m_state(new QComboBox)
    , m_count(new QLabel)
{
    m_text->setPlaceholderText(tr("Filter by name"));
    m_text->setAccessibleName(tr("Filter tasks by name"));
    m_text->setClearButtonEnabled(true);
    m_text->setMaximumWidth(260);
    m_state->setAccessibleName(tr("Filter tasks by state"));
    fillStates();
    m_count->setEnabled(false);
    auto *const bar = new QHBoxLayout;
    bar->setContentsMargins(8, 5, 8, 5);
    bar->setSpacing(8);
    bar->addWidget(m_text);
    bar->addWidget(m_state);
    bar->addWidget(m_count);
    bar->addStretch(1);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);
    connect(m_text, &QLineEdit::textChanged, this, &TaskPanel::applyFilter);
    connect(m_state, &QComboBox::currentIndexChanged, this, &TaskPanel::applyFilter);
    const QAbstractItemModel *const model = m_table->model();
    connect(model, &QAbstractItemModel::rowsInserted, this, &TaskPanel::showCount);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &TaskPanel::showCount);
    connect(model, &QAbstractItemModel::modelReset, this, &TaskPanel::showCount);
}

void TaskPanel::fillStates()
{
    const auto add = [this](const QString &name, const TaskFilter &filter) {
        m_state->addItem(name, QVariant::fromValue(filter));
    };
    add(tr("every state"), {});
    add(tr("alive"), {.isAlive = true});
    m_state->insertSeparator(m_state->count());
    for (const TaskState state :
         {TaskState::Working, TaskState::Waiting, TaskState::Awaiting, TaskState::BackingOff,
          TaskState::Blocking, TaskState::Cleanup, TaskState::Ready}) {
        add(timeline::stateName(state), {.isAlive = true, .state = state});
    }
    m_state->insertSeparator(m_state->count());
    for (const Outcome outcome : {Outcome::Finished, Outcome::TimedOut, Outcome::Cancelled,
                                  Outcome::Failed, Outcome::Destroyed}) {
        add(timeline::outcomeName(outcome), {.outcome = outcome});
    }
}

void TaskPanel::applyFilter()
{
    auto filter = m_state->currentData().value<TaskFilter>();
    filter.text = m_text->text().trimmed();
    m_table->setFilter(filter);
    showCount();
}

void TaskPanel::showCount()
{
    const int all = m_table->taskCount();
    const int shown = m_table->model()->rowCount();
    m_count->setText(shown == all ? timeline::taskCount(all)
                                  : tr("%1 of %2").arg(shown).arg(timeline::taskCount(all)));
}

void TaskPanel::setTrace(models::TraceModel *trace)
{
    m_table->setTrace(trace);
}

void TaskPanel::setTheme(const timeline::Theme &theme)
{
    m_table->setTheme(theme);
}

} // namespace awaitscope::panels
