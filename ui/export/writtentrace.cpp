// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/writtentrace.h"

#include "engine/formats/chrometrace.h"
#include "engine/formats/pythonprogram.h"
#include "engine/formats/recording.h"
#include "engine/formats/tasktable.h"
#include "engine/run/runspecfile.h"
#include "ui/export/pictureexporter.h"

#include <QCoreApplication>

namespace awaitscope::exporting {

using scenario::Result;

namespace {

    [[nodiscard]] QString tr(const char *text)
    {
        return QCoreApplication::translate("WrittenTrace", text);
    }

} // namespace

std::vector<TraceFormatName> traceFormats()
{
    return {
        {TraceFormat::RunSpec, QStringLiteral(".run.json"), tr("Run, to play again")},
        {TraceFormat::TaskTable, QStringLiteral(".tasks.csv"), tr("Tasks as a table")},
        {TraceFormat::EventTable, QStringLiteral(".events.csv"), tr("Events as a table")},
        {TraceFormat::EventLog, QStringLiteral(".events.jsonl"), tr("Events as JSON lines")},
        {TraceFormat::PythonProgram, QStringLiteral(".py"), tr("asyncio program")},
        {TraceFormat::ChromeTrace, QStringLiteral(".trace.json"), tr("Chrome trace, for Perfetto")},
        {TraceFormat::Recording, QStringLiteral(".awaitscope"), tr("Recording")}};
}

std::optional<TraceFormat> traceFormatOf(const QString &fileName)
{
    for (const TraceFormatName &known : traceFormats()) {
        if (fileName.endsWith(known.ending, Qt::CaseInsensitive)) {
            return known.format;
        }
    }
    return std::nullopt;
}

bool isOfEvents(TraceFormat format)
{
    return format == TraceFormat::EventLog || format == TraceFormat::EventTable
        || format == TraceFormat::ChromeTrace;
}

std::optional<scenario::Problem> writeTrace(const QString &fileName, TraceFormat format,
                                            const WrittenTrace &trace,
                                            formats::Iterations iterations,
                                            const formats::Progress &progress)
{
    if (format == TraceFormat::Recording) {
        return formats::writeRecording(fileName, trace.store, {trace.title, trace.runSpec},
                                       progress);
    }
    bool isGivenUp = false;
    const formats::Progress unlessGivenUp = [&](double part) {
        isGivenUp = progress && !progress(part);
        return !isGivenUp;
    };
    if (format == TraceFormat::TaskTable || format == TraceFormat::EventTable) {
        const auto write =
            format == TraceFormat::TaskTable ? formats::writeTaskTable : formats::writeEventTable;
        auto problem = writeFile(fileName, [&](QIODevice &file) {
            return write(file, trace.store, unlessGivenUp) && !isGivenUp && unlessGivenUp(1);
        });
        return isGivenUp ? std::nullopt : std::move(problem);
    }
    const Result<QByteArray> text = toText(format, trace, iterations, unlessGivenUp);
    if (isGivenUp || (progress && !progress(1))) {
        return std::nullopt;
    }
    if (!text) {
        scenario::Problem problem = text.problem();
        problem.file = fileName;
        return problem;
    }
    return writeFile(fileName, text.value());
}

WrittenTrace traceOf(const run::Run &run)
{
    return {run.store(), run.scenario().title, run::toJson(run.spec(), run.scenario())};
}

Result<QByteArray> toText(TraceFormat format, const WrittenTrace &trace,
                          formats::Iterations iterations, const formats::Progress &progress)
{
    switch (format) {
    case TraceFormat::RunSpec:
    case TraceFormat::PythonProgram: {
        if (trace.runSpec.isEmpty()) {
            return scenario::Problem{
                {}, {}, {}, tr("is not a format of a trace without a run; choose another one")};
        }
        if (format == TraceFormat::RunSpec) {
            return trace.runSpec;
        }
        const auto spec = run::parseRunSpec(trace.runSpec, {});
        return spec ? formats::pythonProgram(spec.value()) : spec.problem();
    }
    case TraceFormat::EventLog:
        return formats::EventLog(trace.store, iterations).text(progress);
    case TraceFormat::TaskTable:
        return formats::taskTable(trace.store, progress);
    case TraceFormat::ChromeTrace: {
        trace::SpanBuilder spans(trace.store);
        spans.update();
        return formats::chromeTrace(trace.store, spans, trace.title.toUtf8(), progress);
    }
    case TraceFormat::EventTable:
        return formats::eventTable(trace.store, progress);
    case TraceFormat::Recording:
        return scenario::Problem{{}, {}, {}, tr("has to be a file of its own; name one")};
    }
    Q_UNREACHABLE();
}

} // namespace awaitscope::exporting
