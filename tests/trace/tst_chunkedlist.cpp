// SPDX-License-Identifier: MIT
#include "engine/trace/chunkedlist.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <vector>

using List = awaitscope::trace::ChunkedList<int, 4>;

static_assert(std::random_access_iterator<List::const_iterator>);

namespace {

[[nodiscard]] List counted(int size)
{
    List list;
    for (int i = 0; i < size; ++i) {
        list.push_back(i);
    }
    return list;
}

} // namespace

class ChunkedListTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void itHoldsWhatAVectorWouldHold()
    {
        std::mt19937 random(7); // NOLINT(bugprone-random-generator-seed): the same each time
        List list;
        std::vector<int> vector;
        for (int i = 0; i < 5000; ++i) {
            if (random() % 5 < 3 || vector.empty()) {
                list.push_back(i);
                vector.push_back(i);
            } else {
                list.pop_back();
                vector.pop_back();
            }
            QCOMPARE(list.size(), vector.size());
            QCOMPARE(list.empty(), vector.empty());
            if (!vector.empty()) {
                QCOMPARE(list.back(), vector.back());
                QCOMPARE(list.front(), vector.front());
                const std::size_t at = random() % vector.size();
                QCOMPARE(list[at], vector[at]);
            }
            if (i % 100 == 0) {
                QVERIFY(std::ranges::equal(list, vector));
            }
        }
    }

    void entriesStayWhereTheyAre()
    {
        List list = counted(1);
        const int *const first = &list.front();
        for (int i = 1; i < 1000; ++i) {
            list.push_back(i);
        }
        QCOMPARE(&list.front(), first);
    }

    void theLastEntryCanBeChanged()
    {
        for (const int size : {1, 4, 5, 8}) {
            List list = counted(size + 1);
            list.pop_back();
            list.back() = -1;
            QCOMPARE(list[std::size_t(size) - 1], -1);
        }
    }

    void itIsSearchedByBisection()
    {
        const List list = counted(1000);
        for (const int value : {0, 1, 3, 4, 500, 999}) {
            QCOMPARE(std::ranges::lower_bound(list, value) - list.begin(), std::ptrdiff_t(value));
        }
        QVERIFY(std::ranges::upper_bound(list, 999) == list.end());
    }

    void aCopyIsOfItsOwn()
    {
        const List list = counted(9);
        List copy = list;
        copy.back() = -1;
        copy.pop_back();
        copy.push_back(20);
        QVERIFY(std::ranges::equal(list, std::vector{0, 1, 2, 3, 4, 5, 6, 7, 8}));
        QVERIFY(std::ranges::equal(copy, std::vector{0, 1, 2, 3, 4, 5, 6, 7, 20}));
    }

    void whatItWasMovedFromIsEmpty()
    {
        List list = counted(6);
        List other = std::move(list);
        QVERIFY(list.empty()); // NOLINT(bugprone-use-after-move): that is what it promises
        QCOMPARE(other.size(), std::size_t(6));
        list.push_back(1);
        QCOMPARE(list.back(), 1);
        QCOMPARE(other.back(), 5);
        list = std::move(other);
        QCOMPARE(list.size(), std::size_t(6));
        QCOMPARE(list.back(), 5);
    }
};

QTEST_GUILESS_MAIN(ChunkedListTest)
#include "tst_chunkedlist.moc"
