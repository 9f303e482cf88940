// SPDX-License-Identifier: MIT
#include "engine/memory/arena.h"

#include <algorithm>
#include <new>

#ifdef Q_OS_LINUX
#include <sys/mman.h>
#endif

namespace awaitscope::memory {

namespace {

    constexpr std::size_t hugePage = std::size_t(2) * 1024 * 1024;

    /// A region that can be one huge page is aligned to it.
    [[nodiscard]] std::align_val_t alignmentOf(std::size_t size)
    {
        return std::align_val_t(size == hugePage ? hugePage : Arena::slabSize);
    }

} // namespace

Arena::~Arena()
{
    for (const Region &region : m_regions) {
        ::operator delete(region.begin, alignmentOf(region.size));
    }
}

void *Arena::take()
{
    if (m_free) {
        return std::exchange(m_free, m_free->next);
    }
    if (m_fresh == m_freshEnd) {
        grow();
    }
    return std::exchange(m_fresh, m_fresh + slabSize);
}

void Arena::give(void *slab) noexcept
{
    m_free = ::new (slab) FreeSlab{m_free};
}

/// As much again as there is, so that a short run takes little; a huge page at most.
void Arena::grow()
{
    std::size_t size = 0;
    for (std::size_t i = 0; i < m_regions.size() && size < hugePage; ++i) {
        size += m_regions[i].size;
    }
    size = std::clamp(size, slabSize, hugePage);
    auto *const begin = static_cast<std::byte *>(::operator new(size, alignmentOf(size)));
#ifdef Q_OS_LINUX
    if (size == hugePage) {
        madvise(begin, size, MADV_HUGEPAGE); // one page fault instead of 512
    }
#endif
    m_regions.push_back({begin, size});
    m_fresh = begin;
    m_freshEnd = begin + size;
}

} // namespace awaitscope::memory
