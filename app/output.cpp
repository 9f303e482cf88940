// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output.h"

#include "ui/export/runpicture.h"

#include <QObject>

#include <cstdio>

namespace awaitscope::app {

using scenario::Problem;
using scenario::Result;

namespace {

    [[nodiscard]] std::optional<std::variant<exporting::PictureFormat, exporting::TextFormat>>
    formatOf(const QString &name)
    {
        if (const auto text = exporting::textFormatOf(name)) {
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
        for (const exporting::TextFormatName &known : exporting::textFormats()) {
            names += known.ending;
        }
        QString text = names.join(QStringLiteral(", "));
        return isStandardOutput
            ? text.remove(0, 1).replace(QStringLiteral(", ."), QStringLiteral(", "))
            : text;
    }

    [[nodiscard]] Result<QByteArray> contentsOf(const Output &output, const run::Run &run,
                                                const RunCommand &command)
    {
        if (const auto *const text = std::get_if<exporting::TextFormat>(&output.format)) {
            return exporting::toText(*text, run,
                                     command.iterations ? formats::Iterations::Show
                                                        : formats::Iterations::Leave);
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
