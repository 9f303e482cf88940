// SPDX-License-Identifier: MIT
#pragma once

#include "engine/trace/taskevent.h"
#include "engine/trace/taskstate.h"
#include "engine/trace/tracestore.h"

/// The words for what is in a trace, the same in every text that is written for other programs:
/// those of scenario.md, section 7, and like them for what the log leaves out.
namespace awaitscope::formats {

/// `created`, `cancel_requested`, …
[[nodiscard]] const char *nameOf(trace::TaskEventKind kind) noexcept;
/// Whether the event log has a line for such an event.
[[nodiscard]] bool isInLog(trace::TaskEventKind kind) noexcept;
/// `sleep`, `acquire`, …; empty for None.
[[nodiscard]] const char *nameOf(trace::WaitKind kind) noexcept;
/// `step`, `user`, `timeout`, …
[[nodiscard]] const char *nameOf(trace::CancelCause cause) noexcept;
/// `ended`, `swallowed`, …
[[nodiscard]] const char *nameOf(trace::CleanupEnd end) noexcept;
/// `ready`, `working`, …
[[nodiscard]] const char *nameOf(trace::TaskState state) noexcept;
/// `alive`, `finished`, `timed out`, …
[[nodiscard]] const char *nameOf(trace::Outcome outcome) noexcept;
/// `semaphore`, …
[[nodiscard]] const char *nameOf(trace::ResourceKind kind) noexcept;

} // namespace awaitscope::formats
