// SPDX-License-Identifier: MIT
#pragma once

#include "engine/trace/ids.h"

#include <optional>

namespace awaitscope::trace {

/// A value that a task returned or a queue holds, as JSON: null, a small number kept in place, or
/// any other value as the interned text of its JSON.
class ValueId
{
public:
    /// Null.
    constexpr ValueId() noexcept = default;

    /// From the field `a` of an event.
    [[nodiscard]] static constexpr ValueId fromBits(quint32 bits) noexcept
    {
        ValueId id;
        id.m_bits = bits;
        return id;
    }

    /// The text (already JSON) of a TraceStore.
    [[nodiscard]] static constexpr ValueId fromJson(StringId json) noexcept
    {
        return fromBits(json.value);
    }

    /// A number from 0 to 2^31 - 1.
    [[nodiscard]] static constexpr ValueId fromNumber(quint32 number) noexcept
    {
        return fromBits(number | numberBit);
    }

    [[nodiscard]] constexpr quint32 bits() const noexcept { return m_bits; }

    [[nodiscard]] constexpr bool isNull() const noexcept { return m_bits == 0; }

    /// The number, if it is one that is kept in place.
    [[nodiscard]] constexpr std::optional<quint32> number() const noexcept
    {
        return m_bits & numberBit ? std::optional(m_bits & ~numberBit) : std::nullopt;
    }

    /// The interned JSON text; meaningful if it is neither null nor a number in place.
    [[nodiscard]] constexpr StringId json() const noexcept { return StringId(m_bits); }

    friend constexpr bool operator==(ValueId, ValueId) noexcept = default;

private:
    static constexpr quint32 numberBit = 1U << 31;
    quint32 m_bits = 0;
};

} // namespace awaitscope::trace
