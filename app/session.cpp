// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session.h"

#include "app/comparing.h"
#include "app/journal.h"
#include "app/specfile.h"
#include "app/traceopening.h"
#include "engine/run/runspecfile.h"
#include "ui/mainwindow.h"
#include "ui/timetravel.h"
#include "ui/widgets/noticebar.h"
#include "ui/workspace.h"

#include <QAction>
#include <QFileInfo>

#include <algorithm>

namespace awaitscope::app {

namespace {

    constexpr int sliderRestMs = 150;

} // namespace

Session::Session(MainWindow &window)
    : m_window(window)
    , m_opening(new TraceOpening(window))
    , m_comparing(std::make_unique<Comparing>(window))
{
    connect(m_opening, &TraceOpening::opened, this, &Session::showTrace);
    connect(m_opening, &TraceOpening::failed, &window, &MainWindow::showProblem);
    m_journalDue.setSingleShot(true);
    connect(&m_journalDue, &QTimer::timeout, this, [this] {
        if (m_journal && m_run) {
            // Where it cannot be kept, there is no reason to disturb.
            (void)m_journal->keep(run::toJson(m_run->spec(), m_run->scenario()));
        }
    });
    m_restart.setSingleShot(true);
    m_restart.setInterval(sliderRestMs);
    connect(&m_restart, &QTimer::timeout, this, &Session::restart);
    connect(&window, &MainWindow::scenarioChosen, this, &Session::open);
    connect(&window, &MainWindow::textChosen, this, &Session::runText);
    connect(&window, &MainWindow::specChosen, this,
            [this](const run::RunSpec &spec) { start(spec, m_file); });
    connect(m_comparing.get(), &Comparing::swapRequested, this,
            [this](const run::RunSpec &spec, const formats::PictureView &view) {
                start(spec, m_file, view);
            });
    connect(&window, &MainWindow::textSaved, this, [this](const QString &file) { m_file = file; });
    connect(&window.commands(), &RunCommands::restartRequested, this, &Session::restart);
    connect(&window.commands(), &RunCommands::takeBackRequested, this, &Session::takeBack);
    connect(&window.commands(), &RunCommands::putBackRequested, this, &Session::putBack);
    connect(&window.timeTravel(), &TimeTravel::branchRequested, this, &Session::branch);
    connect(&window.commands(), &RunCommands::parameterChosen, this, &Session::chooseParameter);
}

Session::~Session()
{
    m_window.setRun(nullptr);
}

bool Session::open(const QString &file)
{
    if (isTraceFile(file)) {
        m_opening->open(file);
        return true;
    }
    auto read = readRun(file);
    if (!read) {
        m_window.showProblem(read.problem());
        m_window.showScenario(m_file);
        return false;
    }
    // Also a text with mistakes: in the editor they can be mended.
    m_window.editText(read.value().isScenario ? file : QString(), read.value().spec.scenarioText);
    if (!start(std::move(read.value().spec), file, read.value().view)) {
        m_window.showScenario(m_file);
        return false;
    }
    if (read.value().compared) {
        m_comparing->withCompared(*std::move(read.value().compared));
    }
    return true;
}

void Session::runText(const QByteArray &text, const QString &file)
{
    run::RunSpec spec{.scenarioText = text, .scenarioFile = file};
    if (file == m_file) {
        spec.values = valuesFor(text);
    }
    start(std::move(spec), file);
}

// What was chosen for parameters that are declared as before.
scenario::ParameterValues Session::valuesFor(const QByteArray &text) const
{
    const auto scenario = scenario::parseScenario(text);
    if (!scenario || !m_run) {
        return {};
    }
    const auto isAsBefore = [this](const scenario::Parameter &now) {
        return std::ranges::any_of(m_run->scenario().parameters, [&](const auto &before) {
            return before.name == now.name && before.declaredValue == now.declaredValue
                && before.min == now.min && before.max == now.max;
        });
    };
    scenario::ParameterValues kept;
    for (const scenario::Parameter &parameter : scenario.value().parameters) {
        const auto chosen = m_values.find(parameter.name);
        if (chosen != m_values.end() && isAsBefore(parameter)) {
            kept.insert(*chosen);
        }
    }
    return scenario::parseScenario(text, {}, kept) ? kept : scenario::ParameterValues();
}

void Session::restart()
{
    m_restart.stop();
    if (!m_run) {
        return;
    }
    run::RunSpec spec = m_run->spec();
    spec.interventions.clear();
    spec.values = m_values;
    start(std::move(spec), m_file);
}

bool Session::start(run::RunSpec spec, const QString &file,
                    const std::optional<formats::PictureView> &view)
{
    if (!show(std::move(spec))) {
        return false;
    }
    m_file = file;
    m_values = m_run->spec().values;
    m_takenBack.clear();
    showTakenBack();
    m_window.showScenario(file);
    if (view) {
        m_run->runToEnd(view->until.value_or(trace::endOfTime));
        m_window.showPart(view->range, view->selected);
    } else {
        m_run->resume();
    }
    return true;
}

bool Session::show(run::RunSpec spec)
{
    std::unique_ptr<run::Run> created = create(std::move(spec));
    if (!created) {
        return false;
    }
    const std::unique_ptr<run::Run> former = std::exchange(m_run, std::move(created));
    m_window.setRun(m_run.get());
    watch();
    return true;
}

bool Session::showAgain(run::RunSpec spec, const std::function<void(run::Run &)> &advance)
{
    std::unique_ptr<run::Run> created = create(std::move(spec));
    if (!created) {
        return false;
    }
    if (m_run && m_run->letsOldestGo()) {
        created->letOldestGo();
    }
    advance(*created);
    const std::unique_ptr<run::Run> former = std::exchange(m_run, std::move(created));
    m_window.replaceRun(m_run.get());
    watch();
    return true;
}

// Null, and the window says why, if it cannot be.
std::unique_ptr<run::Run> Session::create(run::RunSpec spec)
{
    auto created = run::Run::create(std::move(spec), m_limits);
    if (!created) {
        m_window.showProblem(created.problem());
        return nullptr;
    }
    return std::move(created).value();
}

void Session::watch()
{
    m_trace.reset();
    connect(m_run.get(), &run::Run::interventionAdded, this, [this] {
        m_takenBack.clear();
        showTakenBack();
        m_journalDue.start(0);
    });
    m_journalDue.start(0);
}

void Session::showTrace(const QString &file, const std::shared_ptr<formats::ReadTrace> &trace)
{
    const QString name = QFileInfo(file).fileName();
    QString about = trace->isForeign ? tr("%1: a trace of another program.").arg(name)
                                     : tr("%1: what was recorded of a run.").arg(name);
    if (trace->isCutOff) {
        about += tr(" The end of the file is missing.");
    }
    for (const auto &[what, count] : trace->ignored) {
        about += tr(" Not understood: %1 (%2).").arg(QString::fromStdString(what)).arg(count);
    }
    m_window.setTrace(*trace->store, trace->title.isEmpty() ? name : trace->title, about, file);
    m_window.timeTravel().setCanBranch(!trace->runSpec.isEmpty());
    m_trace = trace;
    m_run.reset();
    m_takenBack.clear();
    showTakenBack();
}

void Session::takeBack()
{
    if (!m_run || m_run->spec().interventions.empty()) {
        return;
    }
    run::RunSpec spec = m_run->spec();
    m_takenBack.push_back(spec.interventions.back());
    spec.interventions.pop_back();
    runAgain(std::move(spec));
}

void Session::putBack()
{
    if (!m_run || m_takenBack.empty()) {
        return;
    }
    run::RunSpec spec = m_run->spec();
    spec.interventions.push_back(m_takenBack.back());
    m_takenBack.pop_back();
    runAgain(std::move(spec));
}

void Session::runAgain(run::RunSpec spec)
{
    const trace::Timestamp until = m_run->now();
    showAgain(std::move(spec), [until](run::Run &run) { run.runToEnd(until); });
    showTakenBack();
}

void Session::branch(const models::Moment &moment)
{
    const bool isOfTrace = !m_run;
    run::RunSpec spec;
    if (m_run) {
        spec = m_run->spec();
    } else if (auto read = run::parseRunSpec(m_trace->runSpec, QString())) {
        spec = std::move(read).value();
    } else {
        m_window.showProblem(read.problem());
        return;
    }
    auto &all = spec.interventions;
    const auto later = std::ranges::upper_bound(all, moment.time, {}, &run::Intervention::at);
    run::Interventions dropped(std::make_reverse_iterator(all.end()),
                               std::make_reverse_iterator(later));
    all.erase(later, all.end());
    if (!showAgain(std::move(spec),
                   [&moment](run::Run &run) { run.runTo(moment.events, moment.time); })) {
        return;
    }
    m_takenBack = std::move(dropped);
    showTakenBack();
    if (isOfTrace) {
        m_file = m_run->spec().scenarioFile;
        m_values = m_run->spec().values;
    }
    m_window.showScenario(m_file);
}

void Session::showTakenBack()
{
    m_window.setTakenBack(!m_takenBack.empty());
}

void Session::setLimits(const run::Limits &limits)
{
    m_limits = limits;
    m_comparing->setLimits(limits);
}

void Session::keepJournal(const QString &folder)
{
    m_journal = std::make_unique<Journal>(folder);
    m_journalDue.start(0);
    if (const QString file = m_journal->left(); !file.isEmpty()) {
        offerLeft(file);
    }
}

void Session::offerLeft(const QString &file)
{
    auto *const notice =
        &m_window.workspace().addNotice(new widgets::NoticeBar(widgets::NoticeBar::Kind::Offer));
    auto *const open = new QAction(tr("Open it again"), notice);
    auto *const forget = new QAction(tr("Forget it"), notice);
    notice->offer(open);
    notice->offer(forget);
    notice->say(tr("The program did not end as it should the last time. The run that was on screen "
                   "is kept, with all that was done to it."));
    connect(open, &QAction::triggered, this, [this, file, notice] {
        if (this->open(file)) {
            m_journal->forget(file);
        }
        notice->deleteLater();
    });
    connect(forget, &QAction::triggered, this, [this, file, notice] {
        m_journal->forget(file);
        notice->deleteLater();
    });
}

void Session::chooseParameter(const QByteArray &parameter, double value)
{
    m_values.insert_or_assign(parameter, value);
    m_restart.start();
}

} // namespace awaitscope::app
