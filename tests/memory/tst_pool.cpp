// SPDX-License-Identifier: MIT
#include "engine/memory/pool.h"

#include <QTest>

#include <cstring>
#include <random>
#include <set>

namespace awaitscope {

using memory::Arena;
using memory::Pool;

/// Blocks that come and go in any order, in slabs that others get when they are empty.
class TestPool final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void blocksAreDistinctAndAligned_data();
    void blocksAreDistinctAndAligned();
    void aBlockThatCameBackIsGivenOutAgain();
    void slabsThatAreEmptyReturnToTheArena();
    void keepsWhatIsWrittenInto();
    void livesUntilTheLastBlockCameBack();
};

namespace {

    /// Slabs that the arena gives without growing, in its order; they are given back.
    [[nodiscard]] std::set<void *> freeSlabs(Arena &arena, int count)
    {
        std::set<void *> slabs;
        for (int i = 0; i < count; ++i) {
            slabs.insert(arena.take());
        }
        for (void *const slab : slabs) {
            arena.give(slab);
        }
        return slabs;
    }

    [[nodiscard]] void *slabOf(void *block)
    {
        return reinterpret_cast<void *>(quintptr(block) & ~quintptr(Arena::slabSize - 1));
    }

} // namespace

void TestPool::blocksAreDistinctAndAligned_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("alignment");
    QTest::newRow("the smallest") << 1 << 8;
    QTest::newRow("a multiple of eight") << 40 << 8;
    QTest::newRow("a multiple of sixteen") << 48 << 16;
    QTest::newRow("the largest that share a slab") << 2048 << 16;
    QTest::newRow("larger than those that share a slab") << 2064 << 16;
    QTest::newRow("larger than a slab") << 200'000 << 16;
}

void TestPool::blocksAreDistinctAndAligned()
{
    QFETCH(const int, size);
    QFETCH(const int, alignment);
    const auto arena = std::make_shared<Arena>();
    const Pool::Owner pool = Pool::create(arena);
    std::vector<std::byte *> blocks;
    for (int i = 0; i < 300; ++i) {
        blocks.push_back(static_cast<std::byte *>(pool->allocate(std::size_t(size))));
        QCOMPARE(quintptr(blocks.back()) % quintptr(alignment), 0U);
    }
    std::ranges::sort(blocks);
    for (std::size_t i = 1; i < blocks.size(); ++i) {
        QVERIFY(blocks[i] - blocks[i - 1] >= size);
    }
    for (std::byte *const block : blocks) {
        Pool::deallocate(block);
    }
}

void TestPool::aBlockThatCameBackIsGivenOutAgain()
{
    const Pool::Owner pool = Pool::create(std::make_shared<Arena>());
    void *const kept = pool->allocate(64);
    void *const first = pool->allocate(64);
    Pool::deallocate(first);
    QCOMPARE(pool->allocate(64), first);
    Pool::deallocate(first);
    Pool::deallocate(kept);
}

void TestPool::slabsThatAreEmptyReturnToTheArena()
{
    const auto arena = std::make_shared<Arena>();
    const Pool::Owner pool = Pool::create(arena);
    std::vector<void *> blocks;
    std::set<void *> slabs;
    while (slabs.size() < 5) {
        blocks.push_back(pool->allocate(96));
        slabs.insert(slabOf(blocks.back()));
    }
    for (void *const block : blocks) {
        Pool::deallocate(block);
    }
    // But one, which the next block comes from.
    const std::set<void *> free = freeSlabs(*arena, 4);
    QVERIFY(std::ranges::includes(slabs, free));
}

void TestPool::keepsWhatIsWrittenInto()
{
    const Pool::Owner pool = Pool::create(std::make_shared<Arena>());

    struct Entry
    {
        unsigned char *block;
        std::size_t size;
        unsigned char mark;
    };

    std::vector<Entry> entries;
    std::mt19937 random(1);
    const auto isIntact = [](const Entry &entry) {
        return std::all_of(entry.block, entry.block + entry.size,
                           [&](unsigned char byte) { return byte == entry.mark; });
    };
    for (int i = 0; i < 20'000; ++i) {
        if (entries.size() < 500 || random() % 2 == 0) {
            const std::size_t size = 1 + random() % 2200;
            auto *const block = static_cast<unsigned char *>(pool->allocate(size));
            entries.push_back({block, size, static_cast<unsigned char>(random())});
            std::memset(block, entries.back().mark, size);
        } else {
            std::swap(entries[random() % entries.size()], entries.back());
            QVERIFY(isIntact(entries.back()));
            Pool::deallocate(entries.back().block);
            entries.pop_back();
        }
    }
    for (const Entry &entry : entries) {
        QVERIFY(isIntact(entry));
        Pool::deallocate(entry.block);
    }
}

void TestPool::livesUntilTheLastBlockCameBack()
{
    auto arena = std::make_shared<Arena>();
    const std::weak_ptr<Arena> watched = arena;
    Pool::Owner pool = Pool::create(std::move(arena));
    void *const block = pool->allocate(64);
    void *const large = pool->allocate(10'000);
    pool.reset();
    QVERIFY(!watched.expired());
    Pool::deallocate(block);
    QVERIFY(!watched.expired());
    Pool::deallocate(large);
    QVERIFY(watched.expired());
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestPool)
#include "tst_pool.moc"
