// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/comparepanel.h"

#include "ui/actions.h"
#include "ui/timeline/otherrun.h"
#include "ui/timeline/statenames.h"
#include "ui/timeline/timeformat.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QToolButton>

#include <algorithm>

namespace awaitscope::panels {

using analysis::RunTotals;
using analysis::TaskDifference;
using timeline::formatDuration;
using trace::Outcome;
using trace::TaskId;
using trace::Timestamp;

namespace {

    constexpr std::size_t mostRows = 2000; // of the table
    constexpr int totalsWidth = 380;

    void setUp(QTableWidget &table, const QString &name, const QStringList &headers)
    {
        table.setAccessibleName(name);
        table.setColumnCount(int(headers.size()));
        table.setHorizontalHeaderLabels(headers);
        table.horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        table.horizontalHeader()->setHighlightSections(false);
        table.setEditTriggers(QAbstractItemView::NoEditTriggers);
        table.setSelectionBehavior(QAbstractItemView::SelectRows);
        table.setSelectionMode(QAbstractItemView::SingleSelection);
        table.setShowGrid(false);
        table.setFrameShape(QFrame::NoFrame);
        table.setTabKeyNavigation(false);
        table.verticalHeader()->hide();
        table.verticalHeader()->setDefaultSectionSize(22);
    }

    void setRow(QTableWidget &table, int row, const QStringList &cells)
    {
        for (int column = 0; column < cells.size(); ++column) {
            auto *const item = new QTableWidgetItem(cells[column]);
            item->setTextAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight)
                                   | Qt::AlignVCenter);
            table.setItem(row, column, item);
        }
    }

    [[nodiscard]] QString changeText(Timestamp before, Timestamp after)
    {
        const Timestamp change = after - before;
        return change > 0 ? u'+' + formatDuration(change)
            : change < 0  ? QStringLiteral("−") + formatDuration(-change)
                          : QString();
    }

    [[nodiscard]] QString changeText(quint32 before, quint32 after)
    {
        return after > before ? QStringLiteral("+%1").arg(after - before)
            : after < before  ? QStringLiteral("−%1").arg(before - after)
                              : QString();
    }

    [[nodiscard]] QString endText(const trace::TaskLife &life)
    {
        return life.ended < 0
            ? timeline::outcomeName(life.outcome)
            : ComparePanel::tr("%1, %2").arg(timeline::outcomeName(life.outcome),
                                             formatDuration(life.ended - life.created));
    }

    [[nodiscard]] QToolButton *buttonOf(QAction *action)
    {
        auto *const button = new QToolButton;
        button->setDefaultAction(action);
        return button;
    }

} // namespace

ComparePanel::ComparePanel(models::SelectionController &selection, Actions &actions,
                           QWidget *parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_summary(new QLabel)
    , m_totals(new QTableWidget)
    , m_differences(new QTableWidget)
{
    auto *const bar = new QHBoxLayout;
    bar->setContentsMargins(8, 5, 8, 5);
    bar->setSpacing(8);
    for (QAction *const action :
         {actions.compareBefore, actions.compareWithout, actions.compareFile, actions.compareSwap,
          actions.compareNothing}) {
        bar->addWidget(buttonOf(action));
    }
    bar->addWidget(m_summary, 1);
    m_summary->setTextFormat(Qt::RichText);
    m_summary->setWordWrap(true);
    setUp(*m_totals, tr("Totals"), {QString(), tr("Other run"), tr("This run"), tr("Difference")});
    m_totals->setFixedWidth(totalsWidth);
    m_totals->setSelectionMode(QAbstractItemView::NoSelection);
    setUp(*m_differences, tr("Differences"),
          {tr("Task"), tr("Other run"), tr("This run"), tr("Difference")});
    m_differences->horizontalHeader()->setStretchLastSection(true);
    m_differences->setToolTip(
        tr("Click to select the task, in both runs; of one that is not in this "
           "run, the task above it"));
    auto *const tables = new QHBoxLayout;
    tables->setSpacing(1);
    tables->addWidget(m_totals);
    tables->addWidget(m_differences, 1);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addLayout(tables, 1);
    connect(m_differences, &QTableWidget::currentCellChanged, this, &ComparePanel::choose);
    show();
}

void ComparePanel::setComparison(models::ComparisonModel *comparison)
{
    if (m_comparison) {
        m_comparison->disconnect(this);
    }
    m_comparison = comparison;
    if (comparison) {
        connect(comparison, &models::ComparisonModel::changed, this, &ComparePanel::show);
    }
    show();
}

void ComparePanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    show();
}

void ComparePanel::show()
{
    const bool isCompared = m_comparison && m_comparison->after();
    m_totals->setVisible(isCompared);
    m_differences->setVisible(isCompared);
    showSummary();
    if (isCompared && isVisible()) {
        showTotals();
        showDifferences();
    }
}

void ComparePanel::showSummary()
{
    if (!m_comparison) {
        m_summary->clear();
        return;
    }
    const auto &differences = m_comparison->comparison().differences;
    const auto otherwise = std::ranges::count_if(differences, &TaskDifference::endsOtherwise);
    m_summary->setText(
        tr("In strips above the bars: <b>%1</b>. %2 differ, %3 of them in how they end.")
            .arg(m_comparison->other().title.toHtmlEscaped(),
                 timeline::taskCount(std::ssize(differences)))
            .arg(otherwise));
}

void ComparePanel::showTotals()
{
    const RunTotals &before = m_comparison->comparison().before;
    const RunTotals &after = m_comparison->comparison().after;
    std::vector<QStringList> rows;
    const auto addTime = [&](const QString &name, Timestamp RunTotals::*time) {
        rows.push_back({name, formatDuration(before.*time), formatDuration(after.*time),
                        changeText(before.*time, after.*time)});
    };
    const auto addCount = [&](const QString &name, quint32 one, quint32 other) {
        rows.push_back(
            {name, QString::number(one), QString::number(other), changeText(one, other)});
    };
    addTime(tr("total"), &RunTotals::duration);
    addTime(tr("median of a task"), &RunTotals::median);
    addTime(tr("p95 of a task"), &RunTotals::p95);
    addTime(tr("waited in queues"), &RunTotals::waited);
    addTime(tr("worked"), &RunTotals::worked);
    addCount(tr("tasks"), before.tasks, after.tasks);
    for (const Outcome outcome : {Outcome::Finished, Outcome::TimedOut, Outcome::Cancelled,
                                  Outcome::Failed, Outcome::Destroyed, Outcome::None}) {
        const quint32 one = before.outcomes[std::size_t(outcome)];
        const quint32 other = after.outcomes[std::size_t(outcome)];
        if (one > 0 || other > 0) {
            addCount(timeline::outcomeName(outcome), one, other);
        }
    }
    m_totals->setRowCount(int(rows.size()));
    for (int row = 0; row < int(rows.size()); ++row) {
        setRow(*m_totals, row, rows[std::size_t(row)]);
    }
    m_totals->resizeColumnsToContents();
}

void ComparePanel::showDifferences()
{
    const QSignalBlocker blocker(m_differences);
    const auto &differences = m_comparison->comparison().differences;
    const trace::TraceStore &before = m_comparison->before();
    models::TraceModel &after = *m_comparison->after();
    const int rows = int(std::min(differences.size(), mostRows));
    m_differences->setRowCount(rows);
    for (int row = 0; row < rows; ++row) {
        const TaskDifference &each = differences[std::size_t(row)];
        const QString task = each.after ? timeline::taskLabel(after.store(), each.after)
                                        : timeline::taskLabel(before, each.before);
        const QString one =
            each.before ? endText(m_comparison->other().model.life(each.before)) : QString();
        const QString other = each.after ? endText(after.spans().life(each.after)) : QString();
        const QString effect = !each.before ? tr("only in this run")
            : !each.after                   ? tr("only in the other run")
                                            : timeline::differenceText(each);
        setRow(*m_differences, row, {task, one, other, effect});
        m_differences->item(row, 3)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    }
    m_differences->resizeColumnsToContents();
}

QString ComparePanel::summary() const
{
    return m_summary->text();
}

// Where it is in this run alone or in both; else the nearest above it that is.
void ComparePanel::choose(int row)
{
    const analysis::Comparison &comparison = m_comparison->comparison();
    if (row < 0 || row >= std::ssize(comparison.differences)) {
        return;
    }
    const TaskDifference &difference = comparison.differences[std::size_t(row)];
    TaskId task = difference.after;
    for (TaskId above = difference.before; !task && above;) {
        above = m_comparison->before().task(above).parent;
        const auto found = std::ranges::find(comparison.beforeOf, above);
        task = TaskId(
            found == comparison.beforeOf.end() ? 0 : quint32(found - comparison.beforeOf.begin()));
    }
    m_selection.select(task);
}

} // namespace awaitscope::panels
