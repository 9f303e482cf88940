// SPDX-License-Identifier: MIT
#pragma once

#include "engine/trace/spanbuilder.h"

#include <vector>

namespace awaitscope::analysis {

/// Something about a run that a person would want to be told, with the numbers behind it.
struct Insight
{
    /// What stops a run before what slows it.
    enum class Kind : quint8 {
        /// `tasks` wait for each other in a circle.
        Deadlock,
        /// `tasks` ended without giving back a slot of `resource`; `of` tasks wait for one. Not of
        /// a resource that is refilled: that tasks give slots to which they do not hold.
        LeakedSlot,
        /// Waiting at `resource` took `share` of the time of all tasks but for awaiting others:
        /// `ns` in all. At least `queueingShare`.
        QueueingDominates,
        /// Of the `of` timeouts of the run, those of `tasks` passed while the task still queued at
        /// `resource`. At least half, and at least two.
        TimeoutsInQueue,
        /// `tasks` kept a cancellation to themselves.
        CancellationSwallowed,
        /// `tasks` blocked the whole loop, the longest for `ns`, at least `slowCallback`.
        LoopBlocked,
        /// Nobody retrieved the error of `tasks`.
        ErrorNeverRetrieved,
        /// The gather of `tasks[0]` had failed, and the siblings that follow worked on for `ns` in
        /// all for a result that nobody needed any more.
        WorkAfterFailure,
        /// `tasks` tried again and again: `of` failed attempts, at least `stormAttempts` a task.
        RetryStorm,
        /// While others queued for it, `tasks` held a slot of `resource` and waited for something
        /// else or backed off: for `ns` in all, `share` of the time for which it was held. At least
        /// `idleHoldShare`.
        SlotHeldIdle,
        /// `tasks` waited for `resource` and never got it, the longest for `ns`: `share` times as
        /// long as the `of` others usually did (median), at least `starvationFactor` times.
        Starvation,
        /// `tasks` held every slot of `resource` at least `longHoldFactor` times as long as usual
        /// (`share` ns, the median), while up to `of` others queued behind: they lost `ns` in all.
        HeadOfLine,
        /// `tasks` were left behind by a wait (the loser of a hedge), and worked on for `ns` in all
        /// although nobody awaited them any more.
        WorkAfterWait,
    };

    Kind kind = Kind::QueueingDominates;
    trace::ResourceId resource;
    std::vector<trace::TaskId> tasks; ///< the evidence
    std::size_t of = 0;
    trace::Timestamp ns = 0;
    double share = 0;

    friend bool operator==(const Insight &, const Insight &) = default;
};

inline constexpr double queueingShare = 0.3;
/// From when asyncio's debug mode speaks of a slow callback (loop.slow_callback_duration).
inline constexpr trace::Timestamp slowCallback = 100 * trace::nanosecondsPerMillisecond;
inline constexpr double stormAttempts = 2;
inline constexpr double idleHoldShare = 0.2;
inline constexpr double starvationFactor = 5;
inline constexpr double longHoldFactor = 10;
/// Fewer than so many do not tell what is usual.
inline constexpr std::size_t leastServed = 4;

/// What there is to say of a run as it stands at @p now, at most one of a kind and resource, in the
/// order of the kinds. Visits every event; meant for the end of a run and for pauses.
[[nodiscard]] std::vector<Insight>
findInsights(const trace::TraceStore &store, const trace::SpanBuilder &spans, trace::Timestamp now);

} // namespace awaitscope::analysis
