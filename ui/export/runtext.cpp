// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/runtext.h"

#include "engine/formats/chrometrace.h"
#include "engine/formats/pythonprogram.h"
#include "engine/formats/tasktable.h"
#include "engine/run/runspecfile.h"

#include <QCoreApplication>

namespace awaitscope::exporting {

namespace {

    [[nodiscard]] QString tr(const char *text)
    {
        return QCoreApplication::translate("RunText", text);
    }

} // namespace

std::vector<TextFormatName> textFormats()
{
    return {
        {TextFormat::RunSpec, QStringLiteral(".run.json"), tr("Run, to play again")},
        {TextFormat::TaskTable, QStringLiteral(".tasks.csv"), tr("Tasks as a table")},
        {TextFormat::EventTable, QStringLiteral(".events.csv"), tr("Events as a table")},
        {TextFormat::EventLog, QStringLiteral(".events.jsonl"), tr("Events as JSON lines")},
        {TextFormat::PythonProgram, QStringLiteral(".py"), tr("asyncio program")},
        {TextFormat::ChromeTrace, QStringLiteral(".trace.json"), tr("Chrome trace, for Perfetto")}};
}

std::optional<TextFormat> textFormatOf(const QString &fileName)
{
    for (const TextFormatName &known : textFormats()) {
        if (fileName.endsWith(known.ending, Qt::CaseInsensitive)) {
            return known.format;
        }
    }
    return std::nullopt;
}

QByteArray toText(TextFormat format, const run::Run &run, formats::Iterations iterations)
{
    switch (format) {
    case TextFormat::RunSpec:
        return run::toJson(run.spec(), run.scenario());
    case TextFormat::EventLog:
        return formats::EventLog(run.store(), iterations).text();
    case TextFormat::TaskTable:
    case TextFormat::ChromeTrace: {
        trace::SpanBuilder spans(run.store());
        spans.update();
        return format == TextFormat::TaskTable
            ? formats::taskTable(run.store(), spans.lives())
            : formats::chromeTrace(run.store(), spans, run.scenario().title.toUtf8());
    }
    case TextFormat::EventTable:
        return formats::eventTable(run.store());
    case TextFormat::PythonProgram:
        return formats::pythonProgram(run.spec()).value(); // the scenario of a run is valid
    }
    Q_UNREACHABLE();
}

} // namespace awaitscope::exporting
