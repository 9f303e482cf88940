// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/statisticspanel.h"

#include "ui/charts/statisticscharts.h"
#include "ui/export/pictureexporter.h"
#include "ui/models/statisticstables.h"
#include "ui/timeline/timeformat.h"
#include "ui/widgets/filedialogs.h"

#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTableWidget>

namespace awaitscope::panels {

using analysis::TemplateStatistics;

namespace {

    constexpr int leastIntervalMs = 250;
    constexpr int restPerWork = 20; // ms without a look for each ms of one
    constexpr std::size_t mostBins = 40; // of the throughput

    /// Few for few tasks, so that there is a shape to see.
    [[nodiscard]] std::size_t binsFor(std::size_t count)
    {
        return std::clamp<std::size_t>(count / 3, 6, mostBins);
    }

    [[nodiscard]] QTableWidget *table(const QString &name)
    {
        auto *const result = new QTableWidget;
        result->setAccessibleName(name);
        result->setEditTriggers(QAbstractItemView::NoEditTriggers);
        result->setSelectionBehavior(QAbstractItemView::SelectRows);
        result->setSelectionMode(QAbstractItemView::SingleSelection);
        result->setShowGrid(false);
        result->setFrameShape(QFrame::NoFrame);
        result->setTabKeyNavigation(false);
        result->verticalHeader()->hide();
        result->verticalHeader()->setDefaultSectionSize(22);
        result->horizontalHeader()->setHighlightSections(false);
        return result;
    }

    void fill(QTableWidget &widget, const models::TextTable &table)
    {
        widget.setColumnCount(int(table.header.size()));
        widget.setHorizontalHeaderLabels(table.header);
        widget.setRowCount(int(table.rows.size()));
        for (int row = 0; row < widget.rowCount(); ++row) {
            for (int column = 0; column < widget.columnCount(); ++column) {
                auto *const item = new QTableWidgetItem(table.rows.at(row).at(column));
                item->setTextAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight)
                                       | Qt::AlignVCenter);
                widget.setItem(row, column, item);
            }
        }
        for (int column = 0; column < widget.columnCount(); ++column) {
            widget.horizontalHeaderItem(column)->setTextAlignment(
                (column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        }
        widget.resizeColumnsToContents();
    }

} // namespace

StatisticsPanel::StatisticsPanel(models::QueryController &query, models::RangeController &range,
                                 QWidget *parent)
    : QWidget(parent)
    , m_query(query)
    , m_range(range)
    , m_scope(new QLabel)
    , m_tasks(new QComboBox)
    , m_what(new QComboBox)
    , m_templateTable(table(tr("Statistics of tasks")))
    , m_resourceTable(table(tr("Statistics of resources")))
    , m_charts(new charts::StatisticsCharts)
{
    auto *const bar = new QHBoxLayout;
    bar->setContentsMargins(8, 5, 8, 3);
    bar->setSpacing(8);
    buildBar(*bar);
    auto *const tables = new QSplitter(Qt::Vertical);
    tables->addWidget(m_templateTable);
    tables->addWidget(m_resourceTable);
    auto *const halves = new QSplitter(Qt::Horizontal);
    halves->addWidget(tables);
    halves->addWidget(m_charts);
    halves->setStretchFactor(0, 1);
    halves->setStretchFactor(1, 1);
    halves->setSizes({480, 520});
    for (QSplitter *const splitter : {tables, halves}) {
        splitter->setHandleWidth(1);
        splitter->setChildrenCollapsible(false);
    }
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(halves, 1);
    m_next.setSingleShot(true);
    m_next.setInterval(0);
    connect(&m_next, &QTimer::timeout, this, &StatisticsPanel::look);
    connect(&query, &models::QueryController::changed, this, &StatisticsPanel::lookLater);
    connect(&range, &models::RangeController::rangeChanged, this, &StatisticsPanel::lookLater);
    connect(m_templateTable, &QTableWidget::currentCellChanged, this, [this](int row) {
        if (row >= 0) {
            m_tasks->setCurrentIndex(row);
        }
    });
    connect(m_charts, &charts::StatisticsCharts::barChosen, this, &StatisticsPanel::chooseBar);
}

void StatisticsPanel::buildBar(QBoxLayout &layout)
{
    m_scope->setToolTip(tr("Select a range of time with Shift+drag on the timeline, tasks with the "
                           "filter. Percentiles are by nearest rank: the least time that so many "
                           "percent of the tasks did not exceed."));
    m_tasks->setAccessibleName(tr("Tasks that are drawn"));
    m_what->setAccessibleName(tr("What is drawn"));
    m_what->addItems({tr("latency"), tr("time in queues")});
    connect(m_tasks, &QComboBox::currentIndexChanged, this,
            [this] { m_chosen = m_tasks->currentText(); });
    for (QComboBox *const box : {m_tasks, m_what}) {
        connect(box, &QComboBox::currentIndexChanged, this, &StatisticsPanel::showChart);
    }
    auto *const copyButton = new QPushButton(tr("Copy"));
    copyButton->setToolTip(tr("Both tables, as text"));
    auto *const saveButton = new QPushButton(tr("Save CSV…"));
    connect(copyButton, &QPushButton::clicked, this, &StatisticsPanel::copy);
    connect(saveButton, &QPushButton::clicked, this, &StatisticsPanel::save);
    layout.addWidget(m_scope);
    layout.addStretch(1);
    for (QWidget *const each :
         std::initializer_list<QWidget *>{m_tasks, m_what, copyButton, saveButton}) {
        layout.addWidget(each);
    }
}

void StatisticsPanel::setTrace(models::TraceModel *trace)
{
    if (m_trace) {
        m_trace->disconnect(this);
    }
    m_trace = trace;
    m_chosen.clear();
    m_next.stop();
    m_next.setInterval(0);
    if (trace) {
        connect(trace, &models::TraceModel::updated, this, &StatisticsPanel::lookLater);
        lookLater();
    }
}

void StatisticsPanel::setTheme(const timeline::Theme &theme)
{
    m_charts->setTheme(theme);
    showChart();
}

void StatisticsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    look();
}

void StatisticsPanel::lookLater()
{
    if (m_trace && isVisible() && !m_next.isActive()) {
        m_next.start();
    }
}

void StatisticsPanel::look()
{
    if (!m_trace) {
        return;
    }
    QElapsedTimer timer;
    timer.start();
    // What happens at this very moment belongs to it.
    const trace::TimeRange whole{0, m_trace->now() + 1};
    m_statistics = analysis::statisticsOf(
        m_trace->store(), m_trace->spans(), m_range.range().value_or(whole), m_trace->now(),
        [this](trace::TaskId task) { return m_query.matches(task); });
    showTables();
    showChart();
    m_next.setInterval(int(std::max<qint64>(leastIntervalMs, timer.elapsed() * restPerWork)));
}

QString StatisticsPanel::scope() const
{
    const QString time = m_range.range() ? tr("%1 to %2")
                                               .arg(timeline::formatMoment(m_range.range()->begin),
                                                    timeline::formatMoment(m_range.range()->end))
                                         : tr("Whole run");
    const QString text = m_query.isActive() ? tr("%1, tasks with %2").arg(time, m_query.text())
                                            : tr("%1, all tasks").arg(time);
    return m_trace->store().firstEvent() == 0
        ? text
        : tr("%1 (partial: timeouts, resources from %2 on)")
              .arg(text, timeline::formatMoment(m_trace->spans().knownFrom()));
}

void StatisticsPanel::showTables()
{
    m_scope->setText(
        tr("%1 · %2 finished a second").arg(scope()).arg(m_statistics.throughput, 0, 'g', 3));
    m_templates = models::templateTable(m_trace->store(), m_statistics);
    m_resources = models::resourceTable(m_trace->store(), m_statistics);
    {
        const QSignalBlocker blocker(m_templateTable);
        fill(*m_templateTable, m_templates);
    }
    fill(*m_resourceTable, m_resources);
    m_resourceTable->setVisible(!m_resources.rows.isEmpty());
    QStringList names;
    for (const QStringList &row : m_templates.rows) {
        names += row.front();
    }
    const QSignalBlocker blocker(m_tasks);
    m_tasks->clear();
    m_tasks->addItems(names);
    const auto most = std::ranges::max_element(m_statistics.templates, {},
                                               [](const auto &each) { return each.count; });
    const qsizetype place = names.indexOf(m_chosen);
    m_tasks->setCurrentIndex(place >= 0 ? int(place) : int(most - m_statistics.templates.begin()));
}

bool StatisticsPanel::isQueueing() const
{
    return m_what->currentIndex() == 1;
}

void StatisticsPanel::showChart()
{
    const int index = m_tasks->currentIndex();
    if (!m_trace || index < 0 || index >= int(m_statistics.templates.size())) {
        m_charts->show({{}, m_what->currentText(), {}, {}});
        return;
    }
    const TemplateStatistics &of = m_statistics.templates[std::size_t(index)];
    const auto isOne = [&](trace::TaskId task) {
        return m_trace->store().task(task).name == of.name && m_query.matches(task);
    };
    std::vector<std::size_t> finished;
    if (!m_statistics.range.isEmpty()) {
        finished =
            analysis::finishedOver(m_trace->spans(), m_statistics.range, binsFor(of.count), isOne);
    }
    m_charts->show({isQueueing() ? of.queueing : of.latency,
                    tr("%1 of %2").arg(m_what->currentText(), m_tasks->currentText()),
                    m_statistics.range, std::move(finished)});
}

void StatisticsPanel::chooseBar(trace::Timestamp from, trace::Timestamp to)
{
    const int index = m_tasks->currentIndex();
    if (index < 0) {
        return;
    }
    const TemplateStatistics &of = m_statistics.templates[std::size_t(index)];
    const bool isLast = to >= (isQueueing() ? of.queueing : of.latency).most();
    const QString key = isQueueing() ? QStringLiteral("waited") : QStringLiteral("dur");
    m_query.setText(QStringLiteral("name:%1 state:ended %2:>=%3ns %2:%4%5ns")
                        .arg(m_tasks->currentText(), key)
                        .arg(from)
                        .arg(isLast ? QStringLiteral("<=") : QStringLiteral("<"))
                        .arg(to));
}

QString StatisticsPanel::text() const
{
    return QStringLiteral("%1\n\n%2\n%3\n%4\n")
        .arg(scope(), m_templates.text(), m_resources.text(),
             tr("Percentiles by nearest rank; L = λW is Little's law."));
}

void StatisticsPanel::copy()
{
    QGuiApplication::clipboard()->setText(text());
}

void StatisticsPanel::save()
{
    QFileDialog *const dialog =
        widgets::savingDialog(this, tr("Save statistics"), {tr("CSV (*.csv)")},
                              QStringLiteral(".csv"), QStringLiteral("statistics.csv"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        const QByteArray csv = m_templates.csv() + "\r\n" + m_resources.csv();
        if (const auto problem = exporting::writeFile(file, csv)) {
            Q_EMIT failed(*problem);
        }
    });
    dialog->open();
}

} // namespace awaitscope::panels
