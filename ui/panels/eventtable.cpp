// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/eventtable.h"

#include <QHeaderView>
#include <QScrollBar>

namespace awaitscope::panels {

using models::EventTableModel;
using trace::TaskId;

EventTable::EventTable(EventTableModel::Scope scope, models::SelectionController &selection,
                       QWidget *parent)
    : QTableView(parent), m_model(new EventTableModel(scope, this))
{
    setModel(m_model);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setFrameShape(NoFrame);
    setVerticalScrollMode(ScrollPerItem);
    setAccessibleName(scope == EventTableModel::Scope::Run ? tr("Events")
                                                           : tr("Events of the task"));
    setUpColumns(scope);
    connect(m_model, &QAbstractItemModel::rowsAboutToBeInserted, this, [this] {
        if (!isVisible()) {
            return; // to lay out rows that nobody sees would cost in each frame
        }
        const QScrollBar *const bar = verticalScrollBar();
        m_staysAtEnd = bar->value() == bar->maximum();
        if (m_staysAtEnd) {
            QMetaObject::invokeMethod(this, &QTableView::scrollToBottom, Qt::QueuedConnection);
        }
    });
    connect(m_model, &QAbstractItemModel::modelReset, this,
            [this] { m_staysAtEnd = m_model->rowCount() == 0; });
    const auto choose = [this, &selection](const QModelIndex &index) {
        if (const TaskId task(index.data(EventTableModel::TaskRole).toUInt()); task) {
            selection.select(task);
        }
        Q_EMIT momentChosen(m_model->timeOf(index));
    };
    connect(this, &QTableView::activated, this, choose);
    connect(this, &QTableView::clicked, this, choose);
}

void EventTable::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    if (m_staysAtEnd) {
        scrollToBottom();
    }
}

void EventTable::hideEvent(QHideEvent *event)
{
    QTableView::hideEvent(event);
    const QScrollBar *const bar = verticalScrollBar();
    m_staysAtEnd = bar->value() == bar->maximum();
}

void EventTable::setTrace(models::TraceModel *trace)
{
    m_model->setTrace(trace);
}

void EventTable::setUpColumns(EventTableModel::Scope scope)
{
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(22);
    QHeaderView *const header = horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(EventTableModel::What, QHeaderView::Stretch);
    header->resizeSection(EventTableModel::Time, scope == EventTableModel::Scope::Run ? 90 : 62);
    header->resizeSection(EventTableModel::Turn, 64);
    header->resizeSection(EventTableModel::Task, 140);
    if (scope == EventTableModel::Scope::Task) {
        header->hide();
        hideColumn(EventTableModel::Turn);
        hideColumn(EventTableModel::Task);
    }
}

} // namespace awaitscope::panels
