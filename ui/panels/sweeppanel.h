// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/sweeprunner.h"
#include "ui/timeline/theme.h"

#include <QWidget>

class QBoxLayout;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace awaitscope::charts {
class SweepCharts;
}

namespace awaitscope::panels {

/// Runs the scenario with one parameter over a range and several seeds, in the background, and
/// draws what comes of it. A click on a point asks for that run.
class SweepPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit SweepPanel(QWidget *parent = nullptr);
    ~SweepPanel() override;

    /// What is varied: the runs differ from @p spec in one parameter and in the seed. Results stay
    /// as long as the text of the scenario is the same.
    void setScenario(const run::RunSpec &spec, const scenario::Scenario &scenario);
    void setTheme(const timeline::Theme &theme);

    [[nodiscard]] models::SweepRunner &runner() const { return *m_runner; }

    [[nodiscard]] charts::SweepCharts &charts() const { return *m_charts; }

    [[nodiscard]] QLineEdit &rangeField() const { return *m_range; }

    [[nodiscard]] QLineEdit &goalField() const { return *m_goal; }

    [[nodiscard]] QPushButton &button() const { return *m_button; }

    /// What the results say, or what is wrong with the fields.
    [[nodiscard]] QString verdict() const;

Q_SIGNALS:
    void runChosen(const awaitscope::run::RunSpec &spec);

private:
    void buildFields(QBoxLayout &layout);
    void proposeRange();
    void startOrCancel();
    void showResults();
    void showVerdict(const std::optional<double> &knee, const std::optional<double> &smallest);
    void showState();
    void say(const QString &text, bool isWrong);
    [[nodiscard]] std::optional<analysis::Goal> goal();
    [[nodiscard]] QString shownName(const QByteArray &parameter) const;

    run::RunSpec m_spec;
    std::vector<scenario::Parameter> m_parameters;
    models::SweepRunner *m_runner;
    const timeline::Theme *m_theme = &timeline::Theme::dark();
    QComboBox *m_parameter;
    QLineEdit *m_range;
    QSpinBox *m_seeds;
    QLineEdit *m_goal;
    QComboBox *m_tasks;
    QLabel *m_tasksLabel = nullptr;
    QPushButton *m_button;
    QProgressBar *m_progress;
    QLabel *m_verdict;
    charts::SweepCharts *m_charts;
};

} // namespace awaitscope::panels
