// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/markgeometry.h"

#include <algorithm>

namespace awaitscope::timeline {

using trace::Mark;
using trace::TaskEventKind;
using Kind = MarkShape::Kind;

namespace {

[[nodiscard]] int weight(Kind kind) noexcept
{
    switch (kind) {
    case Kind::Swallowed:
        return 5;
    case Kind::Expired:
        return 4;
    case Kind::CancelRequested:
        return 3;
    case Kind::Marker:
        return 2;
    case Kind::CaughtTimeout:
        return 1;
    case Kind::Caught:
        return 0;
    }
    Q_UNREACHABLE();
}

} // namespace

Kind markKind(TaskEventKind kind) noexcept
{
    switch (kind) {
    case TaskEventKind::Expired:
        return Kind::Expired;
    case TaskEventKind::TimedOut:
        return Kind::CaughtTimeout;
    case TaskEventKind::CancelRequested:
        return Kind::CancelRequested;
    case TaskEventKind::Caught:
        return Kind::Caught;
    case TaskEventKind::CleanupEnded:
        return Kind::Swallowed;
    default:
        return Kind::Marker;
    }
}

const Mark &mostTelling(std::span<const Mark> marks) noexcept
{
    constexpr std::size_t enough = 64;
    const auto few = marks.first(std::min(marks.size(), enough));
    return *std::ranges::max_element(few, {},
                                     [](const Mark &mark) { return weight(markKind(mark.kind)); });
}

} // namespace awaitscope::timeline
