// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <compare>
#include <functional>

namespace awaitscope::trace {

/// A number that cannot be mixed up with a number of another kind. Zero means "none".
template <typename Tag, typename Number = quint32>
struct Id
{
    Number value = 0;

    constexpr Id() noexcept = default;

    constexpr explicit Id(Number number) noexcept : value(number) { }

    /// False for "none".
    constexpr explicit operator bool() const noexcept { return value != 0; }

    friend constexpr auto operator<=>(const Id &, const Id &) noexcept = default;
};

/// Tasks are numbered from 1 in the order of their creation; 0 is the loop itself.
using TaskId = Id<struct TaskTag>;
/// Resources are numbered from 1 in the order of their declaration.
using ResourceId = Id<struct ResourceTag, quint16>;
/// An interned text of a TraceStore; 0 is the empty text.
using StringId = Id<struct StringTag>;
/// An interned list of numbers of a TraceStore; 0 is the empty list.
using ListId = Id<struct ListTag>;
/// Timeout scopes are numbered from 1 over a run, in the order of their construction.
using ScopeId = Id<struct ScopeTag>;
/// A step of the scenario text, numbered from 1 in the order of the text.
using StepId = Id<struct StepTag>;

} // namespace awaitscope::trace

template <typename Tag, typename Number>
struct std::hash<awaitscope::trace::Id<Tag, Number>>
{
    std::size_t operator()(awaitscope::trace::Id<Tag, Number> id) const noexcept
    {
        return std::hash<Number>{}(id.value);
    }
};
