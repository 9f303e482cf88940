// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include "app/limitoptions.h"
#include "app/pictureoptions.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cmath>
#include <cstdio>

namespace awaitscope::app {

namespace {

    [[nodiscard]] QString tr(const char *text)
    {
        return QCoreApplication::translate("CommandLine", text);
    }

    constexpr const char *summary =
        "Awaitscope: an inspector for asynchronous task flow.\n\n"
        "  awaitscope [FILE]                 the window, with a scenario\n"
        "  awaitscope run SCENARIO [-o FILE] run without a window and write files\n"
        "  awaitscope export FILE -o FILE    write a recording or a Chrome trace as other files\n"
        "  awaitscope sweep SCENARIO --vary NAME=FROM..TO [--seeds N] [--goal TEXT] [-o FILE]\n"
        "                                    run it with many values of a parameter\n"
        "  awaitscope check SCENARIO         say what is wrong with a scenario\n\n"
        "Exit status: 0 done, 1 the scenario's main failed or the run deadlocked,\n"
        "2 wrong usage or input, 3 a limit was hit.";

    [[nodiscard]] Finished usageError(const QString &message)
    {
        std::fprintf(stderr, "awaitscope: %s\n", qPrintable(message));
        std::fputs("Try `awaitscope --help`.\n", stderr);
        return {BadInput};
    }

    void addRunOptions(QCommandLineParser &parser)
    {
        parser.addOptions({
            {QStringLiteral("set"), tr("Give a parameter a value."), QStringLiteral("name=value")},
            {QStringLiteral("seed"), tr("Seed of the random draws."), QStringLiteral("n")},
            {QStringLiteral("interventions"), tr("Cancel and resize as this JSON list says."),
             QStringLiteral("file")},
            {QStringLiteral("until"), tr("Stop at this virtual time."), QStringLiteral("seconds")},
            {QStringLiteral("record"),
             tr("Record to this file (.awaitscope) while it runs, safe against a crash."),
             QStringLiteral("file")},
            {QStringLiteral("iterations"), tr("Show loop iterations in the event log.")},
            {{QStringLiteral("o"), QStringLiteral("output")},
             tr("Write a file; its ending (.png, .svg, .pdf, .tasks.csv, .events.csv, "
                ".events.jsonl, .trace.json, .run.json, .py, .awaitscope) is its format. `-`: "
                "standard output."),
             QStringLiteral("file")},
            {QStringLiteral("format"),
             tr("Format of standard output: an ending without its first dot."),
             QStringLiteral("name")},
        });
        addPictureOptions(parser);
        addLimitOptions(parser);
    }

    /// Reads a number option into @p value; false if it is not a number from @p least to @p most.
    [[nodiscard]] bool readNumber(const QCommandLineParser &parser, const QString &option,
                                  double least, double most, double &value)
    {
        if (!parser.isSet(option)) {
            return true;
        }
        bool isNumber = false;
        value = parser.value(option).toDouble(&isNumber);
        return isNumber && value >= least && value <= most;
    }

    [[nodiscard]] scenario::Result<OutputOptions>
    readOutputOptions(const QCommandLineParser &parser)
    {
        const auto picture = readPictureOptions(parser);
        if (!picture) {
            return picture.problem();
        }
        return OutputOptions{.files = parser.values(QStringLiteral("output")),
                             .format = parser.value(QStringLiteral("format")),
                             .iterations = parser.isSet(QStringLiteral("iterations")),
                             .picture = picture.value()};
    }

    [[nodiscard]] Command readExport(const QCommandLineParser &parser, const QString &file)
    {
        auto output = readOutputOptions(parser);
        if (!output) {
            return usageError(output.problem().text());
        }
        if (output.value().files.isEmpty()) {
            return usageError(tr("export takes files to write: -o FILE"));
        }
        return ExportCommand{file, std::move(output).value()};
    }

    [[nodiscard]] Command readRun(const QCommandLineParser &parser, const QString &scenario)
    {
        RunCommand command;
        command.scenario = scenario;
        command.assignments = parser.values(QStringLiteral("set"));
        if (parser.isSet(QStringLiteral("seed"))) {
            command.seed = parser.value(QStringLiteral("seed"));
        }
        command.interventions = parser.value(QStringLiteral("interventions"));
        command.recording = parser.value(QStringLiteral("record"));
        double until = -1;
        if (!readNumber(parser, QStringLiteral("until"), 0, 4e9, until)) {
            return usageError(tr("--until takes seconds, a number from 0 to 4e9"));
        }
        if (until >= 0) {
            command.until = trace::Timestamp(until * 1e9);
        }
        auto output = readOutputOptions(parser);
        if (!output) {
            return usageError(output.problem().text());
        }
        command.output = std::move(output).value();
        const auto limits = readLimitOptions(parser);
        if (!limits) {
            return usageError(limits.problem().text());
        }
        command.limits = limits.value();
        return command;
    }

    void addSweepOptions(QCommandLineParser &parser)
    {
        parser.addOptions({
            {QStringLiteral("vary"),
             tr("Of a sweep: the parameter and its values, like slots=1..16 or rate=0.1..0.5:0.1. "
                "Files: .csv, .json, .png."),
             QStringLiteral("range")},
            {QStringLiteral("seeds"), tr("Of a sweep: seeds of each value (default 1)."),
             QStringLiteral("n")},
            {QStringLiteral("goal"),
             tr("Of a sweep: find the least value with this, like \"p95 < 800 ms and no "
                "timeouts\"."),
             QStringLiteral("text")},
            {QStringLiteral("tasks"),
             tr("Of a sweep: the template that is measured (default: that with most tasks)."),
             QStringLiteral("template")},
            {QStringLiteral("warm-up"), tr("Of a sweep: what ends earlier is not counted."),
             QStringLiteral("seconds")},
        });
    }

    [[nodiscard]] Command readSweep(const QCommandLineParser &parser, const QString &scenario)
    {
        const Command run = readRun(parser, scenario);
        if (!std::holds_alternative<RunCommand>(run)) {
            return run;
        }
        SweepCommand command{.run = std::get<RunCommand>(run)};
        if (parser.values(QStringLiteral("vary")).size() != 1) {
            return usageError(tr("sweep takes one --vary, like --vary slots=1..16"));
        }
        command.vary = parser.value(QStringLiteral("vary"));
        double seeds = 1;
        if (!readNumber(parser, QStringLiteral("seeds"), 1, 1000, seeds)
            || seeds != std::floor(seeds)) {
            return usageError(tr("--seeds takes a whole number from 1 to 1000"));
        }
        command.seeds = int(seeds);
        double warmUp = 0;
        if (!readNumber(parser, QStringLiteral("warm-up"), 0, 4e9, warmUp)) {
            return usageError(tr("--warm-up takes seconds, a number from 0 to 4e9"));
        }
        command.warmUp = trace::Timestamp(warmUp * 1e9);
        command.goal = parser.value(QStringLiteral("goal"));
        command.tasks = parser.value(QStringLiteral("tasks"));
        return command;
    }

} // namespace

Command parseCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr(summary));
    parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsOptions);
    // Not addHelpOption(), which offers the options of Qt as well.
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")},
                                  tr("Print this help."));
    parser.addOption(help);
    const QCommandLineOption version = parser.addVersionOption();
    addRunOptions(parser);
    addSweepOptions(parser);
    if (!parser.parse(QStringList(QStringLiteral("awaitscope")) + arguments)) {
        return usageError(parser.errorText());
    }
    if (parser.isSet(help)) {
        // There is no application yet that would know its name.
        std::fputs(qPrintable(parser.helpText().replace(QStringLiteral("<executable_name>"),
                                                        QStringLiteral("awaitscope"))),
                   stdout);
        return Finished{};
    }
    if (parser.isSet(version)) {
        std::printf("awaitscope %s\n", qPrintable(QCoreApplication::applicationVersion()));
        return Finished{};
    }
    const QStringList words = parser.positionalArguments();
    const QString verb = words.value(0);
    if (verb == QStringLiteral("export")) {
        if (words.size() != 2) {
            return usageError(tr("export takes one recording or trace"));
        }
        return readExport(parser, words.at(1));
    }
    if (verb == QStringLiteral("run") || verb == QStringLiteral("check")
        || verb == QStringLiteral("sweep")) {
        if (words.size() != 2) {
            return usageError(tr("%1 takes one scenario").arg(verb));
        }
        if (verb == QStringLiteral("check")) {
            return CheckCommand{words.at(1)};
        }
        return verb == QStringLiteral("run") ? readRun(parser, words.at(1))
                                             : readSweep(parser, words.at(1));
    }
    if (words.size() > 1) {
        return usageError(tr("unexpected argument %1").arg(words.at(1)));
    }
    const auto limits = readWindowLimits(parser);
    if (!limits) {
        return usageError(limits.problem().text());
    }
    return WindowCommand{verb, limits.value()};
}

} // namespace awaitscope::app
