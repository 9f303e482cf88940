// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/resourcetable.h"

#include <QHeaderView>

namespace awaitscope::panels {

using models::ResourceTableModel;
using trace::TaskId;

ResourceTable::ResourceTable(models::SelectionController &selection, QWidget *parent)
    : QTableView(parent), m_model(new ResourceTableModel(this))
{
    setModel(m_model);
    setSelectionBehavior(SelectItems);
    setSelectionMode(SingleSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setFrameShape(NoFrame);
    setAccessibleName(tr("Resources"));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(24);
    QHeaderView *const header = horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(ResourceTableModel::HeldBy, QHeaderView::Stretch);
    header->setSectionResizeMode(ResourceTableModel::Queue, QHeaderView::Stretch);
    header->resizeSection(ResourceTableModel::Name, 140);
    header->resizeSection(ResourceTableModel::Now, 190);
    header->resizeSection(ResourceTableModel::Utilisation, 100);
    header->resizeSection(ResourceTableModel::LongestQueue, 120);
    const auto choose = [&selection](const QModelIndex &index) {
        if (const TaskId task(index.data(ResourceTableModel::TaskRole).toUInt()); task) {
            selection.select(task);
        }
    };
    connect(this, &QTableView::activated, this, choose);
    connect(this, &QTableView::clicked, this, choose);
}

void ResourceTable::setTrace(models::TraceModel *trace)
{
    m_model->setTrace(trace);
}

} // namespace awaitscope::panels
