// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tracewriter.h"
#include "ui/models/resourcetablemodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace awaitscope::models;
using namespace awaitscope::trace;
using awaitscope::tests::TraceWriter;

namespace {

/// One GPU for seven tasks, and a queue without end.
struct Table
{
    TraceWriter writer;
    TaskId main = writer.task("main");
    ResourceId gpu = writer.resource("gpu", ResourceKind::Semaphore, 1);
    ResourceId jobs = writer.resource("jobs", ResourceKind::Queue, 0);
    TraceModel trace{writer.store()};
    ResourceTableModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};

    Table()
    {
        model.setTrace(&trace);
        for (int i = 0; i < 7; ++i) {
            writer.task("infer", main);
        }
    }

    [[nodiscard]] QString text(ResourceTableModel::Column column, int row = 0) const
    {
        return model.index(row, column).data().toString();
    }

    [[nodiscard]] TaskId taskOf(ResourceTableModel::Column column) const
    {
        return TaskId(model.index(0, column).data(ResourceTableModel::TaskRole).toUInt());
    }

    void update(double milliseconds) { trace.update(TraceWriter::milliseconds(milliseconds)); }
};

} // namespace

class ResourceTableModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void withoutTraceItIsEmpty()
    {
        ResourceTableModel model;
        QCOMPARE(model.rowCount(), 0);
        Table table;
        table.model.setTrace(nullptr);
        QCOMPARE(table.model.rowCount(), 0);
    }

    void rowsAreResourcesAsDeclared()
    {
        Table table;
        table.update(0);
        QCOMPARE(table.model.rowCount(), 2);
        QCOMPARE(table.text(ResourceTableModel::Name, 0), QStringLiteral("gpu"));
        QCOMPARE(table.text(ResourceTableModel::Now, 0),
                 QStringLiteral("0 of 1 slots · 0 waiting"));
        QCOMPARE(table.text(ResourceTableModel::Name, 1), QStringLiteral("jobs"));
        QCOMPARE(table.text(ResourceTableModel::HeldBy, 0), QString());
        QCOMPARE(table.taskOf(ResourceTableModel::HeldBy), TaskId());
    }

    void whoHasItAndWhoWaitsAreNamed()
    {
        Table table;
        table.writer.at(10).acquire(TaskId(2), table.gpu, {1, 0});
        for (quint32 i = 3; i <= 8; ++i) {
            table.writer.at(20).queue(TaskId(i), table.gpu, {1, i - 2});
        }
        table.update(20);
        QCOMPARE(table.text(ResourceTableModel::HeldBy), QStringLiteral("infer #2"));
        QCOMPARE(table.text(ResourceTableModel::Queue),
                 QStringLiteral("infer #3, infer #4, infer #5, infer #6 and 2 more"));
        QCOMPARE(table.taskOf(ResourceTableModel::HeldBy), TaskId(2));
        QCOMPARE(table.taskOf(ResourceTableModel::Queue), TaskId(3));
        QCOMPARE(table.taskOf(ResourceTableModel::Name), TaskId());
        QCOMPARE(table.text(ResourceTableModel::LongestQueue), QStringLiteral("6"));
    }

    void utilisationIsUseOverTime()
    {
        Table table;
        table.update(0);
        QCOMPARE(table.text(ResourceTableModel::Utilisation), QString());
        table.writer.at(10).acquire(TaskId(2), table.gpu, {1, 0});
        table.update(40);
        QCOMPARE(table.text(ResourceTableModel::Utilisation), QStringLiteral("75 %"));
        table.writer.at(50).release(TaskId(2), table.gpu, {0, 0});
        table.update(50);
        QCOMPARE(table.text(ResourceTableModel::Utilisation), QStringLiteral("80 %"));
        table.update(100);
        QCOMPARE(table.text(ResourceTableModel::Utilisation), QStringLiteral("40 %"));
        QCOMPARE(table.text(ResourceTableModel::Utilisation, 1), QString()); // has no slots
    }
};

QTEST_GUILESS_MAIN(ResourceTableModelTest)

#include "tst_resourcetablemodel.moc"
