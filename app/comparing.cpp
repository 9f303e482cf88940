// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/comparing.h"

#include "app/specfile.h"
#include "app/traceopening.h"
#include "engine/run/runspecfile.h"
#include "ui/actions.h"
#include "ui/mainwindow.h"
#include "ui/models/comparisonmodel.h"
#include "ui/widgets/filedialogs.h"
#include "ui/widgets/timelinewidget.h"
#include "ui/workspace.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace awaitscope::app {

namespace {

    /// The values of its parameters that are others than in the run that is shown: `GPU slots 4`.
    [[nodiscard]] QString otherValues(const run::Run &run, const run::Run *shown)
    {
        QStringList values;
        for (const scenario::Parameter &parameter : run.scenario().parameters) {
            const auto isSame = [&](const scenario::Parameter &each) {
                return each.name == parameter.name && each.value == parameter.value;
            };
            if (shown && std::ranges::none_of(shown->scenario().parameters, isSame)) {
                const QString name =
                    parameter.label.isEmpty() ? QString::fromUtf8(parameter.name) : parameter.label;
                values += QStringLiteral("%1 %2").arg(name).arg(parameter.value);
            }
        }
        return values.join(QStringLiteral(", "));
    }

} // namespace

Comparing::Comparing(MainWindow &window) : m_window(window), m_opening(new TraceOpening(window))
{
    Actions &actions = window.actions();
    connect(actions.compareBefore, &QAction::triggered, this, &Comparing::withBefore);
    connect(actions.compareWithout, &QAction::triggered, this, &Comparing::withoutLast);
    connect(actions.compareFile, &QAction::triggered, this, &Comparing::chooseFile);
    connect(actions.compareSwap, &QAction::triggered, this, &Comparing::swap);
    connect(actions.compareNothing, &QAction::triggered, this, &Comparing::stop);
    connect(m_opening, &TraceOpening::opened, this, &Comparing::beginTrace);
    connect(m_opening, &TraceOpening::failed, &window, &MainWindow::showProblem);
    connect(&window, &MainWindow::leaving, this,
            [this](const run::RunSpec &spec) { m_former = spec; });
    connect(&window, &MainWindow::shown, this, &Comparing::follow);
    enable();
}

Comparing::~Comparing()
{
    m_window.workspace().setComparison(nullptr);
}

// Another run is shown: of another scenario it would have nothing in common with the other one.
void Comparing::follow()
{
    const run::Run *const run = m_window.run();
    if (run) {
        connect(run, &run::Run::interventionAdded, this, &Comparing::enable);
    }
    if (run && m_run && run->scenario().name != m_run->scenario().name) {
        stop();
    } else if (m_model) {
        m_model->setAfter(m_window.timeline().trace());
    }
    enable();
}

void Comparing::enable()
{
    Actions &actions = m_window.actions();
    const run::Run *const run = m_window.run();
    actions.compareBefore->setEnabled(m_former.has_value());
    actions.compareWithout->setEnabled(run && !run->spec().interventions.empty());
    actions.compareSwap->setEnabled(run && m_run);
    actions.compareNothing->setEnabled(bool(m_model));
}

void Comparing::withBefore()
{
    if (m_former) {
        begin(*m_former, {tr("the run before"), tr("the run after")});
    }
}

void Comparing::withoutLast()
{
    if (const run::Run *const run = m_window.run(); run && !run->spec().interventions.empty()) {
        run::RunSpec spec = run->spec();
        spec.interventions.pop_back();
        begin(std::move(spec),
              {tr("without what was done last by hand"), tr("with what was done last by hand")});
    }
}

void Comparing::chooseFile()
{
    QFileDialog *const dialog = widgets::openingDialog(
        &m_window, tr("Compare with a scenario, a saved run, a picture or a recording"));
    connect(dialog, &QFileDialog::fileSelected, this, &Comparing::withFile);
    dialog->open();
}

void Comparing::withFile(const QString &file)
{
    if (isTraceFile(file)) {
        m_opening->open(file);
        return;
    }
    auto read = readRun(file);
    if (!read) {
        m_window.showProblem(read.problem());
        return;
    }
    begin(std::move(read.value().spec),
          {QFileInfo(file).fileName(), tr("the run that was on screen")});
}

void Comparing::withCompared(formats::ComparedRun other)
{
    begin(std::move(other.spec), {other.name, tr("the run that was on screen")});
}

void Comparing::begin(run::RunSpec spec, const Names &names)
{
    auto created = run::Run::create(std::move(spec), m_limits);
    if (!created) {
        m_window.showProblem(created.problem());
        return;
    }
    const auto former = std::exchange(m_run, std::move(created).value());
    const auto formerTrace = std::exchange(m_trace, nullptr);
    m_names = names;
    connect(m_run.get(), &run::Run::advanced, this, &Comparing::update);
    connect(m_run.get(), &run::Run::stateChanged, this, [this](run::RunState state) {
        if (state == run::RunState::Deadlocked) {
            m_run->conclude();
        }
        update();
    });
    const QString values = otherValues(*m_run, m_window.run());
    show(m_run->store(), values.isEmpty() ? names.other : tr("%1: %2").arg(names.other, values));
    m_model->setRunSpec(names.other, run::toJson(m_run->spec(), m_run->scenario()));
    m_run->setSpeed(run::Run::maxSpeed);
    m_run->resume();
}

// The same part of time, the same rows, the same task.
void Comparing::swap()
{
    if (!m_run || !m_window.run()) {
        return;
    }
    const run::RunSpec shown = m_window.run()->spec();
    const Names names{m_names.shown, m_names.other};
    const timeline::View before = m_window.timeline().view();
    formats::PictureView view{.range = before.scale.visible()};
    if (m_run->state() != run::RunState::Ended) {
        view.until = m_run->now();
    }
    if (const trace::TaskId task = m_window.selection().task()) {
        view.selected = m_window.run()->store().taskPath(task);
    }
    const run::RunSpec other = m_run->spec();
    Q_EMIT swapRequested(other, view);
    begin(shown, names);
    models::ZoomController &zoom = m_window.timeline().zoom();
    zoom.dragRange(view.range);
    zoom.scrollRowsBy(before.scrollY - zoom.view().scrollY);
}

void Comparing::beginTrace(const QString &file, const std::shared_ptr<formats::ReadTrace> &trace)
{
    const auto former = std::exchange(m_run, nullptr);
    const auto formerTrace = std::exchange(m_trace, trace);
    show(*trace->store, QFileInfo(file).fileName());
    const quint64 events = trace->store->eventCount();
    m_model->update(events > 0 ? trace->store->event(events - 1).time : 0);
}

void Comparing::show(const trace::TraceStore &store, const QString &title)
{
    const auto former =
        std::exchange(m_model, std::make_unique<models::ComparisonModel>(store, title));
    m_model->setAfter(m_window.timeline().trace());
    m_window.workspace().setComparison(m_model.get());
    enable();
}

void Comparing::update()
{
    if (m_model) {
        m_model->update(m_run->now());
    }
    if (m_run->reachedLimit().isEmpty()) {
        return;
    }
    m_window.showProblem({{}, {}, {}, tr("The other run stopped: %1").arg(m_run->endMessage())});
}

void Comparing::stop()
{
    m_window.workspace().setComparison(nullptr);
    m_model.reset();
    m_run.reset();
    m_trace.reset();
    enable();
}

} // namespace awaitscope::app
