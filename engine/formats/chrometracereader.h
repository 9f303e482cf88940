// SPDX-License-Identifier: MIT
#pragma once

#include "engine/formats/readtrace.h"

namespace awaitscope::formats {

/// Whether a file, perhaps packed, begins as Chrome trace events do: as a list, or with one of the
/// keys that only they have.
[[nodiscard]] bool isChromeTrace(const QString &fileName);

/// Reads Chrome trace events (JSON; a list, or an object with `traceEvents`; perhaps packed by
/// gzip), our own or of any program, as a stream: only what is made of them is kept in memory. A
/// list without its closing bracket is taken as it is, as programs leave it that were killed. A
/// problem names line and column. To be called by any thread; the store belongs to that one.
[[nodiscard]] scenario::Result<ReadTrace> readChromeTrace(const QString &fileName,
                                                          const Progress &progress = {});

} // namespace awaitscope::formats
