// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/comparisonmodel.h"
#include "ui/models/selectioncontroller.h"

#include <QWidget>

class QLabel;
class QTableWidget;

namespace awaitscope {
class Actions;
}

namespace awaitscope::panels {

/// Two runs side by side: what each comes to, and the tasks that are not the same, those with the
/// largest effect first. A click on a task selects it, in both; of one that is in the other run
/// alone, the nearest above it that is in both.
class ComparePanel final : public QWidget
{
    Q_OBJECT

public:
    ComparePanel(models::SelectionController &selection, Actions &actions,
                 QWidget *parent = nullptr);

    /// Null: nothing is compared. Not owned.
    void setComparison(models::ComparisonModel *comparison);

    [[nodiscard]] QTableWidget &totals() const { return *m_totals; }

    [[nodiscard]] QTableWidget &differences() const { return *m_differences; }

    /// What is compared, and how much of it differs.
    [[nodiscard]] QString summary() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void show();
    void showSummary();
    void showTotals();
    void showDifferences();
    void choose(int row);

    models::SelectionController &m_selection;
    QPointer<models::ComparisonModel> m_comparison;
    QLabel *m_summary;
    QTableWidget *m_totals;
    QTableWidget *m_differences;
};

} // namespace awaitscope::panels
