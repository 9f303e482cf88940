// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tracewriter.h"
#include "ui/timeline/statenames.h"

#include <QTest>

using namespace awaitscope::timeline;
using namespace awaitscope::trace;
using awaitscope::tests::TraceWriter;

class StateNamesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tasksAreShownWithTheirNumber()
    {
        TraceWriter writer;
        const TaskId main = writer.task("main");
        const TaskId infer = writer.task("infer", main);
        QCOMPARE(taskLabel(writer.store(), main), QStringLiteral("main"));
        QCOMPARE(taskLabel(writer.store(), infer), QStringLiteral("infer #2"));
    }

    void usageSpeaksTheWordsOfItsResource_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("inUse");
        QTest::addColumn<qint64>("slotCount");
        QTest::addColumn<QString>("text");
        QTest::newRow("semaphore") << int(ResourceKind::Semaphore) << 4 << 4LL
                                   << QStringLiteral("4 of 4 slots · 9 waiting");
        QTest::newRow("queue with a capacity")
            << int(ResourceKind::Queue) << 3 << 8LL << QStringLiteral("3 of 8 items · 9 waiting");
        QTest::newRow("queue without bound")
            << int(ResourceKind::Queue) << 3 << 0LL << QStringLiteral("3 items · 9 waiting");
        QTest::newRow("lock that is held")
            << int(ResourceKind::Lock) << 1 << 1LL << QStringLiteral("held · 9 waiting");
        QTest::newRow("lock that is free")
            << int(ResourceKind::Lock) << 0 << 1LL << QStringLiteral("free · 9 waiting");
        QTest::newRow("event") << int(ResourceKind::Event) << 0 << 0LL << QStringLiteral("event");
        QTest::newRow("barrier") << int(ResourceKind::Barrier) << 0 << 3LL
                                 << QStringLiteral("barrier of 3");
    }

    void usageSpeaksTheWordsOfItsResource()
    {
        QFETCH(const int, kind);
        QFETCH(const int, inUse);
        QFETCH(const qint64, slotCount);
        const ResourceInfo resource {{}, ResourceKind(kind), slotCount};
        const ResourceStep step {0, {inUse, 9}, slotCount};
        QTEST(usageText(resource, step), "text");
    }
};

QTEST_GUILESS_MAIN(StateNamesTest)
#include "tst_statenames.moc"
