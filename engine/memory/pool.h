// SPDX-License-Identifier: MIT
#pragma once

#include "engine/memory/arena.h"

#include <array>
#include <memory>

namespace awaitscope::memory {

/// Memory for many small objects that come and go: the tasks and coroutine frames of one loop.
/// Blocks of one size stand together in slabs of an arena; a block bears no mark of its own, its
/// slab is found from its address. A slab of which all blocks came back returns to the arena.
///
/// For one thread at a time. Lives until it was released and all blocks came back: a task can
/// outlive its loop.
class Pool
{
public:
    struct Release
    {
        void operator()(Pool *pool) const noexcept { pool->release(); }
    };

    using Owner = std::unique_ptr<Pool, Release>;

    /// Bytes; what is larger has memory of its own.
    static constexpr std::size_t largestBlock = 2048;

    [[nodiscard]] static Owner create(std::shared_ptr<Arena> arena);
    Q_DISABLE_COPY_MOVE(Pool)

    /// A block of at least @p size bytes; aligned to 16 if the size is a multiple of 16, otherwise
    /// to 8.
    [[nodiscard]] void *allocate(std::size_t size)
    {
        const std::size_t bin = binOf(size);
        if (bin < m_bins.size()) {
            if (Slab *const slab = m_bins[bin]; slab) {
                if (slab->free) {
                    ++slab->used;
                    return std::exchange(slab->free, slab->free->next);
                }
                if (slab->fresh != slab->freshEnd) {
                    ++slab->used;
                    return std::exchange(slab->fresh, slab->fresh + slab->blockSize);
                }
            }
        }
        return allocateSlowly(size);
    }

    /// Takes a block back, of whatever size and pool.
    static void deallocate(void *block) noexcept
    {
        Slab *const slab = slabOf(block);
        slab->free = ::new (block) Block{slab->free};
        if (--slab->used == 0 || !slab->hasRoom) {
            slab->pool->tidy(*slab);
        }
    }

    [[nodiscard]] const std::shared_ptr<Arena> &arena() const noexcept { return m_arena; }

private:
    struct Block
    {
        Block *next;
    };

    /// Stands at the beginning of a slab; blocks fill the rest of it.
    struct alignas(16) Slab
    {
        Pool *pool;
        Block *free = nullptr; // blocks that came back
        std::byte *fresh = nullptr; // blocks that nobody had yet
        std::byte *freshEnd = nullptr;
        std::size_t blockSize;
        Slab *next = nullptr; // of the slabs of the bin that have room
        Slab *previous = nullptr;
        quint32 used = 0;
        bool hasRoom = false; // and so is in the list of its bin
    };

    static constexpr std::size_t granularity = 8;

    explicit Pool(std::shared_ptr<Arena> arena);
    ~Pool() = default;

    [[nodiscard]] static std::size_t binOf(std::size_t size) noexcept
    {
        return (size - 1) / granularity;
    }

    [[nodiscard]] static Slab *slabOf(void *block) noexcept
    {
        return reinterpret_cast<Slab *>(quintptr(block) & ~quintptr(Arena::slabSize - 1));
    }

    [[nodiscard]] void *allocateSlowly(std::size_t size);
    [[nodiscard]] void *allocateLarge(std::size_t size);
    Slab &addSlab(std::size_t blockSize);
    void setRoom(Slab &slab, bool hasRoom) noexcept;
    void tidy(Slab &slab) noexcept;
    void remove(Slab &slab) noexcept;
    void release() noexcept;

    std::shared_ptr<Arena> m_arena;
    std::array<Slab *, largestBlock / granularity> m_bins{}; // the first slab with room
    std::size_t m_slabs = 0;
    bool m_isReleased = false;
};

} // namespace awaitscope::memory
