// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/statistics.h"
#include "ui/models/querycontroller.h"
#include "ui/models/rangecontroller.h"
#include "ui/models/texttable.h"
#include "ui/timeline/theme.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QComboBox;
class QLabel;
class QTableWidget;

namespace awaitscope::charts {
class StatisticsCharts;
}

namespace awaitscope::panels {

/// Statistics of the whole run or of the selected range of time, of all tasks or of those that the
/// filter lets through. They follow a run that goes on, but rarely where that takes long.
class StatisticsPanel final : public QWidget
{
    Q_OBJECT

public:
    StatisticsPanel(models::QueryController &query, models::RangeController &range,
                    QWidget *parent = nullptr);

    /// Null: nothing. Not owned.
    void setTrace(models::TraceModel *trace);
    void setTheme(const timeline::Theme &theme);

    [[nodiscard]] const models::TextTable &templates() const { return m_templates; }

    [[nodiscard]] const models::TextTable &resources() const { return m_resources; }

    [[nodiscard]] charts::StatisticsCharts &charts() const { return *m_charts; }

    /// Of what the figures are.
    [[nodiscard]] QString scope() const;
    /// Both tables, as they are copied.
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    /// It could not be saved.
    void failed(const awaitscope::scenario::Problem &problem);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildBar(QBoxLayout &layout);
    void lookLater();
    void look();
    void showTables();
    void showChart();
    void chooseBar(trace::Timestamp from, trace::Timestamp to);
    void copy();
    void save();
    [[nodiscard]] bool isQueueing() const;

    models::QueryController &m_query;
    models::RangeController &m_range;
    QPointer<models::TraceModel> m_trace;
    analysis::Statistics m_statistics;
    models::TextTable m_templates;
    models::TextTable m_resources;
    QTimer m_next; // the next look
    QLabel *m_scope;
    QComboBox *m_tasks; // whose durations are drawn
    QString m_chosen; // by the user, of them; none: the one with the most tasks
    QComboBox *m_what; // latency, time in queues
    QTableWidget *m_templateTable;
    QTableWidget *m_resourceTable;
    charts::StatisticsCharts *m_charts;
};

} // namespace awaitscope::panels
