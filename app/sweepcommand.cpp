// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sweepcommand.h"

#include "app/headless.h"
#include "app/output.h"
#include "app/sweepfile.h"
#include "ui/charts/sweepcharts.h"

#include <QBuffer>
#include <QImage>

#include <cstdio>
#include <unistd.h>

namespace awaitscope::app {

using scenario::Problem;
using scenario::Result;

namespace {

    constexpr double pictureShape = 0.625; // height / width

    [[nodiscard]] QByteArray picture(const SweepReport &report,
                                     const exporting::PictureOptions &options)
    {
        charts::SweepCharts charts(2);
        charts.setTheme(timeline::Theme::of(options.theme));
        charts.show({report.results, report.tasks, QString::fromUtf8(report.plan.parameter),
                     report.knee(), report.smallest()});
        const int width = options.width;
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        charts.picture({width, int(width * pictureShape)}).save(&buffer, "PNG");
        return bytes;
    }

    /// The contents of a file by its ending; none: it is not known.
    [[nodiscard]] std::optional<QByteArray> contentsOf(const QString &name,
                                                       const SweepReport &report,
                                                       const exporting::PictureOptions &options)
    {
        if (name.endsWith(QStringLiteral(".csv"))) {
            return sweepCsv(report);
        }
        if (name.endsWith(QStringLiteral(".json"))) {
            return sweepJson(report);
        }
        if (name.endsWith(QStringLiteral(".png"))) {
            return picture(report, options);
        }
        return std::nullopt;
    }

    [[nodiscard]] QString nameOf(const QString &output, const RunCommand &command)
    {
        return output == QStringLiteral("-") ? QLatin1Char('.') + command.output.format : output;
    }

    /// Before anything runs.
    [[nodiscard]] std::optional<Problem> problemWithOutputs(const RunCommand &command)
    {
        for (const QString &output : command.output.files) {
            const QString name = nameOf(output, command);
            const QStringList endings{QStringLiteral(".csv"), QStringLiteral(".json"),
                                      QStringLiteral(".png")};
            if (std::ranges::none_of(endings, [&](const QString &e) { return name.endsWith(e); })) {
                return Problem{
                    output, {}, {}, QObject::tr("a sweep is written as .csv, .json or .png")};
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] analysis::SweepResults run(const analysis::SweepPlan &plan)
    {
        const bool showsProgress = isatty(fileno(stderr)) != 0;
        analysis::SweepResults results;
        analysis::sweep(plan, [&](const analysis::SweepRun &run) {
            results.add(run);
            if (showsProgress) {
                std::fprintf(stderr, "\r%zu of %zu runs", results.runs().size(), plan.runCount());
            }
        });
        if (showsProgress) {
            std::fputs("\r\033[K", stderr);
        }
        return results;
    }

    [[nodiscard]] bool write(const SweepReport &report, const RunCommand &command)
    {
        for (const QString &output : command.output.files) {
            const auto contents =
                contentsOf(nameOf(output, command), report, command.output.picture);
            const auto problem = writeBytes(output, *contents);
            if (problem) {
                complain(*problem);
                return false;
            }
        }
        return true;
    }

    void print(const SweepReport &report)
    {
        const QByteArray name = report.plan.parameter;
        std::printf("%s\n%zu runs; latency of %s; means over the seeds\n",
                    sweepTable(report).constData(), report.results.runs().size(),
                    report.tasks.constData());
        if (const auto knee = report.knee()) {
            std::printf("the knee of p95 is at %s = %g\n", name.constData(), *knee);
        }
        if (const auto smallest = report.smallest()) {
            std::printf("the least %s with %s, with every seed: %g\n", name.constData(),
                        qPrintable(report.goal->text()), *smallest);
        } else if (report.goal) {
            std::printf("no value of %s gives %s with every seed\n", name.constData(),
                        qPrintable(report.goal->text()));
        }
    }

} // namespace

int execute(const SweepCommand &command)
{
    std::optional<analysis::Goal> goal;
    if (!command.goal.isEmpty()) {
        auto parsed = analysis::Goal::parse(command.goal);
        if (!parsed) {
            Problem problem = parsed.problem();
            problem.file = QStringLiteral("--goal");
            complain(problem);
            return BadInput;
        }
        goal = std::move(parsed).value();
    }
    if (const auto problem = problemWithOutputs(command.run)) {
        complain(*problem);
        return BadInput;
    }
    auto spec = specOf(command.run);
    if (!spec) {
        complain(spec.problem());
        return BadInput;
    }
    auto plan = analysis::planSweep(std::move(spec).value(), command.vary, command.seeds);
    if (!plan) {
        complain(plan.problem());
        return BadInput;
    }
    plan.value().warmUp = command.warmUp;
    plan.value().limits = command.run.limits;
    const analysis::SweepResults results = run(plan.value());
    const std::vector<QByteArray> templates = results.templates();
    SweepReport report{plan.value(), results, command.tasks.toUtf8(), std::move(goal)};
    if (report.tasks.isEmpty() && !templates.empty()) {
        report.tasks = templates.front();
    }
    if (std::ranges::find(templates, report.tasks) == templates.end()) {
        complain({QStringLiteral("--tasks"),
                  {},
                  {},
                  QObject::tr("no task of the template \"%1\" ran")
                      .arg(QString::fromUtf8(report.tasks))});
        return BadInput;
    }
    if (!write(report, command.run)) {
        return BadInput;
    }
    if (!command.run.output.files.contains(QStringLiteral("-"))) {
        print(report);
    }
    return report.goal && !report.smallest() ? RunFailed : Done;
}

} // namespace awaitscope::app
