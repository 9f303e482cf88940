// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/geometry.h"

#include <span>

namespace awaitscope::timeline {

/// Marks closer together than this (px) share one shape.
inline constexpr double markWidth = 6;

/// The shape for a mark of a SpanBuilder.
[[nodiscard]] MarkShape::Kind markKind(trace::TaskEventKind kind) noexcept;

/// The mark that a shape for all of them should show: a swallowed cancellation before an expired
/// scope, before a request to cancel, before a marker, before what was caught; of equals the first.
/// Looks at no more than the first 64. Precondition: not empty.
[[nodiscard]] const trace::Mark &mostTelling(std::span<const trace::Mark> marks) noexcept;

} // namespace awaitscope::timeline
