// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/tasktable.h"

#include "ui/widgets/cancelbuttondelegate.h"

#include <QHeaderView>

namespace awaitscope::panels {

using models::TaskTableModel;
using trace::TaskId;

TaskTable::TaskTable(models::SelectionController &selection, models::QueryController &query,
                     QWidget *parent)
    : QTableView(parent)
    , m_selection(selection)
    , m_model(new TaskTableModel(this))
    , m_sorted(new models::FilteredTasks(query, this))
    , m_cancelButtons(new widgets::CancelButtonDelegate(this))
    , m_states(new widgets::StateDelegate(this))
{
    m_sorted->setSourceModel(m_model);
    setModel(m_sorted);
    setSortingEnabled(true);
    sortByColumn(TaskTableModel::Task, Qt::AscendingOrder);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setShowGrid(false);
    setWordWrap(false);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setFrameShape(NoFrame);
    setAccessibleName(tr("Tasks"));
    setItemDelegateForColumn(TaskTableModel::State, m_states);
    setItemDelegateForColumn(TaskTableModel::Cancel, m_cancelButtons);
    setUpColumns();
    connect(m_cancelButtons, &widgets::CancelButtonDelegate::cancelRequested, this,
            &TaskTable::cancelRequested);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (current.isValid()) {
                    m_selection.select(TaskTableModel::taskAt(current));
                }
            });
    connect(&selection, &models::SelectionController::changed, this, &TaskTable::showSelection);
    connect(m_sorted, &QAbstractItemModel::modelReset, this,
            [this] { showSelection(m_selection.task()); });
}

void TaskTable::setUpColumns()
{
    setTextElideMode(Qt::ElideMiddle); // the number at the end of a name tells tasks apart
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(24);
    QHeaderView *const header = horizontalHeader();
    header->setHighlightSections(false);
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(TaskTableModel::Detail, QHeaderView::Stretch);
    header->setSectionResizeMode(TaskTableModel::Cancel, QHeaderView::Fixed);
    const std::pair<int, int> widths[] = {
        {TaskTableModel::Task, 150},   {TaskTableModel::State, 120}, {TaskTableModel::Parent, 130},
        {TaskTableModel::Created, 88}, {TaskTableModel::Waited, 88}, {TaskTableModel::Worked, 88},
        {TaskTableModel::Total, 88},   {TaskTableModel::Cancel, 96},
    };
    for (const auto &[column, width] : widths) {
        header->resizeSection(column, width);
    }
}

void TaskTable::setTheme(const timeline::Theme &theme)
{
    m_cancelButtons->setTheme(theme);
    m_states->setTheme(theme);
    viewport()->update();
}

QModelIndex TaskTable::indexOf(TaskId task, TaskTableModel::Column column) const
{
    return task ? m_sorted->mapFromSource(m_model->index(int(task.value) - 1, column))
                : QModelIndex();
}

void TaskTable::showSelection(TaskId task)
{
    const QModelIndex index = indexOf(task, TaskTableModel::Task);
    if (!index.isValid()) {
        clearSelection();
        selectionModel()->clearCurrentIndex();
    } else if (currentIndex().row() != index.row()) {
        selectRow(index.row());
        scrollTo(index);
    }
}

} // namespace awaitscope::panels
