// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/scenariopanel.h"

#include "ui/panels/insightspanel.h"
#include "ui/panels/parameterspanel.h"
#include "ui/timeline/geometrybuilder.h"
#include "ui/timeline/painter.h"
#include "ui/widgets/sectionheading.h"

#include <QLabel>
#include <QPainter>
#include <QScrollBar>
#include <QVBoxLayout>

namespace awaitscope::panels {

namespace {

    constexpr int preferredWidth = 252;

    /// How high a legend of this width is (px).
    [[nodiscard]] int legendHeight(int width)
    {
        return int(timeline::buildLegend(QRectF(0, 0, width, 0)).viewport.bottom()) + 4;
    }

} // namespace

ScenarioPanel::ScenarioPanel(models::SelectionController &selection, QWidget *parent)
    : QScrollArea(parent)
    , m_about(new QLabel)
    , m_parameters(new ParametersPanel)
    , m_parametersTitle(widgets::sectionHeading(tr("Parameters")))
    , m_legend(new LegendWidget)
    , m_insights(new InsightsPanel(selection))
{
    auto *const content = new QWidget;
    auto *const layout = new QVBoxLayout(content);
    layout->setContentsMargins(14, 14, 14, 14);
    layout->setSpacing(8);
    layout->addWidget(m_parametersTitle);
    layout->addWidget(m_parameters);
    layout->addSpacing(10);
    layout->addWidget(widgets::sectionHeading(tr("Scenario")));
    layout->addWidget(m_about);
    layout->addSpacing(10);
    layout->addWidget(m_insights);
    layout->addSpacing(10);
    layout->addWidget(widgets::sectionHeading(tr("States")));
    layout->addWidget(m_legend);
    layout->addStretch(1);
    m_about->setWordWrap(true);
    m_about->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumWidth(preferredWidth - 30);
    setMaximumWidth(preferredWidth + 120);
}

void ScenarioPanel::setScenario(const scenario::Scenario &scenario)
{
    m_about->setText(scenario.about);
    m_parametersTitle->setVisible(!scenario.parameters.empty());
    m_parameters->setParameters(scenario.parameters);
}

void ScenarioPanel::setTrace(const QString &about)
{
    m_about->setText(about);
    m_parametersTitle->hide();
    m_parameters->setParameters({});
}

void ScenarioPanel::setTheme(const timeline::Theme &theme)
{
    m_legend->setTheme(theme);
}

LegendWidget::LegendWidget(QWidget *parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void LegendWidget::setTheme(const timeline::Theme &theme)
{
    m_theme = &theme;
    update();
}

int LegendWidget::heightForWidth(int width) const
{
    return legendHeight(width);
}

QSize LegendWidget::sizeHint() const
{
    return {preferredWidth - 28, legendHeight(preferredWidth - 28)};
}

void LegendWidget::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    timeline::paintGeometry(painter, timeline::buildLegend(QRectF(0, 0, width(), height())),
                            *m_theme);
}

} // namespace awaitscope::panels
