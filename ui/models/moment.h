// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/trace/tracestore.h"

#include <optional>

namespace awaitscope::models {

/// A moment of what a store tells: all that had happened by then are its first events.
struct Moment
{
    trace::Timestamp time = 0; ///< ns; not before the last of these events
    quint64 events = 0;

    friend bool operator==(const Moment &, const Moment &) noexcept = default;
};

/// When everything had happened that happens up to and at that time; but no earlier than at the
/// first event that the store still has.
[[nodiscard]] Moment momentAt(const trace::TraceStore &store, trace::Timestamp time);

/// How it was before the last turn of the loop that logged something, of the first @p events
/// events; or of the last that logged something of @p task, if there is one: as that left it. None
/// if there was none before.
[[nodiscard]] std::optional<Moment> turnBefore(const trace::TraceStore &store, quint64 events,
                                               trace::TaskId task = {});
/// After the next turn that logged something, or something of @p task. None if there was none.
[[nodiscard]] std::optional<Moment> turnAfter(const trace::TraceStore &store, quint64 events,
                                              trace::TaskId task = {});

} // namespace awaitscope::models
