// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/pathpanel.h"

#include "ui/models/eventtext.h"
#include "ui/timeline/partialtext.h"
#include "ui/timeline/statenames.h"
#include "ui/timeline/timeformat.h"

#include <QElapsedTimer>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableWidget>

#include <algorithm>
#include <map>

namespace awaitscope::panels {

using analysis::Gather;
using analysis::PathLink;
using timeline::formatDuration;
using trace::TaskId;
using trace::Timestamp;

namespace {

    constexpr int leastIntervalMs = 250;
    constexpr int restPerWork = 20; // ms without a look for each ms of one
    constexpr std::size_t mostRows = 2000; // of the table
    constexpr std::size_t mostParts = 3; // of the sentence
    constexpr std::size_t mostGathers = 20; // of the menu

    [[nodiscard]] QString whatOf(const trace::TraceStore &store, const PathLink &link)
    {
        return link.resource ? PathPanel::tr("waiting for %1, which nobody gave it")
                                   .arg(models::resourceName(store, link.resource))
                             : timeline::stateName(link.state);
    }

    [[nodiscard]] QString percent(Timestamp part, Timestamp whole)
    {
        return PathPanel::tr("%1 %").arg(
            100.0 * double(part) / double(std::max<Timestamp>(1, whole)), 0, 'f', 1);
    }

} // namespace

PathPanel::PathPanel(models::SelectionController &selection, QWidget *parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_ofRun(new QPushButton(tr("Of the run")))
    , m_ofTask(new QPushButton(tr("Of the selected task")))
    , m_ofGather(new QPushButton(tr("Of a gather…")))
    , m_summary(new QLabel)
    , m_table(new QTableWidget)
{
    auto *const bar = new QHBoxLayout;
    bar->setContentsMargins(8, 5, 8, 5);
    bar->setSpacing(8);
    bar->addWidget(m_ofRun);
    bar->addWidget(m_ofTask);
    bar->addWidget(m_ofGather);
    bar->addWidget(m_summary, 1);
    m_summary->setTextFormat(Qt::RichText);
    m_table->setAccessibleName(tr("Critical path"));
    m_table->setColumnCount(6);
    m_table->setHorizontalHeaderLabels(
        {tr("From s"), tr("To s"), tr("Duration"), tr("Share"), tr("Task"), tr("What")});
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(22);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &PathPanel::look);
    connect(m_ofRun, &QPushButton::clicked, this, [this] { showPathOf(TaskId()); });
    connect(m_ofTask, &QPushButton::clicked, this, [this] { showPathOf(m_selection.task()); });
    m_ofGather->setToolTip(tr("What fixed how long a gather, a group or a wait for several took: "
                              "those of the selected task or, without one, of the main task"));
    connect(m_ofGather, &QPushButton::clicked, this, &PathPanel::listGathers);
    connect(m_table, &QTableWidget::currentCellChanged, this, &PathPanel::choose);
    const auto enable = [this](TaskId task) { m_ofTask->setEnabled(bool(task)); };
    connect(&selection, &models::SelectionController::changed, this, enable);
    enable(selection.task());
}

void PathPanel::setTrace(models::TraceModel *trace)
{
    if (m_trace) {
        m_trace->disconnect(this);
    }
    m_trace = trace;
    m_task = {};
    m_gather.reset();
    m_seen = 0;
    m_next.stop();
    m_next.setInterval(0);
    if (trace) {
        connect(trace, &models::TraceModel::updated, this, &PathPanel::lookLater);
    }
    look();
}

void PathPanel::showPathOf(TaskId task)
{
    m_task = task;
    m_gather.reset();
    m_seen = 0;
    look();
}

void PathPanel::showPathOf(const analysis::Gather &gather)
{
    m_task = gather.task;
    m_gather = gather;
    m_seen = 0;
    look();
}

// The longest, in order, if there are too many.
void PathPanel::listGathers()
{
    const TaskId task = m_selection.task() ? m_selection.task() : TaskId(1);
    std::vector<Gather> gathers;
    if (m_trace && m_trace->timeline().isKnown(task)) {
        gathers = analysis::gathersOf(m_trace->spans(), task);
        std::erase_if(gathers,
                      [](const Gather &gather) { return gather.range.end == trace::openEnd; });
    }
    const std::size_t all = gathers.size();
    if (all > mostGathers) {
        std::ranges::stable_sort(gathers, std::ranges::greater(),
                                 [](const Gather &gather) { return gather.range.duration(); });
        gathers.resize(mostGathers);
        std::ranges::sort(gathers, {}, [](const Gather &gather) { return gather.range.begin; });
    }
    auto *const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Gather &gather : gathers) {
        menu->addAction(timeline::gatherLabel(m_trace->store(), gather), this,
                        [this, gather] { showPathOf(gather); });
    }
    if (all == 0) {
        menu->addAction(tr("It has waited for no others yet"))->setEnabled(false);
    } else if (all > gathers.size()) {
        menu->addAction(tr("and %1 shorter ones").arg(all - gathers.size()))->setEnabled(false);
    }
    menu->popup(m_ofGather->mapToGlobal(QPoint(0, m_ofGather->height())));
}

void PathPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_seen = 0;
    look();
}

void PathPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    look();
}

void PathPanel::lookLater()
{
    if (isVisible() && !m_next.isActive() && m_trace->spans().position() != m_seen) {
        m_next.start();
    }
}

void PathPanel::look()
{
    m_path.clear();
    // At a moment of the past, what it is about may be still to come.
    const bool isThere = m_trace && m_trace->taskCount() >= std::max(m_task.value, 1U)
        && (!m_gather || m_gather->range.end <= m_trace->now());
    if (isThere && isVisible()) {
        QElapsedTimer timer;
        timer.start();
        m_seen = m_trace->spans().position();
        m_path = m_gather
            ? analysis::criticalPath(m_trace->store(), m_trace->spans(), *m_gather, m_trace->now())
            : analysis::criticalPath(m_trace->store(), m_trace->spans(),
                                     m_task ? m_task : TaskId(1), m_trace->now());
        m_next.setInterval(int(std::max<qint64>(leastIntervalMs, timer.elapsed() * restPerWork)));
    }
    fill();
    showSummary();
    Q_EMIT pathChanged();
}

void PathPanel::fill()
{
    const QSignalBlocker blocker(m_table);
    const int rows = int(std::min(m_path.size(), mostRows));
    m_table->setRowCount(rows);
    const Timestamp total = rows > 0 ? m_path.back().range.end - m_path.front().range.begin : 0;
    for (int row = 0; row < rows; ++row) {
        const PathLink &link = m_path[std::size_t(row)];
        const auto seconds = [](Timestamp time) {
            return QString::number(double(time) / 1e9, 'f', 3);
        };
        const QString cells[] = {seconds(link.range.begin),
                                 seconds(link.range.end),
                                 formatDuration(link.range.duration()),
                                 percent(link.range.duration(), total),
                                 timeline::taskLabel(m_trace->store(), link.task),
                                 whatOf(m_trace->store(), link)};
        for (int column = 0; column < 6; ++column) {
            auto *const item = new QTableWidgetItem(cells[column]);
            item->setTextAlignment((column < 4 ? Qt::AlignRight : Qt::AlignLeft)
                                   | Qt::AlignVCenter);
            m_table->setItem(row, column, item);
        }
    }
    m_table->resizeColumnsToContents();
}

void PathPanel::showSummary()
{
    if (m_path.empty()) {
        m_summary->setText(tr("Nothing has taken time yet."));
        return;
    }
    // What it consists of, by template and state.
    const trace::TraceStore &store = m_trace->store();
    std::map<QString, Timestamp> parts;
    for (const PathLink &link : m_path) {
        const std::string_view name = store.taskName(link.task);
        parts[tr("%1 %2").arg(QString::fromUtf8(name.data(), qsizetype(name.size())),
                              timeline::stateName(link.state))] += link.range.duration();
    }
    std::vector<std::pair<Timestamp, QString>> sorted;
    for (const auto &[text, ns] : parts) {
        sorted.emplace_back(ns, text);
    }
    std::ranges::stable_sort(sorted, std::ranges::greater(), &std::pair<Timestamp, QString>::first);
    const Timestamp total = m_path.back().range.end - m_path.front().range.begin;
    QStringList texts;
    for (std::size_t i = 0; i < std::min(sorted.size(), mostParts); ++i) {
        texts += tr("%1 %2").arg(sorted[i].second.toHtmlEscaped(), percent(sorted[i].first, total));
    }
    const QString links = m_path.size() == 1 ? tr("1 link") : tr("%1 links").arg(m_path.size());
    if (m_path.front().range.begin <= m_trace->spans().knownFrom()) {
        texts += timeline::partialText(store);
        texts.removeAll(QString());
    }
    m_summary->setText(tr("<b>%1</b>: %2 in %3 · %4")
                           .arg(whose().toHtmlEscaped(), formatDuration(total), links,
                                texts.join(QStringLiteral(" · "))));
}

QString PathPanel::whose() const
{
    if (m_gather) {
        return timeline::gatherLabel(m_trace->store(), *m_gather);
    }
    return m_task ? timeline::taskLabel(m_trace->store(), m_task) : tr("The run");
}

QString PathPanel::summary() const
{
    return m_summary->text();
}

void PathPanel::choose(int row)
{
    if (row >= 0 && row < int(m_path.size())) {
        const PathLink link = m_path[std::size_t(row)];
        m_selection.select(link.task);
        Q_EMIT momentChosen(link.range.begin);
    }
}

} // namespace awaitscope::panels
