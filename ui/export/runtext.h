// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/formats/eventlog.h"
#include "engine/run/run.h"

#include <vector>

namespace awaitscope::exporting {

/// What a run can be written as, but for pictures.
enum class TextFormat : quint8 {
    RunSpec,
    EventLog,
    TaskTable,
    EventTable,
    PythonProgram,
    ChromeTrace,
};

/// How a format is known to people and to the file system.
struct TextFormatName
{
    TextFormat format;
    QString ending; ///< with its first dot, such as `.run.json`
    QString what; ///< for a list of file types, such as `Tasks as a table`
};

/// Every format, the one that plays again first.
[[nodiscard]] std::vector<TextFormatName> textFormats();

/// The format that the ending of a file's name means.
[[nodiscard]] std::optional<TextFormat> textFormatOf(const QString &fileName);

/// A run as it stands. @p iterations matters to the event log alone.
[[nodiscard]] QByteArray toText(TextFormat format, const run::Run &run,
                                formats::Iterations iterations = formats::Iterations::Leave);

} // namespace awaitscope::exporting
