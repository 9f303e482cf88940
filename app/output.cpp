// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output.h"

#include "engine/formats/eventlog.h"
#include "ui/export/runpicture.h"

#include <QObject>

#include <cstdio>

namespace awaitscope::app {

using scenario::Problem;
using scenario::Result;

namespace {

    constexpr QLatin1String eventLogEnding(".events.jsonl");

    [[nodiscard]] std::optional<Problem> writeBytes(const Output &output, const QByteArray &bytes)
    {
        if (output.isStandardOutput()) {
            const auto size = std::size_t(bytes.size());
            if (std::fwrite(bytes.constData(), 1, size, stdout) != size
                || std::fflush(stdout) != 0) {
                return Problem{{}, {}, {}, QObject::tr("standard output cannot be written")};
            }
            return std::nullopt;
        }
        return exporting::writeFile(output.file, bytes);
    }

    [[nodiscard]] Result<QByteArray> contentsOf(const Output &output, const run::Run &run,
                                                const RunCommand &command)
    {
        if (!output.picture) {
            const auto iterations =
                command.iterations ? formats::Iterations::Show : formats::Iterations::Leave;
            return formats::EventLog(run.store(), iterations).text();
        }
        const auto layout = exporting::layOutRun(run, command.picture, *output.picture);
        if (!layout) {
            return layout.problem();
        }
        return exporting::encodePicture(layout.value(), *output.picture);
    }

} // namespace

Result<std::vector<Output>> planOutputs(const RunCommand &command)
{
    std::vector<Output> outputs;
    for (const QString &file : command.outputs) {
        const bool isStandardOutput = file == QStringLiteral("-");
        const QString name = isStandardOutput ? QLatin1Char('.') + command.format : file;
        const auto picture = exporting::pictureFormatOf(name);
        if (!picture && !name.endsWith(eventLogEnding)) {
            return Problem{
                file,
                {},
                {},
                isStandardOutput
                    ? QObject::tr("needs --format with png, svg, pdf or events.jsonl")
                    : QObject::tr("has no known ending; use .png, .svg, .pdf or .events.jsonl")};
        }
        outputs.push_back({file, picture});
    }
    return outputs;
}

std::optional<Problem> write(const Output &output, const run::Run &run, const RunCommand &command)
{
    const Result<QByteArray> contents = contentsOf(output, run, command);
    if (!contents) {
        Problem problem = contents.problem();
        problem.file = output.file;
        return problem;
    }
    return writeBytes(output, contents.value());
}

} // namespace awaitscope::app
