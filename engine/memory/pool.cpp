// SPDX-License-Identifier: MIT
#include "engine/memory/pool.h"

#include <algorithm>
#include <new>

namespace awaitscope::memory {

Pool::Owner Pool::create(std::shared_ptr<Arena> arena)
{
    return Owner(new Pool(std::move(arena)));
}

Pool::Pool(std::shared_ptr<Arena> arena) : m_arena(std::move(arena)) { }

void *Pool::allocateSlowly(std::size_t size)
{
    if (size > largestBlock) {
        return allocateLarge(size);
    }
    const std::size_t bin = binOf(std::max(size, sizeof(Block)));
    Slab *slab = m_bins[bin];
    while (slab && !slab->free && slab->fresh == slab->freshEnd) {
        setRoom(*slab, false);
        slab = m_bins[bin];
    }
    if (!slab) {
        slab = &addSlab((bin + 1) * granularity);
    }
    ++slab->used;
    if (slab->free) {
        return std::exchange(slab->free, slab->free->next);
    }
    return std::exchange(slab->fresh, slab->fresh + slab->blockSize);
}

/// It has a slab of its own, as large as need be.
void *Pool::allocateLarge(std::size_t size)
{
    void *const memory = ::operator new(sizeof(Slab) + size, std::align_val_t(Arena::slabSize));
    auto *const slab = ::new (memory) Slab{.pool = this, .blockSize = size, .used = 1};
    ++m_slabs;
    return slab + 1;
}

Pool::Slab &Pool::addSlab(std::size_t blockSize)
{
    auto *const slab = ::new (m_arena->take()) Slab{.pool = this, .blockSize = blockSize};
    slab->fresh = reinterpret_cast<std::byte *>(slab + 1);
    slab->freshEnd = slab->fresh + (Arena::slabSize - sizeof(Slab)) / blockSize * blockSize;
    ++m_slabs;
    setRoom(*slab, true);
    return *slab;
}

void Pool::setRoom(Slab &slab, bool hasRoom) noexcept
{
    Slab *&first = m_bins[binOf(slab.blockSize)];
    slab.hasRoom = hasRoom;
    if (hasRoom) {
        slab.previous = nullptr;
        slab.next = std::exchange(first, &slab);
        if (slab.next) {
            slab.next->previous = &slab;
        }
    } else {
        (slab.previous ? slab.previous->next : first) = slab.next;
        if (slab.next) {
            slab.next->previous = slab.previous;
        }
    }
}

/// A block came back: the slab has room again, or is empty.
void Pool::tidy(Slab &slab) noexcept
{
    if (slab.blockSize > largestBlock) {
        slab.~Slab();
        ::operator delete(&slab, std::align_val_t(Arena::slabSize));
        --m_slabs;
    } else {
        if (!slab.hasRoom) {
            setRoom(slab, true);
        }
        // The last with room is kept: the next block would only bring it back.
        const bool isLast = !slab.next && !slab.previous;
        if (slab.used == 0 && (!isLast || m_isReleased)) {
            remove(slab);
        }
    }
    if (m_isReleased && m_slabs == 0) {
        delete this;
    }
}

void Pool::remove(Slab &slab) noexcept
{
    setRoom(slab, false);
    slab.~Slab();
    m_arena->give(&slab);
    --m_slabs;
}

void Pool::release() noexcept
{
    m_isReleased = true;
    for (Slab *const first : m_bins) {
        for (Slab *slab = first; slab;) {
            Slab &candidate = *std::exchange(slab, slab->next);
            if (candidate.used == 0) {
                remove(candidate);
            }
        }
    }
    if (m_slabs == 0) {
        delete this;
    }
}

} // namespace awaitscope::memory
