// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session.h"

#include "app/headless.h"
#include "ui/mainwindow.h"

namespace awaitscope::app {

namespace {

    constexpr int sliderRestMs = 150;

} // namespace

Session::Session(MainWindow &window) : m_window(window)
{
    m_restart.setSingleShot(true);
    m_restart.setInterval(sliderRestMs);
    connect(&m_restart, &QTimer::timeout, this, &Session::restart);
    connect(&window, &MainWindow::scenarioChosen, this, &Session::open);
    connect(&window.commands(), &RunCommands::restartRequested, this, &Session::restart);
    connect(&window.commands(), &RunCommands::parameterChosen, this, &Session::chooseParameter);
}

Session::~Session()
{
    m_window.setRun(nullptr);
}

bool Session::open(const QString &file)
{
    const auto text = readFile(file);
    if (!text) {
        m_window.showProblem(text.problem());
        m_window.showScenario(m_file);
        return false;
    }
    run::RunSpec spec;
    spec.scenarioText = text.value();
    spec.scenarioFile = file;
    if (!start(std::move(spec), file)) {
        m_window.showScenario(m_file);
        return false;
    }
    return true;
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

bool Session::start(run::RunSpec spec, const QString &file)
{
    const scenario::ParameterValues values = spec.values;
    auto created = run::Run::create(std::move(spec));
    if (!created) {
        m_window.showProblem(created.problem());
        return false;
    }
    const std::unique_ptr<run::Run> former = std::exchange(m_run, std::move(created).value());
    m_file = file;
    m_values = values;
    m_window.setRun(m_run.get());
    m_window.showScenario(file);
    m_run->resume();
    return true;
}

void Session::chooseParameter(const QByteArray &parameter, double value)
{
    m_values.insert_or_assign(parameter, value);
    m_restart.start();
}

} // namespace awaitscope::app
