// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace awaitscope::memory {

/// Brings an object near the processor that is going to be read and written soon. It takes effect
/// while other work is done, and is allowed for an address where nothing is.
template <typename T>
void prefetch(const T *object) noexcept
{
    constexpr std::size_t cacheLine = 64; // bytes
    const auto *const bytes = reinterpret_cast<const std::byte *>(object);
    for (std::size_t at = 0; at < sizeof(T); at += cacheLine) {
        __builtin_prefetch(bytes + at, 1);
    }
}

} // namespace awaitscope::memory
