// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless.h"

#include "app/outcometable.h"
#include "app/output.h"
#include "app/specfile.h"
#include "app/traceopening.h"
#include "engine/formats/recording.h"
#include "engine/run/runspecfile.h"
#include "ui/timeline/partialtext.h"

#include <QElapsedTimer>
#include <QFileInfo>

#include <cstdio>
#include <optional>
#include <unistd.h>

namespace awaitscope::app {

using scenario::Problem;
using scenario::Result;

namespace {

    /// What is wrong with a scenario because of `--set`, and would not be without it.
    [[nodiscard]] std::optional<Problem> wrongAssignment(const run::RunSpec &spec,
                                                         const QStringList &assignments)
    {
        const auto problemWith = [&spec](const scenario::ParameterValues &values) {
            const auto scenario =
                scenario::parseScenario(spec.scenarioText, spec.scenarioFile, values);
            return scenario ? std::nullopt : std::optional(scenario.problem());
        };
        if (!problemWith(spec.values) || problemWith({})) {
            return std::nullopt;
        }
        for (const QString &assignment : assignments) {
            if (auto problem = problemWith({scenario::parseAssignment(assignment).value()})) {
                problem->message = QObject::tr("--set %1: %2").arg(assignment, problem->message);
                return problem;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] int statusOf(const run::Run &run)
    {
        switch (run.end()) {
        case run::RunEnd::None:
        case run::RunEnd::Finished:
        case run::RunEnd::Stopped:
            return Done;
        case run::RunEnd::MainFailed:
            std::fputs("awaitscope: main failed\n", stderr);
            return RunFailed;
        case run::RunEnd::Deadlock:
            std::fputs("awaitscope: deadlock: tasks are left, and nothing can happen any more\n",
                       stderr);
            return RunFailed;
        case run::RunEnd::LimitReached:
            std::fprintf(stderr, "awaitscope: %s", qPrintable(run.endMessage()));
            if (run.reachedLimit() != QStringLiteral("time")) {
                std::fprintf(stderr, "; --max-%s sets another", qPrintable(run.reachedLimit()));
            }
            std::fputs("\n", stderr);
            return LimitHit;
        case run::RunEnd::Invalid:
            std::fprintf(stderr, "awaitscope: %s\n", qPrintable(run.endMessage()));
            return BadInput;
        }
        Q_UNREACHABLE();
    }

    /// Records what happens, if that is asked for. Returns what went wrong with it.
    [[nodiscard]] std::optional<Problem> runToEnd(run::Run &run, const RunCommand &command)
    {
        const trace::Timestamp until = command.until.value_or(trace::endOfTime);
        if (command.recording.isEmpty()) {
            run.runToEnd(until);
            return std::nullopt;
        }
        const formats::RecordedRun recorded{run.scenario().title,
                                            run::toJson(run.spec(), run.scenario())};
        formats::RecordingWriter recording(command.recording, run.store(),
                                           formats::RecordingWriter::Mode::Live);
        std::optional<Problem> wrong = recording.add(recorded);
        // It keeps what the run lets go.
        QObject::connect(&run.store(), &trace::TraceStore::oldestGoing, &run, [&] {
            if (!wrong) {
                wrong = recording.add(recorded);
            }
        });
        QElapsedTimer clock;
        clock.start();
        qint64 untilSaving = formats::msToNextSaving(0, 0);
        run.setSpeed(run::Run::maxSpeed);
        run.resume();
        while (!wrong && run.state() == run::RunState::Running && run.instant() < until) {
            run.tick();
            if (!wrong && clock.elapsed() >= untilSaving) {
                const qint64 wentOn = clock.restart();
                wrong = recording.add(recorded);
                untilSaving = formats::msToNextSaving(wentOn, clock.restart());
            }
        }
        if (!wrong) {
            run.runToEnd(until); // what is left of the instant; and what deadlocked is concluded
        }
        QObject::disconnect(&run.store(), &trace::TraceStore::oldestGoing, &run, nullptr);
        return wrong ? wrong : recording.add(recorded);
    }

    /// Says on a terminal how far it is.
    [[nodiscard]] formats::Progress progressOnTerminal()
    {
        if (::isatty(STDERR_FILENO) == 0) {
            return {};
        }
        return [](double part) {
            constexpr double percent = 100;
            std::fprintf(stderr, "\rReading: %3.0f %%\r", part * percent);
            return true;
        };
    }

    /// What the reader of a trace has to tell.
    void report(const QString &file, const formats::ReadTrace &trace)
    {
        if (trace.isCutOff) {
            std::fprintf(stderr, "awaitscope: %s: the end of the file is missing\n",
                         qPrintable(file));
        }
        for (const auto &[what, count] : trace.ignored) {
            std::fprintf(stderr, "awaitscope: %s: not understood: %s (%llu)\n", qPrintable(file),
                         what.c_str(), static_cast<unsigned long long>(count));
        }
    }

    /// Which files will lack what the run has let go.
    void reportPartial(const run::Run &run, const std::vector<Output> &outputs)
    {
        const quint64 first = run.store().firstEvent();
        if (first == 0) {
            return;
        }
        std::fprintf(stderr, "awaitscope: %s\n", qPrintable(timeline::partialText(run.store())));
        for (const Output &output : outputs) {
            const auto *const format = std::get_if<exporting::TraceFormat>(&output.format);
            if (!format || exporting::isOfEvents(*format)) {
                std::fprintf(stderr, "awaitscope: %s is partial: it begins at %.9f s\n",
                             qPrintable(output.file), double(run.store().event(first).time) / 1e9);
            }
        }
    }

} // namespace

void complain(const Problem &problem)
{
    std::fprintf(stderr, "awaitscope: %s\n", qPrintable(problem.text()));
}

Result<run::RunSpec> specOf(const RunCommand &command)
{
    auto read = readRun(command.scenario);
    if (!read) {
        return read.problem();
    }
    run::RunSpec spec = std::move(read).value().spec;
    for (const QString &assignment : command.assignments) {
        auto parsed = scenario::parseAssignment(assignment);
        if (!parsed) {
            return parsed.problem();
        }
        spec.values.insert_or_assign(parsed.value().first, parsed.value().second);
    }
    if (auto problem = wrongAssignment(spec, command.assignments)) {
        return *problem;
    }
    if (command.seed) {
        auto seed = scenario::parseSeed(*command.seed);
        if (!seed) {
            return seed.problem();
        }
        spec.seed = seed.value();
    }
    if (command.interventions.isEmpty()) {
        return spec;
    }
    auto json = readFile(command.interventions);
    if (!json) {
        return json.problem();
    }
    auto scenario = scenario::parseScenario(spec.scenarioText, spec.scenarioFile, spec.values);
    if (!scenario) {
        return scenario.problem();
    }
    auto interventions =
        run::parseInterventions(json.value(), scenario.value(), command.interventions);
    if (!interventions) {
        return interventions.problem();
    }
    spec.interventions = std::move(interventions).value();
    return spec;
}

int execute(const RunCommand &command)
{
    const auto outputs = planOutputs(command.output);
    if (!outputs) {
        complain(outputs.problem());
        return BadInput;
    }
    auto spec = specOf(command);
    if (!spec) {
        complain(spec.problem());
        return BadInput;
    }
    auto created = run::Run::create(std::move(spec).value(), command.limits);
    if (!created) {
        complain(created.problem());
        return BadInput;
    }
    const std::unique_ptr<run::Run> run = std::move(created).value();
    if (const auto problem = runToEnd(*run, command)) {
        complain(*problem);
        return BadInput;
    }
    const int status = statusOf(*run);
    bool isStandardOutputTaken = false;
    reportPartial(*run, outputs.value());
    for (const Output &output : outputs.value()) {
        isStandardOutputTaken |= output.isStandardOutput();
        if (const auto problem = write(output, run.get(), command.output)) {
            complain(*problem);
            return BadInput;
        }
    }
    if (!isStandardOutputTaken) {
        std::fputs(outcomeTable(*run).constData(), stdout);
    }
    return status;
}

int execute(const ExportCommand &command)
{
    const auto outputs = planOutputs(command.output);
    if (!outputs) {
        complain(outputs.problem());
        return BadInput;
    }
    const auto read = readTraceFile(command.file, progressOnTerminal());
    if (!read) {
        complain(read.problem());
        return BadInput;
    }
    report(command.file, read.value());
    const QString title =
        read.value().title.isEmpty() ? QFileInfo(command.file).fileName() : read.value().title;
    const exporting::WrittenTrace trace{*read.value().store, title, read.value().runSpec};
    for (const Output &output : outputs.value()) {
        if (const auto problem = write(output, &trace, command.output)) {
            complain(*problem);
            return BadInput;
        }
    }
    return Done;
}

int execute(const CheckCommand &command)
{
    const auto read = readRun(command.scenario);
    if (!read) {
        complain(read.problem());
        return BadInput;
    }
    const run::RunSpec &spec = read.value().spec;
    const auto scenario = scenario::parseScenario(spec.scenarioText, command.scenario, spec.values);
    if (!scenario) {
        complain(scenario.problem());
        return BadInput;
    }
    std::printf("%s: valid (%zu templates, %zu resources, %u steps)\n",
                qPrintable(command.scenario), scenario.value().templates.size(),
                scenario.value().resources.size(), scenario.value().stepCount);
    return Done;
}

} // namespace awaitscope::app
