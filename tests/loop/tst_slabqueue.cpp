// SPDX-License-Identifier: MIT
#include "engine/loop/slabqueue.h"

#include <QTest>

#include <array>
#include <deque>
#include <random>

namespace awaitscope {

using loop::SlabQueue;
using memory::Arena;

/// A queue whose entries are found by their place until they are taken out.
class TestSlabQueue final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesOutInTheOrderOfComing();
    void findsEntriesByTheirPlace();
    void aSlabIsGivenBackOnceItsEntriesAreGone();
};

namespace {

    struct Entry
    {
        quint64 number = 0;
        std::array<quint64, 63> filling{}; // few to a slab
    };

    constexpr quint64 perSlab = Arena::slabSize / sizeof(Entry);

} // namespace

void TestSlabQueue::givesOutInTheOrderOfComing()
{
    Arena arena;
    SlabQueue<Entry> queue(arena);
    std::deque<quint64> expected;
    std::mt19937 random(1);
    for (quint64 number = 0; number < 10'000; ++number) {
        queue.append({.number = number});
        expected.push_back(number);
        QCOMPARE(queue.last().number, number);
        while (!expected.empty() && random() % 2 == 0) {
            QCOMPARE(queue.first().number, expected.front());
            queue.removeFirst();
            expected.pop_front();
        }
        QCOMPARE(queue.size(), quint64(expected.size()));
        QCOMPARE(queue.isEmpty(), expected.empty());
    }
}

void TestSlabQueue::findsEntriesByTheirPlace()
{
    Arena arena;
    SlabQueue<Entry> queue(arena);
    for (quint64 number = 0; number < 3 * perSlab; ++number) {
        QCOMPARE(queue.append({.number = number}), number);
    }
    for (quint64 taken = 0; taken < perSlab + 7; ++taken) {
        queue.removeFirst();
    }
    for (quint64 place = perSlab + 7; place < 3 * perSlab; ++place) {
        QCOMPARE(queue.at(place).number, place);
    }
    // Empty, and begun again: places go on.
    while (!queue.isEmpty()) {
        queue.removeFirst();
    }
    QCOMPARE(queue.append({.number = 9}), 3 * perSlab);
    QCOMPARE(queue.at(3 * perSlab).number, 9U);
}

void TestSlabQueue::aSlabIsGivenBackOnceItsEntriesAreGone()
{
    Arena arena;
    SlabQueue<Entry> queue(arena);
    for (quint64 number = 0; number < 2 * perSlab; ++number) {
        queue.append({.number = number});
    }
    void *const slab = &queue.at(0);
    for (quint64 number = 0; number < perSlab; ++number) {
        queue.removeFirst();
    }
    QCOMPARE(arena.take(), slab);
    arena.give(slab);
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestSlabQueue)
#include "tst_slabqueue.moc"
