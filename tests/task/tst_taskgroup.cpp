// SPDX-License-Identifier: MIT
#include "engine/task/taskgroup.h"
#include "tests/support/bench.h"

#include <QTest>

namespace awaitscope {

using task::Coro;
using task::Failure;
using task::TaskGroup;
using tests::Bench;
using tests::Lines;
using tests::ms;
using tests::Witness;
using trace::CancelCause;
using trace::Timestamp;

/// TaskGroup through withTaskGroup().
class TestTaskGroup final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitsForItsChildren();
    void s143_waitsForChildrenThatChildrenAdd();
    void withoutChildrenDoesNotSuspend();
    void aFailureCancelsTheOthersAndTheBody();
    void allFailuresAreCollected();
    void aFailureOfTheBodyCancelsTheChildren();
    void aCancellationFromOutsideIsPassedOn();
    void refusesChildrenWhenItAborts();
    void nestedGroupsFailFromTheInsideOut();
};

namespace {

    Coro<> child(Witness witness, const char *name, Timestamp ns)
    {
        task::Quiet sleep{task::sleep(witness.loop(), ns)};
        const Failure failure = co_await sleep;
        witness.note(name, failure);
        failure.raise();
    }

    Coro<> two(TaskGroup *group, Witness witness)
    {
        Q_UNUSED(group->createTask("a", child, witness, "a", 3 * ms))
        Q_UNUSED(group->createTask("b", child, witness, "b", ms))
        witness.note("body ends");
        co_return;
    }

    Coro<> adds(TaskGroup *group, Witness witness)
    {
        co_await task::sleep(witness.loop(), ms);
        Q_UNUSED(group->createTask("late", child, witness, "late", 5 * ms))
        witness.note("added");
    }

    Coro<> growing(TaskGroup *group, Witness witness)
    {
        Q_UNUSED(group->createTask("adds", adds, group, witness))
        co_return;
    }

    Coro<> nothing(TaskGroup *, Witness)
    {
        co_return;
    }

    Coro<> oneFails(TaskGroup *group, Witness witness)
    {
        Q_UNUSED(group->createTask("a", child, witness, "a", 100 * ms))
        Q_UNUSED(group->createTask("bad", tests::failing, witness, ms))
        task::Quiet sleep{task::sleep(witness.loop(), 50 * ms)};
        const Failure failure = co_await sleep;
        witness.note("body", failure);
        failure.raise();
    }

    Coro<> twoFail(TaskGroup *group, Witness witness)
    {
        Q_UNUSED(group->createTask("bad", tests::failing, witness, ms))
        Q_UNUSED(group->createTask("worse", tests::failing, witness, ms))
        co_return;
    }

    Coro<> bodyFails(TaskGroup *group, Witness witness)
    {
        Q_UNUSED(group->createTask("a", child, witness, "a", 100 * ms))
        co_await task::sleep(witness.loop(), ms);
        throw task::NamedError("BodyError");
    }

    Coro<> addsWhenCancelled(TaskGroup *group, Witness witness)
    {
        try {
            co_await task::sleep(witness.loop(), 100 * ms);
        } catch (const task::CancelledError &) {
            witness.note("cancelled");
        }
        try {
            Q_UNUSED(group->createTask("no", child, witness, "no", ms))
        } catch (const task::RuntimeError &) {
            witness.note("RuntimeError");
        }
    }

    Coro<> failsAndAdds(TaskGroup *group, Witness witness)
    {
        Q_UNUSED(group->createTask("adds", addsWhenCancelled, group, witness))
        Q_UNUSED(group->createTask("bad", tests::failing, witness, ms))
        co_return;
    }

    template <typename Body>
    Coro<> runGroup(Witness witness, Body body)
    {
        Failure failure;
        auto group = task::withTaskGroup(witness.loop(), body, witness);
        try {
            co_await group;
        } catch (...) {
            failure = Failure::current();
        }
        witness.note("group", failure);
        failure.raise();
    }

    /// withTaskGroup() passes a reference; a coroutine takes no references.
    template <typename Body>
    [[nodiscard]] auto byPointer(Body body)
    {
        return
            [body](TaskGroup &group, Witness witness) { return body(&group, std::move(witness)); };
    }

    template <typename Body>
    [[nodiscard]] auto spawnGroup(Bench &bench, Body body)
    {
        const auto passed = byPointer(body);
        return bench.spawn(runGroup<decltype(byPointer(body))>, passed);
    }

    Coro<> nestingBody(TaskGroup *group, Witness witness)
    {
        Q_UNUSED(group->createTask("a", child, witness, "a", 100 * ms))
        co_await runGroup(witness, byPointer(twoFail));
    }

} // namespace

void TestTaskGroup::waitsForItsChildren()
{
    Bench bench;
    const auto task = spawnGroup(bench, two);
    QCOMPARE(bench.run(), (Lines{"1 body ends", "4 b: ok", "7 a: ok", "9 group: ok"}));
    QVERIFY(task->isDone());
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestTaskGroup::s143_waitsForChildrenThatChildrenAdd()
{
    Bench bench;
    const auto task = spawnGroup(bench, growing);
    QCOMPARE(bench.run(), (Lines{"4 added", "7 late: ok", "9 group: ok"}));
    QVERIFY(task->isDone());
    QCOMPARE(bench.loop().now(), 6 * ms);
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestTaskGroup::withoutChildrenDoesNotSuspend()
{
    Bench bench;
    const auto task = spawnGroup(bench, nothing);
    QCOMPARE(bench.run(), (Lines{"1 group: ok"}));
    QVERIFY(task->isDone());
}

void TestTaskGroup::aFailureCancelsTheOthersAndTheBody()
{
    Bench bench;
    const auto task = spawnGroup(bench, oneFails);
    // It fails in turn 4; its callback aborts in 5.
    QCOMPARE(bench.run(),
             (Lines{"6 a: Cancelled", "6 body: Cancelled", "8 group: Group[ValueError]"}));
    QCOMPARE(task->failure().name(), "Group[ValueError]");
    QCOMPARE(task->cancelling(), 0U);
    QCOMPARE(bench.loop().now(), ms);
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestTaskGroup::allFailuresAreCollected()
{
    Bench bench;
    const auto task = spawnGroup(bench, twoFail);
    bench.run();
    QCOMPARE(task->failure().name(), "Group[ValueError,ValueError]");
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestTaskGroup::aFailureOfTheBodyCancelsTheChildren()
{
    Bench bench;
    const auto task = spawnGroup(bench, bodyFails);
    QCOMPARE(bench.run(), (Lines{"5 a: Cancelled", "7 group: Group[BodyError]"}));
    QVERIFY(task->isDone());
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestTaskGroup::aCancellationFromOutsideIsPassedOn()
{
    Bench bench;
    const auto task = spawnGroup(bench, two);
    bench.turn();
    bench.turn();
    task->cancel(CancelCause::Unknown);
    QCOMPARE(bench.run(),
             (Lines{"1 body ends", "4 a: Cancelled", "4 b: Cancelled", "6 group: Cancelled"}));
    QVERIFY(task->isCancelled());
    QCOMPARE(bench.loop().now(), Timestamp(0));
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestTaskGroup::refusesChildrenWhenItAborts()
{
    Bench bench;
    const auto task = spawnGroup(bench, failsAndAdds);
    QCOMPARE(bench.run(), (Lines{"6 cancelled", "6 RuntimeError", "8 group: Group[ValueError]"}));
    QVERIFY(task->isDone());
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestTaskGroup::nestedGroupsFailFromTheInsideOut()
{
    Bench bench;
    const auto task = spawnGroup(bench, nestingBody);
    bench.run();
    QCOMPARE(task->failure().name(), "Group[Group[ValueError,ValueError]]");
    QCOMPARE(bench.aliveFrames(), 0);
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestTaskGroup)
#include "tst_taskgroup.moc"
