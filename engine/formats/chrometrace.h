// SPDX-License-Identifier: MIT
#pragma once

#include "engine/formats/progress.h"
#include "engine/trace/spanbuilder.h"

#include <QByteArray>

namespace awaitscope::formats {

/// Writes a trace as Chrome trace events (`.trace.json`), for Perfetto, the developer tools of
/// Chrome and speedscope; times are microseconds with three decimals, which is exact.
///
/// A task is an async slice (`b`, `e`) with its number as id, and so are its states, inside it; how
/// it ended, and its marks, are instants (`n`). The use of a resource is a counter (`C`). Where a
/// slot went from hand to hand a flow (`s`, `f`) says so, between two slices without duration. One
/// thread, the event loop, has the whole run as a slice, and in it those steps that blocked it.
/// What a reader of ours needs to make the same spans again is in `args` and in `otherData`.
/// @p title is for people. @p spans is up to date with the store. A part of the trace if @p
/// progress gives up.
[[nodiscard]] QByteArray chromeTrace(const trace::TraceStore &store,
                                     const trace::SpanBuilder &spans, const QByteArray &title,
                                     const Progress &progress = {});

} // namespace awaitscope::formats
