// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output.h"

#include "engine/formats/eventlog.h"
#include "engine/run/runspecfile.h"
#include "ui/export/runpicture.h"

#include <QObject>

#include <cstdio>

namespace awaitscope::app {

using scenario::Problem;
using scenario::Result;

namespace {

    constexpr QLatin1String eventLogEnding(".events.jsonl");
    constexpr QLatin1String runSpecEnding(".run.json");

    [[nodiscard]] std::optional<std::variant<exporting::PictureFormat, TextFormat>>
    formatOf(const QString &name)
    {
        if (name.endsWith(eventLogEnding)) {
            return TextFormat::EventLog;
        }
        if (name.endsWith(runSpecEnding)) {
            return TextFormat::RunSpec;
        }
        if (const auto picture = exporting::pictureFormatOf(name)) {
            return *picture;
        }
        return std::nullopt;
    }

    [[nodiscard]] Result<QByteArray> contentsOf(const Output &output, const run::Run &run,
                                                const RunCommand &command)
    {
        if (const auto *const text = std::get_if<TextFormat>(&output.format)) {
            if (*text == TextFormat::RunSpec) {
                return run::toJson(run.spec(), run.scenario());
            }
            const auto iterations =
                command.iterations ? formats::Iterations::Show : formats::Iterations::Leave;
            return formats::EventLog(run.store(), iterations).text();
        }
        const auto picture = std::get<exporting::PictureFormat>(output.format);
        const auto layout = exporting::layOutRun(run, command.picture, picture);
        if (!layout) {
            return layout.problem();
        }
        return exporting::encodePicture(layout.value(), picture);
    }

} // namespace

Result<std::vector<Output>> planOutputs(const RunCommand &command)
{
    std::vector<Output> outputs;
    for (const QString &file : command.outputs) {
        const bool isStandardOutput = file == QStringLiteral("-");
        const QString name = isStandardOutput ? QLatin1Char('.') + command.format : file;
        const auto format = formatOf(name);
        if (!format) {
            return Problem{
                file,
                {},
                {},
                isStandardOutput
                    ? QObject::tr("needs --format with png, svg, pdf, events.jsonl or run.json")
                    : QObject::tr(
                        "has no known ending; use .png, .svg, .pdf, .events.jsonl or .run.json")};
        }
        outputs.push_back({file, *format});
    }
    return outputs;
}

std::optional<Problem> writeBytes(const QString &file, const QByteArray &bytes)
{
    if (file == QStringLiteral("-")) {
        const auto size = std::size_t(bytes.size());
        if (std::fwrite(bytes.constData(), 1, size, stdout) != size || std::fflush(stdout) != 0) {
            return Problem{{}, {}, {}, QObject::tr("standard output cannot be written")};
        }
        return std::nullopt;
    }
    return exporting::writeFile(file, bytes);
}

std::optional<Problem> write(const Output &output, const run::Run &run, const RunCommand &command)
{
    const Result<QByteArray> contents = contentsOf(output, run, command);
    if (!contents) {
        Problem problem = contents.problem();
        problem.file = output.file;
        return problem;
    }
    return writeBytes(output.file, contents.value());
}

} // namespace awaitscope::app
