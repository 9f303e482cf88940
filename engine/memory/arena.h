// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <cstddef>
#include <utility>
#include <vector>

/// Memory that is taken and given back over and over while a loop runs.
namespace awaitscope::memory {

/// Hands out memory in slabs and takes them back, for whoever wants one next: the frames of tasks
/// that have ended become room for events, and what one run has used the next one uses again. A
/// page that is touched for the first time costs as much as several thousand instructions, so this
/// is the larger part of what a short-lived task costs.
///
/// For one thread at a time. Everything goes back to the system with the arena.
class Arena
{
public:
    /// Bytes of a slab, which is aligned to its size: who knows an address in it finds its
    /// beginning.
    static constexpr std::size_t slabSize = std::size_t(64) * 1024;

    Arena() = default;
    ~Arena();
    Q_DISABLE_COPY_MOVE(Arena)

    /// Its contents are undefined.
    [[nodiscard]] void *take();
    void give(void *slab) noexcept;

private:
    struct FreeSlab
    {
        FreeSlab *next;
    };

    struct Region
    {
        std::byte *begin;
        std::size_t size;
    };

    void grow();

    std::vector<Region> m_regions;
    FreeSlab *m_free = nullptr;
    std::byte *m_fresh = nullptr; // slabs of the last region that nobody had yet
    std::byte *m_freshEnd = nullptr;
};

} // namespace awaitscope::memory
