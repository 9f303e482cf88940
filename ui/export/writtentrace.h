// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/formats/eventlog.h"
#include "engine/run/run.h"

#include <vector>

namespace awaitscope::exporting {

/// What a run or a trace can be written as, but for pictures.
enum class TraceFormat : quint8 {
    RunSpec,
    EventLog,
    TaskTable,
    EventTable,
    PythonProgram,
    ChromeTrace,
    Recording, ///< a file, and no text
};

/// How a format is known to people and to the file system.
struct TraceFormatName
{
    TraceFormat format;
    QString ending; ///< with its first dot, such as `.run.json`
    QString what; ///< for a list of file types, such as `Tasks as a table`
};

/// Every format, the one that plays again first.
[[nodiscard]] std::vector<TraceFormatName> traceFormats();

/// The format that the ending of a file's name means.
[[nodiscard]] std::optional<TraceFormat> traceFormatOf(const QString &fileName);

/// Whether such a file would lack what a store has let go. The others are made of what is known of
/// whole tasks, or run everything again; a recording is not written then.
[[nodiscard]] bool isOfEvents(TraceFormat format);

/// A trace to be written, and the run that gave it.
struct WrittenTrace
{
    const trace::TraceStore &store;
    QString title;
    QByteArray runSpec; ///< text of a .run.json; empty: it is not the trace of a run
};

/// A run as it stands.
[[nodiscard]] WrittenTrace traceOf(const run::Run &run);

/// Writes a file: completely, or not at all (if @p progress gives up, too). Returns what went
/// wrong.
/// @p iterations matters to the event log alone. To be called by any thread, while nothing is added
/// to the store.
[[nodiscard]] std::optional<scenario::Problem>
writeTrace(const QString &fileName, TraceFormat format, const WrittenTrace &trace,
           formats::Iterations iterations = formats::Iterations::Leave,
           const formats::Progress &progress = {});

/// What such a file contains; a part of it if @p progress gives up. A problem if the format is one
/// of runs and there is none, or no text.
[[nodiscard]] scenario::Result<QByteArray>
toText(TraceFormat format, const WrittenTrace &trace,
       formats::Iterations iterations = formats::Iterations::Leave,
       const formats::Progress &progress = {});

} // namespace awaitscope::exporting
