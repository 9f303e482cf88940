// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output.h"

#include "ui/export/runpicture.h"

#include <QObject>

#include <cstdio>

namespace awaitscope::app {

using scenario::Problem;
using scenario::Result;

namespace {

    [[nodiscard]] std::optional<std::variant<exporting::PictureFormat, exporting::TraceFormat>>
    formatOf(const QString &name)
    {
        if (const auto text = exporting::traceFormatOf(name)) {
            return *text;
        }
        if (const auto picture = exporting::pictureFormatOf(name)) {
            return *picture;
        }
        return std::nullopt;
    }

    /// As a message has them, with or without their dots.
    [[nodiscard]] QString knownFormats(bool isStandardOutput)
    {
        QStringList names{QStringLiteral(".png"), QStringLiteral(".svg"), QStringLiteral(".pdf")};
        for (const exporting::TraceFormatName &known : exporting::traceFormats()) {
            names += known.ending;
        }
        QString text = names.join(QStringLiteral(", "));
        return isStandardOutput
            ? text.remove(0, 1).replace(QStringLiteral(", ."), QStringLiteral(", "))
            : text;
    }

    [[nodiscard]] exporting::WrittenTrace traceOf(const Written &written)
    {
        const auto *const run = std::get_if<const run::Run *>(&written);
        return run ? exporting::traceOf(**run)
                   : *std::get<const exporting::WrittenTrace *>(written);
    }

    [[nodiscard]] Result<QByteArray> pictureOf(exporting::PictureFormat format,
                                               const Written &written,
                                               const exporting::PictureOptions &options)
    {
        const auto *const run = std::get_if<const run::Run *>(&written);
        const auto layout = run
            ? exporting::layOutRun(**run, options, format)
            : exporting::layOutTrace(*std::get<const exporting::WrittenTrace *>(written), options,
                                     format);
        if (!layout) {
            return layout.problem();
        }
        return exporting::encodePicture(layout.value(), format);
    }

} // namespace

Result<std::vector<Output>> planOutputs(const OutputOptions &options)
{
    std::vector<Output> outputs;
    for (const QString &file : options.files) {
        const bool isStandardOutput = file == QStringLiteral("-");
        const QString name = isStandardOutput ? QLatin1Char('.') + options.format : file;
        const auto format = formatOf(name);
        if (!format) {
            const QString message = isStandardOutput
                ? QObject::tr("needs --format with one of %1")
                : QObject::tr("has no known ending; use one of %1");
            return Problem{file, {}, {}, message.arg(knownFormats(isStandardOutput))};
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

std::optional<Problem> write(const Output &output, const Written &written,
                             const OutputOptions &options)
{
    const auto iterations =
        options.iterations ? formats::Iterations::Show : formats::Iterations::Leave;
    const auto *const format = std::get_if<exporting::TraceFormat>(&output.format);
    if (format && !output.isStandardOutput()) {
        return exporting::writeTrace(output.file, *format, traceOf(written), iterations);
    }
    const Result<QByteArray> contents = format
        ? exporting::toText(*format, traceOf(written), iterations)
        : pictureOf(std::get<exporting::PictureFormat>(output.format), written, options.picture);
    if (!contents) {
        Problem problem = contents.problem();
        problem.file = output.file;
        return problem;
    }
    return writeBytes(output.file, contents.value());
}

} // namespace awaitscope::app
