// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/selectioncontroller.h"

#include <QSignalSpy>
#include <QTest>

using namespace awaitscope::models;
using awaitscope::trace::TaskId;

class SelectionControllerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void nothingIsSelectedAtFirst()
    {
        const SelectionController selection;
        QCOMPARE(selection.task(), TaskId());
    }

    void everyChangeIsTold()
    {
        SelectionController selection;
        QSignalSpy spy(&selection, &SelectionController::changed);
        selection.select(TaskId(3));
        QCOMPARE(selection.task(), TaskId(3));
        selection.select(TaskId(5));
        selection.select({});
        QCOMPARE(selection.task(), TaskId());
        QCOMPARE(spy.size(), 3);
        QCOMPARE(spy.at(0).at(0).value<TaskId>(), TaskId(3));
        QCOMPARE(spy.at(1).at(0).value<TaskId>(), TaskId(5));
        QCOMPARE(spy.at(2).at(0).value<TaskId>(), TaskId());
    }

    void sameTaskAgainIsNotTold()
    {
        SelectionController selection;
        QSignalSpy spy(&selection, &SelectionController::changed);
        selection.select({});
        selection.select(TaskId(3));
        selection.select(TaskId(3));
        QCOMPARE(spy.size(), 1);
    }

    void selectionIsThereWhenItIsTold()
    {
        SelectionController selection;
        TaskId seen;
        connect(&selection, &SelectionController::changed, this, [&] { seen = selection.task(); });
        selection.select(TaskId(3));
        QCOMPARE(seen, TaskId(3));
    }
};

QTEST_GUILESS_MAIN(SelectionControllerTest)
#include "tst_selectioncontroller.moc"
