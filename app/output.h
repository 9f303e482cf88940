// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "ui/export/pictureexporter.h"
#include "ui/export/writtentrace.h"

namespace awaitscope::app {

/// A file to write, and its format.
struct Output
{
    QString file; ///< `-`: standard output
    std::variant<exporting::PictureFormat, exporting::TraceFormat> format;

    [[nodiscard]] bool isStandardOutput() const { return file == QStringLiteral("-"); }
};

/// What the command asks to be written; a problem names an ending that is not known.
[[nodiscard]] scenario::Result<std::vector<Output>> planOutputs(const OutputOptions &options);

/// Writes to a file completely, or not at all; `-`: to standard output.
[[nodiscard]] std::optional<scenario::Problem> writeBytes(const QString &file,
                                                          const QByteArray &bytes);

/// What is written: a run as it stands, or a trace that was read from a file.
using Written = std::variant<const run::Run *, const exporting::WrittenTrace *>;

/// Writes it: completely, or not at all. Returns what went wrong.
[[nodiscard]] std::optional<scenario::Problem> write(const Output &output, const Written &written,
                                                     const OutputOptions &options);

} // namespace awaitscope::app
