// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scene.h"
#include "ui/timeline/hovertext.h"

#include <QTest>

using namespace awaitscope::timeline;
using namespace awaitscope::trace;
using awaitscope::tests::Scene;
using awaitscope::tests::TraceWriter;

namespace {

// One track of 64 px; main at y = 88, its child at y = 112.
struct Hovered final : Scene
{
    Hovered()
    {
        gpu = writer.resource("gpu", ResourceKind::Semaphore, 4);
        main = writer.task("main");
        infer = writer.task("infer", main);
        view.place(QRectF(0, 0, 1190, 24 + 64 + 5 * 24));
    }

    [[nodiscard]] QStringList at(double x, double y)
    {
        const TimelineModel model(writer.store(), writer.builder());
        const TrackLayout layout(writer.store());
        const Hit hit = hitTest(model, layout, view, QPointF(x, y));
        return hoverText(model, layout, view, hit).split(u'\n');
    }

    ResourceId gpu;
    TaskId main;
    TaskId infer;
};

} // namespace

class HoverTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void aSpanSaysWhatForHowLongAndUntilWhen()
    {
        Hovered hovered;
        hovered.writer.queue(hovered.infer, hovered.gpu, {4, 1});
        hovered.writer.at(100).acquire(hovered.infer, hovered.gpu, {4, 0}).sleep(hovered.infer);
        hovered.writer.openScope(hovered.infer, 1, 600);
        hovered.setNow(400);
        QCOMPARE(
            hovered.at(240, 124),
            (QStringList{QStringLiteral("main/infer#0"), QStringLiteral("waiting 100 ms for gpu"),
                         QStringLiteral("from 0.000 s to 0.100 s"),
                         QStringLiteral("deadline in 200 ms, at 0.600 s")}));
        QCOMPARE(hovered.at(400, 124).mid(1),
                 (QStringList{QStringLiteral("working 300 ms"), QStringLiteral("since 0.100 s"),
                              QStringLiteral("deadline in 200 ms, at 0.600 s")}));
        hovered.setNow(700);
        QCOMPARE(hovered.at(400, 124).last(), QStringLiteral("deadline passed at 0.600 s"));
    }

    void theNameSaysHowTheTaskIsNow()
    {
        Hovered hovered;
        hovered.writer.queue(hovered.infer, hovered.gpu, {4, 1});
        hovered.setNow(250);
        hovered.view.cancelPending = {hovered.infer};
        QCOMPARE(hovered.at(60, 124).mid(1),
                 (QStringList{QStringLiteral("waiting 250 ms for gpu"),
                              QStringLiteral("cancel pending")}));
        hovered.writer.at(300).fail(hovered.infer, "ValueError");
        QCOMPARE(hovered.at(60, 124).mid(1),
                 (QStringList{QStringLiteral("failed at 0.300 s after 300 ms"),
                              QStringLiteral("ValueError")}));
    }

    void aMarkSaysWhatHappened()
    {
        Hovered hovered;
        hovered.writer.sleep(hovered.main).at(100).cancel(hovered.main, CancelCause::Timeout);
        hovered.writer.at(200).mark(hovered.main, "half way");
        hovered.setNow(400);
        QCOMPARE(hovered.at(290, 100).at(1),
                 QStringLiteral("asked to cancel by a timeout at 0.100 s"));
        QCOMPARE(hovered.at(390, 100).at(1), QStringLiteral("half way at 0.200 s"));
    }

    void aTrackSaysItsUseAtTheCursor()
    {
        Hovered hovered;
        hovered.writer.at(100).acquire(hovered.infer, hovered.gpu, {2, 0});
        hovered.writer.at(300).acquire(hovered.infer, hovered.gpu, {4, 0});
        hovered.setNow(400);
        QCOMPARE(hovered.at(390, 60),
                 (QStringList{QStringLiteral("gpu"),
                              QStringLiteral("2 of 4 slots · 0 waiting at 0.200 s")}));
        QCOMPARE(hovered.at(1000, 60).last(),
                 QStringLiteral("4 of 4 slots · 0 waiting at 0.400 s"));
    }

    void anArrowSaysWhatWentWhere_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<double>("since");
        QTest::addColumn<QString>("text");
        QTest::newRow("a slot is handed over")
            << int(TaskLink::Kind::HandOver) << 100.0
            << QStringLiteral("infer #2 handed its slot of gpu to main at 0.100 s");
        QTest::newRow("a task is created") << int(TaskLink::Kind::Spawn) << 100.0
                                           << QStringLiteral("infer #2 created main at 0.100 s");
        QTest::newRow("an awaited task ends")
            << int(TaskLink::Kind::Await) << 100.0
            << QStringLiteral("main awaited infer #2, and went on when it ended at 0.100 s");
        QTest::newRow("an awaited task had ended before")
            << int(TaskLink::Kind::Await) << 50.0
            << QStringLiteral("main awaited infer #2, which ended at 0.050 s, and went on at "
                              "0.100 s");
        QTest::newRow("a cancellation goes on")
            << int(TaskLink::Kind::Cancel) << 100.0
            << QStringLiteral("the cancellation went from infer #2 to main at 0.100 s");
        QTest::newRow("a cancellation is stopped")
            << int(TaskLink::Kind::StoppedCancel) << 100.0
            << QStringLiteral("a shield kept the cancellation of infer #2 from main at 0.100 s");
    }

    void anArrowSaysWhatWentWhere()
    {
        QFETCH(int, kind);
        QFETCH(double, since);
        QFETCH(QString, text);
        Hovered hovered;
        const TaskLink link{TaskLink::Kind(kind),
                            hovered.infer,
                            hovered.main,
                            TraceWriter::milliseconds(100),
                            TraceWriter::milliseconds(since),
                            hovered.gpu};
        QCOMPARE(linkText(hovered.writer.store(), link), text);
    }

    void buttonsSayWhatTheyDo()
    {
        Hovered hovered;
        QCOMPARE(hovered.at(175, 124), QStringList{QStringLiteral("Cancel infer #2 (Del)")});
        QVERIFY(hovered.at(12, 100).first().startsWith(QStringLiteral("Hide what is below: 1")));
    }

    void nothingSaysNothing()
    {
        Hovered hovered;
        QCOMPARE(hovered.at(400, 10), QStringList{QString()});
        QCOMPARE(hovered.at(400, 200), QStringList{QString()});
    }
};

QTEST_GUILESS_MAIN(HoverTextTest)
#include "tst_hovertext.moc"
