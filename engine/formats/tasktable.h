// SPDX-License-Identifier: MIT
#pragma once

#include "engine/formats/progress.h"
#include "engine/trace/summarybuilder.h"

#include <QByteArray>
#include <QIODevice>

/// A trace as comma-separated values (RFC 4180), for spreadsheets and scripts. The first row has
/// the names of the columns; times are seconds of virtual time with nine decimals; a cell is empty
/// where there is nothing to say.
namespace awaitscope::formats {

/// `.tasks.csv`: one row a task, in order of creation. Columns: task (number), path, template,
/// parent (number), created, start (of its first step), end, outcome (`finished`, `failed`,
/// `timed out`, `cancelled`, `destroyed`, or `alive`), error, waiting and working (how long it
/// did).
/// A part of the table if @p progress gives up.
[[nodiscard]] QByteArray taskTable(const trace::TraceStore &store, const Progress &progress = {});
/// The same to a device, piece by piece. False if that does not take everything.
[[nodiscard]] bool writeTaskTable(QIODevice &device, const trace::TraceStore &store,
                                  const Progress &progress = {});

/// `.events.csv`: one row an event, also those that the event log leaves out. Columns: time,
/// iteration (of the loop), task (number; 0: the loop), path, event, what (is waited for, or why),
/// resource, in_use, queued, detail (what else there is to the event: an error, a value, a duration
/// or a deadline in seconds, or task numbers, by event). A part of the table if @p progress gives
/// up.
[[nodiscard]] QByteArray eventTable(const trace::TraceStore &store, const Progress &progress = {});
/// The same to a device, piece by piece. False if that does not take everything.
[[nodiscard]] bool writeEventTable(QIODevice &device, const trace::TraceStore &store,
                                   const Progress &progress = {});

} // namespace awaitscope::formats
