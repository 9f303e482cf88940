// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/leverage.h"
#include "engine/analysis/sweepcurve.h"
#include "ui/timeline/theme.h"

#include <QFutureWatcher>
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;

namespace awaitscope::panels {

/// Which step or resource, made faster, would help most: a row a change, with the total, p95 and
/// timeouts of the run that it gives, computed in the background. A click on a row asks for that
/// run.
class LeveragePanel final : public QWidget
{
    Q_OBJECT

public:
    explicit LeveragePanel(QWidget *parent = nullptr);
    /// Waits until the runs under way have seen that they are not wanted any more.
    ~LeveragePanel() override;

    /// What is changed. The table stays as long as the runs that it leads to belong to the same.
    void setSpec(const run::RunSpec &spec);
    void setTheme(const timeline::Theme &theme);

    [[nodiscard]] QTableWidget &table() const { return *m_table; }

    [[nodiscard]] QPushButton &button() const { return *m_button; }

Q_SIGNALS:
    void runChosen(const awaitscope::run::RunSpec &spec);

private:
    void compute();
    void cancel();
    void take();
    void fill();
    void fillRow(int row, const analysis::Leverage &leverage, const analysis::Leverage &base);
    [[nodiscard]] double measure(const analysis::Leverage &of, analysis::Metric metric) const;
    [[nodiscard]] QString nameOf(const analysis::RunChange &change) const;
    void choose(int row);

    run::RunSpec m_spec; // of the run on screen
    run::RunSpec m_base; // of what is in the table
    std::vector<analysis::Leverage> m_leverage; // the first is the run as it is
    std::stop_source m_stop;
    QFutureWatcher<std::vector<analysis::Leverage>> m_watcher;
    const timeline::Theme *m_theme = &timeline::Theme::dark();
    QPushButton *m_button;
    QComboBox *m_tasks;
    QLabel *m_note;
    QTableWidget *m_table;
};

} // namespace awaitscope::panels
