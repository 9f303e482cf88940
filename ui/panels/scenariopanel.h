// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/run/run.h"
#include "ui/models/selectioncontroller.h"
#include "ui/timeline/theme.h"

#include <QScrollArea>

class QLabel;

namespace awaitscope::panels {

class InsightsPanel;
class LegendWidget;
class ParametersPanel;

/// The left side: what the scenario shows, its parameters, and what the colours mean.
class ScenarioPanel final : public QScrollArea
{
    Q_OBJECT

public:
    explicit ScenarioPanel(models::SelectionController &selection, QWidget *parent = nullptr);

    /// In place of a scenario: what is known of a trace.
    void setTrace(const QString &about);
    void setScenario(const scenario::Scenario &scenario);
    void setTheme(const timeline::Theme &theme);

    [[nodiscard]] ParametersPanel &parameters() const { return *m_parameters; }

    [[nodiscard]] InsightsPanel &insights() const { return *m_insights; }

private:
    QLabel *m_about;
    ParametersPanel *m_parameters;
    QWidget *m_parametersTitle;
    LegendWidget *m_legend;
    InsightsPanel *m_insights;
};

/// What the colours, patterns and signs of the timeline mean, painted as the timeline is.
class LegendWidget final : public QWidget
{
    Q_OBJECT

public:
    explicit LegendWidget(QWidget *parent = nullptr);
    void setTheme(const timeline::Theme &theme);

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }

    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const timeline::Theme *m_theme = &timeline::Theme::dark();
};

} // namespace awaitscope::panels
