// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output.h"

#include "engine/formats/eventlog.h"
#include "ui/export/pictureexporter.h"
#include "ui/export/runpicture.h"

#include <QBuffer>
#include <QObject>
#include <QSaveFile>

#include <cstdio>

namespace awaitscope::app {

using scenario::Problem;
using scenario::Result;

namespace {

    [[nodiscard]] std::optional<Output::Format> formatOf(const QString &name)
    {
        if (name.endsWith(QStringLiteral("events.jsonl"))) {
            return Output::Format::EventLog;
        }
        if (name.endsWith(QStringLiteral("png"), Qt::CaseInsensitive)) {
            return Output::Format::Png;
        }
        return std::nullopt;
    }

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
        QSaveFile file(output.file);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()
            || !file.commit()) {
            return Problem{
                output.file,
                {},
                {},
                QObject::tr("cannot be written: %1; choose another place").arg(file.errorString())};
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Problem> writePicture(const Output &output, const run::Run &run,
                                                      const RunCommand &command)
    {
        exporting::RunPictureOptions options;
        options.width = command.width;
        options.scale = int(command.scale);
        options.theme = command.dark ? timeline::Theme::Kind::Dark : timeline::Theme::Kind::Light;
        const Result<QImage> image = exporting::renderRun(run, options);
        if (!image) {
            return image.problem();
        }
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        image.value().save(&buffer, "PNG");
        return writeBytes(output, bytes);
    }

} // namespace

Result<std::vector<Output>> planOutputs(const RunCommand &command)
{
    std::vector<Output> outputs;
    for (const QString &file : command.outputs) {
        const bool isStandardOutput = file == QStringLiteral("-");
        const auto format = formatOf(isStandardOutput ? command.format : QLatin1Char('.') + file);
        if (!format) {
            return Problem{file,
                           {},
                           {},
                           isStandardOutput
                               ? QObject::tr("needs --format events.jsonl or --format png")
                               : QObject::tr("has no known ending; use .png or .events.jsonl")};
        }
        outputs.push_back({file, *format});
    }
    return outputs;
}

std::optional<Problem> write(const Output &output, const run::Run &run, const RunCommand &command)
{
    switch (output.format) {
    case Output::Format::EventLog:
        return writeBytes(output,
                          formats::EventLog(run.store(),
                                            command.iterations ? formats::Iterations::Show
                                                               : formats::Iterations::Leave)
                              .text());
    case Output::Format::Png:
        return writePicture(output, run, command);
    }
    Q_UNREACHABLE();
}

} // namespace awaitscope::app
