// SPDX-License-Identifier: MIT
#include "engine/trace/tracestore.h"

#include <QSignalSpy>
#include <QTest>

#include <random>
#include <vector>

using namespace awaitscope::trace;

namespace {

[[nodiscard]] TaskEvent eventAt(Timestamp time)
{
    TaskEvent event;
    event.time = time;
    return event;
}

} // namespace

class TraceStoreTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void equalTextsHaveOneId()
    {
        TraceStore store;
        const StringId gpu = store.intern("gpu");
        QCOMPARE(store.intern(std::string("g") + "pu"), gpu);
        QVERIFY(store.intern("cpu") != gpu);
        QCOMPARE(store.text(gpu), std::string_view("gpu"));
        QCOMPARE(store.intern(""), StringId());
        QCOMPARE(store.text(StringId()), std::string_view());
    }

    void textsStayWhereTheyAre()
    {
        TraceStore store;
        const std::string_view first = store.text(store.intern("first"));
        for (int i = 0; i < 10'000; ++i) {
            store.intern(std::to_string(i));
        }
        QCOMPARE(first, std::string_view("first"));
        QCOMPARE(store.text(store.intern("9999")), std::string_view("9999"));
    }

    void listsKeepTheirNumbers()
    {
        TraceStore store;
        const std::vector<quint32> numbers{3, 1, 2};
        const std::vector<quint32> others{7};
        const ListId first = store.addList(numbers);
        const ListId second = store.addList(others);
        QVERIFY(std::ranges::equal(store.list(first), numbers));
        QVERIFY(std::ranges::equal(store.list(second), others));
        QCOMPARE(store.addList({}), ListId());
        QVERIFY(store.list(ListId()).empty());
    }

    void valuesAreJson()
    {
        TraceStore store;
        QCOMPARE(store.json(ValueId()), QByteArray("null"));
        QCOMPARE(store.json(ValueId::fromNumber(0)), QByteArray("0"));
        QCOMPARE(store.json(ValueId::fromJson(store.intern("\"a\""))), QByteArray("\"a\""));
    }

    void pathsCountTheTasksOfEachCreator()
    {
        TraceStore store;
        const TaskId main = store.addTask({}, store.intern("main"));
        const TaskId first = store.addTask(main, store.intern("infer"));
        const TaskId second = store.addTask(main, store.intern("load"));
        const TaskId below = store.addTask(second, store.intern("part"));
        QCOMPARE(store.taskPath(main), QByteArray("main"));
        QCOMPARE(store.taskPath(first), QByteArray("main/infer#0"));
        QCOMPARE(store.taskPath(below), QByteArray("main/load#1/part#0"));
        QCOMPARE(store.taskCount(), 4U);
    }

    void eventsKeepTheirIndexAndPlace()
    {
        TraceStore store;
        store.append(eventAt(0));
        const TaskEvent *first = &store.event(0);
        for (Timestamp time = 1; time < 10'000; ++time) { // over several chunks
            store.append(eventAt(time));
        }
        QCOMPARE(&store.event(0), first);
        QCOMPARE(store.eventCount(), quint64(10'000));
        for (const quint64 index : {0U, 4095U, 4096U, 8191U, 8192U, 9999U}) {
            QCOMPARE(store.event(index).time, Timestamp(index));
        }
    }

    void eventsBelongToTheirIteration()
    {
        TraceStore store;
        store.append(eventAt(0));
        store.setIteration(1);
        store.append(eventAt(0));
        store.append(eventAt(0));
        store.setIteration(2); // an iteration without events
        store.setIteration(5);
        store.append(eventAt(1));
        QCOMPARE(store.iterationOf(0), quint64(0));
        QCOMPARE(store.iterationOf(1), quint64(1));
        QCOMPARE(store.iterationOf(2), quint64(1));
        QCOMPARE(store.iterationOf(3), quint64(5));
    }

    void manyEventsBelongToTheirIteration()
    {
        TraceStore store;
        std::mt19937 random(1);
        std::vector<quint64> expected;
        quint64 iteration = 0;
        for (int i = 0; i < 20'000; ++i) { // over several chunks
            if (random() % 3 == 0) {
                iteration += 1 + (random() % 10 == 0 ? random() : random() % 4);
                store.setIteration(iteration);
            }
            store.append(eventAt(i));
            expected.push_back(iteration);
        }
        quint64 before = 0;
        for (quint64 event = 0; event < expected.size(); ++event) {
            before = store.iterationAfter(before, event);
            QCOMPARE(before, expected[event]);
        }
        for (quint64 event = 0; event < expected.size(); event += 97) {
            QCOMPARE(store.iterationOf(event), expected[event]);
        }
    }

    void publishAnnouncesOnceWhatIsNew()
    {
        TraceStore store;
        QSignalSpy spy(&store, &TraceStore::appended);
        store.publish();
        QCOMPARE(spy.size(), 0);
        store.append(eventAt(0));
        store.append(eventAt(1));
        store.publish();
        store.publish();
        store.append(eventAt(2));
        store.publish();
        QCOMPARE(spy.size(), 2);
        QCOMPARE(spy.at(0), (QList<QVariant>{quint64(0), quint64(2)}));
        QCOMPARE(spy.at(1), (QList<QVariant>{quint64(2), quint64(1)}));
    }
};

QTEST_GUILESS_MAIN(TraceStoreTest)
#include "tst_tracestore.moc"
