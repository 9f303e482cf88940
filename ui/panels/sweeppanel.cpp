// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/sweeppanel.h"

#include "ui/charts/sweepcharts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

#include <cmath>

namespace awaitscope::panels {

namespace {

    constexpr int proposedValues = 20; // at most
    constexpr int proposedSeeds = 5;
    constexpr int mostSeeds = 1000;

    /// The declared step, or one that suits the range, so often that there are not too many values.
    [[nodiscard]] double proposedStep(const scenario::Parameter &parameter)
    {
        const double range = parameter.max - parameter.min;
        const double step = parameter.step.value_or(range / proposedValues);
        return step > 0 ? step * std::max(1.0, std::ceil(range / step / proposedValues)) : 1;
    }

    [[nodiscard]] QLabel *label(const QString &text, QWidget *buddy)
    {
        auto *const result = new QLabel(text);
        result->setBuddy(buddy);
        result->setEnabled(false); // dimmed
        return result;
    }

} // namespace

SweepPanel::SweepPanel(QWidget *parent)
    : QWidget(parent)
    , m_runner(new models::SweepRunner(this))
    , m_parameter(new QComboBox)
    , m_range(new QLineEdit)
    , m_seeds(new QSpinBox)
    , m_goal(new QLineEdit)
    , m_tasks(new QComboBox)
    , m_button(new QPushButton)
    , m_progress(new QProgressBar)
    , m_verdict(new QLabel)
    , m_charts(new charts::SweepCharts(4))
{
    auto *const fields = new QHBoxLayout;
    fields->setContentsMargins(8, 5, 8, 2);
    fields->setSpacing(6);
    buildFields(*fields);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(fields);
    m_verdict->setContentsMargins(8, 0, 8, 2);
    m_verdict->setTextFormat(Qt::RichText);
    m_verdict->setWordWrap(true);
    layout->addWidget(m_verdict);
    layout->addWidget(m_charts, 1);
    layout->addStretch(0);
    connect(m_button, &QPushButton::clicked, this, &SweepPanel::startOrCancel);
    for (QLineEdit *const field : {m_range, m_goal}) {
        connect(field, &QLineEdit::returnPressed, this, &SweepPanel::startOrCancel);
    }
    connect(m_goal, &QLineEdit::textChanged, this, &SweepPanel::showResults);
    connect(m_parameter, &QComboBox::currentIndexChanged, this, &SweepPanel::proposeRange);
    connect(m_tasks, &QComboBox::currentIndexChanged, this, &SweepPanel::showResults);
    connect(m_runner, &models::SweepRunner::resultsAdded, this, &SweepPanel::showResults);
    connect(m_runner, &models::SweepRunner::ended, this, &SweepPanel::showState);
    connect(m_charts, &charts::SweepCharts::runChosen, this, [this](double value, quint64 seed) {
        Q_EMIT runChosen(m_runner->plan().specOf(value, seed));
    });
    showState();
}

SweepPanel::~SweepPanel() = default;

void SweepPanel::buildFields(QBoxLayout &layout)
{
    m_range->setPlaceholderText(tr("from..to:step"));
    m_range->setToolTip(tr("The values: 1..16, or with a step 0.1..0.5:0.05"));
    m_range->setMinimumWidth(96);
    m_range->setMaximumWidth(130);
    m_seeds->setRange(1, mostSeeds);
    m_seeds->setValue(proposedSeeds);
    m_goal->setText(QStringLiteral("p50 < 800 ms and timeouts < 10 %"));
    m_goal->setPlaceholderText(tr("p95 < 800 ms and no timeouts"));
    m_goal->setToolTip(tr("What you want of a run; the smallest value that gives it is marked"));
    m_goal->setMinimumWidth(180);
    m_goal->setMaximumWidth(320);
    m_goal->setCursorPosition(0);
    m_parameter->setMaximumWidth(160);
    m_progress->setMaximumWidth(140);
    m_progress->setTextVisible(true);
    m_tasks->setToolTip(tr("Whose latency, timeouts and throughput are drawn"));
    const std::pair<QString, QWidget *> all[] = {{tr("Vary"), m_parameter},
                                                 {tr("over"), m_range},
                                                 {tr("seeds"), m_seeds},
                                                 {tr("goal"), m_goal},
                                                 {tr("tasks"), m_tasks}};
    for (const auto &[text, field] : all) {
        field->setAccessibleName(text);
        QLabel *const name = label(text, field);
        layout.addWidget(name);
        layout.addWidget(field, field == m_goal ? 1 : 0);
        m_tasksLabel = name;
    }
    layout.addWidget(m_button);
    layout.addWidget(m_progress);
    layout.addStretch(1);
}

void SweepPanel::setScenario(const run::RunSpec &spec, const scenario::Scenario &scenario)
{
    const bool isSame = spec.scenarioText == m_spec.scenarioText;
    m_spec = spec;
    m_spec.interventions.clear(); // they were for the run on screen
    if (isSame) {
        return;
    }
    m_runner->cancel();
    m_runner->clear();
    m_tasks->clear();
    m_parameters = scenario.parameters;
    const QSignalBlocker blocker(m_parameter);
    m_parameter->clear();
    for (const scenario::Parameter &parameter : m_parameters) {
        m_parameter->addItem(shownName(parameter.name), parameter.name);
    }
    // What it is about most often.
    const auto live = std::ranges::find_if(m_parameters, &scenario::Parameter::live);
    m_parameter->setCurrentIndex(live == m_parameters.end() ? 0 : int(live - m_parameters.begin()));
    proposeRange();
    showResults();
}

QString SweepPanel::shownName(const QByteArray &parameter) const
{
    const auto found = std::ranges::find(m_parameters, parameter, &scenario::Parameter::name);
    return found == m_parameters.end() || found->label.isEmpty() ? QString::fromUtf8(parameter)
                                                                 : found->label;
}

void SweepPanel::proposeRange()
{
    const int index = m_parameter->currentIndex();
    if (index < 0) {
        m_range->clear();
        return;
    }
    const scenario::Parameter &parameter = m_parameters[std::size_t(index)];
    m_range->setText(QStringLiteral("%1..%2:%3")
                         .arg(parameter.min)
                         .arg(parameter.max)
                         .arg(proposedStep(parameter)));
}

void SweepPanel::startOrCancel()
{
    if (m_runner->isRunning()) {
        m_runner->cancel();
        showState();
        return;
    }
    const QString vary =
        m_parameter->currentData().toString() + QLatin1Char('=') + m_range->text().trimmed();
    const auto plan = analysis::planSweep(m_spec, vary, m_seeds->value());
    if (!plan) {
        say(plan.problem().message, true);
        return;
    }
    m_runner->start(plan.value());
    showState();
}

void SweepPanel::showState()
{
    const bool isRunning = m_runner->isRunning();
    m_button->setText(isRunning ? tr("Cancel sweep") : tr("Run sweep"));
    m_button->setEnabled(!m_parameters.empty());
    m_progress->setVisible(isRunning);
    const bool hasResults = !m_runner->results().runs().empty();
    for (QWidget *const each : {static_cast<QWidget *>(m_charts), static_cast<QWidget *>(m_tasks),
                                static_cast<QWidget *>(m_tasksLabel)}) {
        each->setVisible(hasResults);
    }
    if (m_parameters.empty()) {
        say(tr("This scenario has no parameters to vary."), false);
    } else if (!hasResults && !isRunning && m_verdict->text().isEmpty()) {
        say(tr("Runs the scenario with each of these values and several seeds, as fast as it goes, "
               "while the window stays as it is. A click on a point of the charts opens that run."),
            false);
    }
}

std::optional<analysis::Goal> SweepPanel::goal()
{
    if (m_goal->text().trimmed().isEmpty()) {
        return std::nullopt;
    }
    const auto goal = analysis::Goal::parse(m_goal->text());
    if (!goal) {
        say(tr("Goal, column %1: %2").arg(goal.problem().place.column).arg(goal.problem().message),
            true);
        return std::nullopt;
    }
    return goal.value();
}

void SweepPanel::showResults()
{
    const analysis::SweepResults &results = m_runner->results();
    m_progress->setRange(0, int(m_runner->plan().runCount()));
    m_progress->setValue(int(results.runs().size()));
    m_progress->setFormat(QStringLiteral("%v / %m"));
    for (const QByteArray &name : results.templates()) {
        // Only those that are new, under the eyes of somebody who may be choosing.
        if (m_tasks->findText(QString::fromUtf8(name)) < 0) {
            const QSignalBlocker blocker(m_tasks);
            m_tasks->addItem(QString::fromUtf8(name));
        }
    }
    const QByteArray of = m_tasks->currentText().toUtf8();
    const auto knee = kneeOf(results.curve(of, analysis::Metric::P95));
    say({}, false);
    const std::optional<analysis::Goal> wanted = goal();
    const auto smallest = wanted ? results.smallestMeeting(*wanted, of) : std::nullopt;
    m_charts->show({results, of, shownName(m_runner->plan().parameter), knee, smallest});
    showState();
    if (!results.runs().empty() && (wanted || m_goal->text().trimmed().isEmpty())) {
        showVerdict(knee, smallest);
    }
}

void SweepPanel::showVerdict(const std::optional<double> &knee,
                             const std::optional<double> &smallest)
{
    const QString name = shownName(m_runner->plan().parameter).toHtmlEscaped();
    const auto coloured = [](const QColor &colour, const QString &sign) {
        return QStringLiteral("<span style='color:%1'>%2</span> ").arg(colour.name(), sign);
    };
    QStringList parts;
    if (!m_goal->text().trimmed().isEmpty()) {
        const QString goal = m_goal->text().trimmed().toHtmlEscaped();
        parts += smallest
            ? coloured(m_theme->forOutcome(trace::Outcome::Finished).text, QStringLiteral("┃"))
                + tr("<b>%1 %2</b> is the least with %3, with every seed")
                      .arg(name)
                      .arg(*smallest)
                      .arg(goal)
            : tr("no value gives %1 with every seed").arg(goal);
    }
    parts += knee ? coloured(m_theme->accent, QStringLiteral("┆"))
            + tr("the knee of p95 is at <b>%1</b>").arg(*knee)
                  : tr("p95 has no knee");
    say(parts.join(QStringLiteral(" &nbsp;·&nbsp; ")), false);
}

void SweepPanel::say(const QString &text, bool isWrong)
{
    m_verdict->setText(isWrong ? QStringLiteral("<span style='color:%1'>%2</span>")
                                     .arg(m_theme->danger.name(), text.toHtmlEscaped())
                               : text);
}

QString SweepPanel::verdict() const
{
    return m_verdict->text();
}

void SweepPanel::setTheme(const timeline::Theme &theme)
{
    m_theme = &theme;
    m_charts->setTheme(theme);
    showResults();
}

} // namespace awaitscope::panels
