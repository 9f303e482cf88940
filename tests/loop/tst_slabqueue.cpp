// SPDX-License-Identifier: MIT
#include "engine/loop/slabqueue.h"

#include <QTest>

#include <array>
#include <deque>
#include <random>
#include <vector>

namespace awaitscope {

using loop::SlabQueue;
using memory::Arena;

/// A queue whose entries stay in their place until they are taken out.
class TestSlabQueue final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesOutInTheOrderOfComing();
    void entriesStayInTheirPlace();
    void endsAreAtTheSamePlaceOnlyIfItIsEmpty();
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

void TestSlabQueue::entriesStayInTheirPlace()
{
    Arena arena;
    SlabQueue<Entry> queue(arena);
    std::vector<const Entry *> places;
    for (quint64 number = 0; number < 3 * perSlab; ++number) {
        const Entry *const end = queue.end();
        QCOMPARE(static_cast<const Entry *>(queue.append({.number = number})), end);
        places.push_back(&queue.last());
    }
    for (quint64 taken = 0; taken < perSlab + 7; ++taken) {
        QCOMPARE(static_cast<const Entry *>(queue.begin()), places[taken]);
        QCOMPARE(queue.takeFirst().number, taken);
    }
    for (quint64 number = perSlab + 7; number < 3 * perSlab; ++number) {
        QCOMPARE(places[number]->number, number);
    }
}

void TestSlabQueue::endsAreAtTheSamePlaceOnlyIfItIsEmpty()
{
    Arena arena;
    SlabQueue<Entry> queue(arena);
    for (quint64 number = 0; number < 3 * perSlab; ++number) { // over the ends of slabs
        QCOMPARE(queue.begin(), queue.end());
        queue.append({.number = number});
        const Entry *const turnEnd = queue.end();
        queue.append({.number = number});
        QVERIFY(queue.begin() != turnEnd);
        queue.removeFirst();
        QCOMPARE(static_cast<const Entry *>(queue.begin()), turnEnd);
        queue.removeFirst();
    }
    QVERIFY(queue.isEmpty());
    QCOMPARE(queue.size(), quint64(0));
}

void TestSlabQueue::aSlabIsGivenBackOnceItsEntriesAreGone()
{
    Arena arena;
    SlabQueue<Entry> queue(arena);
    for (quint64 number = 0; number < 2 * perSlab; ++number) {
        queue.append({.number = number});
    }
    const void *const slab = queue.begin();
    for (quint64 number = 0; number < perSlab; ++number) {
        queue.removeFirst();
    }
    void *const given = arena.take();
    QCOMPARE(static_cast<const void *>(given), slab);
    arena.give(given);
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestSlabQueue)
#include "tst_slabqueue.moc"
