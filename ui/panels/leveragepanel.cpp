// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/leveragepanel.h"

#include "ui/charts/sweepcharts.h"
#include "ui/timeline/timeformat.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QtConcurrentRun>

#include <cmath>

namespace awaitscope::panels {

using analysis::Leverage;
using analysis::Metric;
using analysis::RunChange;
using timeline::formatDuration;

namespace {

    enum Column : int {
        Change,
        Total,
        TotalEffect,
        P95,
        P95Effect,
        Timeouts,
        TimeoutsEffect,
        ColumnCount,
    };

    constexpr int placeRole = Qt::UserRole; // in m_leverage
    constexpr int sortRole = Qt::UserRole + 1;

    /// A cell that sorts by a number.
    class NumberItem final : public QTableWidgetItem
    {
    public:
        NumberItem(const QString &text, double number) : QTableWidgetItem(text)
        {
            setData(sortRole, number);
            setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        }

        bool operator<(const QTableWidgetItem &other) const override
        {
            return data(sortRole).toDouble() < other.data(sortRole).toDouble();
        }
    };

    /// By how much something is shorter or rarer than before.
    [[nodiscard]] QString effectText(double before, double after)
    {
        if (!std::isfinite(before) || !std::isfinite(after)) {
            return {};
        }
        if (before == after) {
            return QStringLiteral("±0");
        }
        const double percent = before > 0 ? (after / before - 1) * 100 : 100;
        return LeveragePanel::tr("%1%2 %")
            .arg(percent > 0 ? QStringLiteral("+") : QStringLiteral("−"))
            .arg(std::abs(percent), 0, 'f', 1);
    }

    /// Runs are the same if nothing but their interventions differs.
    [[nodiscard]] bool isSame(const run::RunSpec &one, const run::RunSpec &other)
    {
        return one.scenarioText == other.scenarioText && one.values == other.values
            && one.seed == other.seed;
    }

} // namespace

LeveragePanel::LeveragePanel(QWidget *parent)
    : QWidget(parent)
    , m_button(new QPushButton)
    , m_tasks(new QComboBox)
    , m_note(new QLabel)
    , m_table(new QTableWidget)
{
    auto *const bar = new QHBoxLayout;
    bar->setContentsMargins(8, 5, 8, 5);
    bar->setSpacing(8);
    bar->addWidget(m_button);
    bar->addWidget(m_tasks);
    bar->addWidget(m_note, 1);
    m_tasks->setAccessibleName(tr("Tasks that are measured"));
    m_tasks->setToolTip(tr("Whose p95 and timeouts are shown"));
    m_tasks->hide();
    m_note->setWordWrap(true);
    m_note->setEnabled(false); // dimmed
    m_table->setAccessibleName(tr("Leverage"));
    m_table->setColumnCount(ColumnCount);
    m_table->setHorizontalHeaderLabels({tr("Change"), tr("Total"), tr("Effect"), tr("p95"),
                                        tr("Effect"), tr("Timeouts"), tr("Effect")});
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(22);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setToolTip(tr("Click to open the changed run"));
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);
    layout->addStretch(0);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_watcher.isRunning()) {
            cancel();
        } else {
            compute();
        }
    });
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &LeveragePanel::take);
    connect(m_tasks, &QComboBox::currentIndexChanged, this, &LeveragePanel::fill);
    connect(m_table, &QTableWidget::cellClicked, this, &LeveragePanel::choose);
    connect(m_table, &QTableWidget::cellActivated, this, &LeveragePanel::choose);
    fill();
}

LeveragePanel::~LeveragePanel()
{
    cancel();
}

void LeveragePanel::cancel()
{
    m_stop.request_stop();
    m_watcher.waitForFinished();
}

void LeveragePanel::setSpec(const run::RunSpec &spec)
{
    m_spec = spec;
    const bool isFromTable = std::ranges::any_of(
        m_leverage, [&](const Leverage &each) { return isSame(each.change.spec, spec); });
    if (!isFromTable) {
        cancel();
        m_leverage.clear();
        fill();
    }
}

void LeveragePanel::setTheme(const timeline::Theme &theme)
{
    m_theme = &theme;
    fill();
}

void LeveragePanel::compute()
{
    m_base = m_leverage.empty() ? m_spec : m_base; // not that of a changed run
    m_leverage.clear();
    m_stop = std::stop_source();
    m_watcher.setFuture(QtConcurrent::run([base = m_base, stop = m_stop.get_token()] {
        return analysis::findLeverage(analysis::leverageChanges(base), stop);
    }));
    fill();
}

void LeveragePanel::take()
{
    if (!m_stop.stop_requested()) {
        m_leverage = m_watcher.result();
        const QSignalBlocker blocker(m_tasks);
        m_tasks->clear();
        analysis::SweepResults results;
        for (const Leverage &each : m_leverage) {
            results.add(each.result);
        }
        for (const QByteArray &name : results.templates()) {
            m_tasks->addItem(QString::fromUtf8(name));
        }
    }
    fill();
}

double LeveragePanel::measure(const Leverage &of, Metric metric) const
{
    const auto *const found = of.result.find(m_tasks->currentText().toUtf8());
    return found ? found->measures[std::size_t(metric)] : std::nan("");
}

QString LeveragePanel::nameOf(const RunChange &change) const
{
    switch (change.kind) {
    case RunChange::Kind::None:
        return tr("as it is");
    case RunChange::Kind::Sleeps:
        return tr("work of %1 × %2").arg(QString::fromUtf8(change.name)).arg(change.factor);
    case RunChange::Kind::Slot:
        return tr("one slot more of %1").arg(QString::fromUtf8(change.name));
    }
    Q_UNREACHABLE();
}

void LeveragePanel::fill()
{
    const bool isRunning = m_watcher.isRunning();
    m_button->setText(isRunning ? tr("Cancel") : tr("Find leverage"));
    m_tasks->setVisible(!m_leverage.empty());
    m_table->setVisible(!m_leverage.empty());
    m_note->setText(
        isRunning ? tr("Running the same again with one change after the other…")
            : m_leverage.empty()
            ? tr("Runs the same scenario and seed again with every template made 10, 25 and 50 % "
                 "faster, and with one slot more of each semaphore: what helps, and what does not.")
            : tr("Effects on the run as it is: total, and p95 and timeouts of these tasks. Click a "
                 "row to open that run."));
    const QSignalBlocker blocker(m_table);
    m_table->setSortingEnabled(false);
    m_table->setRowCount(int(m_leverage.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        fillRow(row, m_leverage[std::size_t(row)], m_leverage.front());
    }
    m_table->resizeColumnsToContents();
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(P95Effect, Qt::AscendingOrder);
}

void LeveragePanel::fillRow(int row, const Leverage &leverage, const Leverage &base)
{
    auto *const name = new QTableWidgetItem(nameOf(leverage.change));
    name->setData(placeRole, row);
    m_table->setItem(row, Change, name);
    const auto set = [&](int column, double before, double after, const QString &text) {
        const double effect = std::isfinite(after - before) ? after - before : 0;
        m_table->setItem(row, column, new NumberItem(text, after));
        auto *const item = new NumberItem(effectText(before, after), effect);
        if (effect != 0) {
            const auto outcome = effect < 0 ? trace::Outcome::Finished : trace::Outcome::Failed;
            item->setForeground(m_theme->forOutcome(outcome).text);
        }
        m_table->setItem(row, column + 1, item);
    };
    const auto total = [](const Leverage &of) { return double(of.result.total); };
    set(Total, total(base), total(leverage), formatDuration(leverage.result.total));
    for (const auto &[column, metric] :
         {std::pair(P95, Metric::P95), std::pair(Timeouts, Metric::Timeouts)}) {
        const double after = measure(leverage, metric);
        set(column, measure(base, metric), after,
            std::isfinite(after) ? charts::metricText(metric, after) : QString());
    }
}

void LeveragePanel::choose(int row)
{
    const auto place = std::size_t(m_table->item(row, Change)->data(placeRole).toInt());
    Q_EMIT runChosen(m_leverage[place].change.spec);
}

} // namespace awaitscope::panels
