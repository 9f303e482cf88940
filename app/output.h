// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "ui/export/pictureexporter.h"
#include "ui/export/runtext.h"

namespace awaitscope::app {

/// A file to write, and its format.
struct Output
{
    QString file; ///< `-`: standard output
    std::variant<exporting::PictureFormat, exporting::TextFormat> format;

    [[nodiscard]] bool isStandardOutput() const { return file == QStringLiteral("-"); }
};

/// What the command asks to be written; a problem names an ending that is not known.
[[nodiscard]] scenario::Result<std::vector<Output>> planOutputs(const RunCommand &command);

/// Writes to a file completely, or not at all; `-`: to standard output.
[[nodiscard]] std::optional<scenario::Problem> writeBytes(const QString &file,
                                                          const QByteArray &bytes);

/// Writes a run: completely, or not at all. Returns what went wrong.
[[nodiscard]] std::optional<scenario::Problem> write(const Output &output, const run::Run &run,
                                                     const RunCommand &command);

} // namespace awaitscope::app
