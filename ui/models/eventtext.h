// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/trace/tracestore.h"

#include <QString>

namespace awaitscope::models {

/// Whether a person wants to read of it: the log's own events, and when deadlines and cleanups
/// begin. Not what only accompanies another event.
[[nodiscard]] bool isTold(const trace::TaskEvent &event);

/// What happened, in words: `waits for gpu, 4 ahead`, `acquired gpu from infer #7`. The task that
/// it happened to is not named.
[[nodiscard]] QString eventText(const trace::TraceStore &store, const trace::TaskEvent &event);

/// `gpu`.
[[nodiscard]] QString resourceName(const trace::TraceStore &store, trace::ResourceId resource);
/// `infer #4, infer #5 and 3 more`; at most @p most are named.
[[nodiscard]] QString taskList(const trace::TraceStore &store, std::span<const quint32> tasks,
                               std::size_t most = 3);
/// Who asked for a cancellation, and why: `you`, `a timeout`, `its group`, `main`.
[[nodiscard]] QString cancelReason(const trace::TraceStore &store, const trace::TaskEvent &request);

} // namespace awaitscope::models
