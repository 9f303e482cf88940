// SPDX-License-Identifier: MIT
#include "engine/run/run.h"
#include "tests/conformance/casefile.h"

#include <QDir>
#include <QTest>

#include <cstdlib>
#include <new>

namespace {

/// Objects that `new` has made and nobody has deleted: coroutine frames, tasks, futures, timers.
qint64 living = 0;

void *counted(void *memory)
{
    if (!memory) {
        throw std::bad_alloc();
    }
    ++living;
    return memory;
}

} // namespace

void *operator new(std::size_t size)
{
    return counted(std::malloc(size));
}

void *operator new(std::size_t size, std::align_val_t alignment)
{
    const auto unit = std::size_t(alignment);
    return counted(std::aligned_alloc(unit, (size + unit - 1) / unit * unit));
}

void operator delete(void *memory) noexcept
{
    living -= memory ? 1 : 0;
    std::free(memory);
}

void operator delete(void *memory, std::size_t) noexcept
{
    operator delete(memory);
}

void operator delete(void *memory, std::align_val_t) noexcept
{
    operator delete(memory);
}

void operator delete(void *memory, std::size_t, std::align_val_t) noexcept
{
    operator delete(memory);
}

namespace awaitscope {

using conformance::Case;
using run::Run;

/// Every scenario that is compared with asyncio gives back all that it takes, whether it runs to
/// its end or is destroyed on the way.
class TestLeaks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theCounterCounts();
    void aRunGivesBackWhatItTakes_data();
    void aRunGivesBackWhatItTakes();
    void aRunThatIsDestroyedGivesBackWhatItHas_data();
    void aRunThatIsDestroyedGivesBackWhatItHas();
};

namespace {

    void addFiles()
    {
        QTest::addColumn<QString>("file");
        const QDir folder(QStringLiteral(AWAITSCOPE_CASES));
        for (const QString &file : folder.entryList({QStringLiteral("*.txt")})) {
            QTest::newRow(qPrintable(file)) << folder.filePath(file);
        }
    }

    /// How many objects more there are after a run of the case that is destroyed after that many
    /// turns, and how many turns it had.
    struct Left
    {
        qint64 objects = 0;
        quint64 turns = 0;
    };

    [[nodiscard]] Left runAndDestroy(const run::RunSpec &spec, quint64 turns)
    {
        Left left;
        const qint64 before = living;
        {
            const auto run = Run::create(spec).value();
            while (left.turns < turns && run->state() == run::RunState::Paused) {
                run->stepTurn();
                ++left.turns;
            }
            if (turns == 0) {
                run->runToEnd();
            }
        }
        left.objects = living - before;
        return left;
    }

} // namespace

void TestLeaks::initTestCase()
{
    // What Qt and the parser make once and keep.
    const QDir folder(QStringLiteral(AWAITSCOPE_CASES));
    const auto cases = conformance::readCases(folder.filePath(QStringLiteral("arguments.txt")));
    const run::RunSpec spec = conformance::specOf(cases.at(0));
    Q_UNUSED(runAndDestroy(spec, 0))
    Q_UNUSED(runAndDestroy(spec, 1))
}

void TestLeaks::theCounterCounts()
{
    const qint64 before = living;
    auto *const object = new std::array<int, 100>();
    QCOMPARE(living, before + 1);
    delete object;
    QCOMPARE(living, before);
}

void TestLeaks::aRunGivesBackWhatItTakes_data()
{
    addFiles();
}

void TestLeaks::aRunGivesBackWhatItTakes()
{
    QFETCH(const QString, file);
    for (const Case &each : conformance::readCases(file)) {
        const run::RunSpec spec = conformance::specOf(each);
        QVERIFY2(runAndDestroy(spec, 0).objects == 0, qPrintable(each.name));
    }
}

void TestLeaks::aRunThatIsDestroyedGivesBackWhatItHas_data()
{
    addFiles();
}

void TestLeaks::aRunThatIsDestroyedGivesBackWhatItHas()
{
    QFETCH(const QString, file);
    quint64 cut = 0;
    for (const Case &each : conformance::readCases(file)) {
        const run::RunSpec spec = conformance::specOf(each);
        for (quint64 turns = 1; turns < 200; turns += 1 + turns / 2) {
            const Left left = runAndDestroy(spec, turns);
            QVERIFY2(left.objects == 0,
                     qPrintable(each.name + QStringLiteral(" after %1").arg(turns)));
            if (left.turns < turns) {
                break; // it has ended
            }
            ++cut;
        }
    }
    QVERIFY(cut > 20);
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestLeaks)
#include "tst_leaks.moc"
