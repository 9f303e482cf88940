// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scene.h"

#include <QTest>

using namespace awaitscope::timeline;
using namespace awaitscope::trace;
using awaitscope::tests::Scene;
using awaitscope::tests::TraceWriter;

namespace {

using Steps = std::vector<StepShape>;

// The bands of a track of 64 px below a ruler of 24 px.
constexpr double queueBottom = 24 + 6 + 19;
constexpr double slotsBottom = 24 + 64 - 6;
constexpr double slotsHeight = 29;

} // namespace

class TrackGeometryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void useIsAnAreaBelowItsLimit()
    {
        Scene scene;
        const ResourceId gpu = scene.writer.resource("gpu", ResourceKind::Semaphore, 4);
        const TaskId task = scene.writer.task("main");
        scene.writer.at(100).acquire(task, gpu, {2, 0}).at(300).acquire(task, gpu, {4, 0});
        scene.setNow(500);
        const TrackShape track = scene.geometry().tracks.at(0);
        QCOMPARE(track.rect, QRectF(0, 24, 1190, 64));
        QCOMPARE(track.slotsBand, QRectF(190, slotsBottom - slotsHeight, 1000, slotsHeight));
        QCOMPARE(track.inUse,
                 (Steps{{290, 490, slotsBottom - 15}, {490, 690, slotsBottom - slotsHeight}}));
        QCOMPARE(track.limit, (Steps{{190, 1190, slotsBottom - slotsHeight}}));
    }

    void theQueueHasAScaleOfItsOwn()
    {
        Scene scene;
        const ResourceId gpu = scene.writer.resource("gpu", ResourceKind::Semaphore, 4);
        const TaskId task = scene.writer.task("main");
        scene.writer.queue(task, gpu, {4, 1}).at(100).queue(task, gpu, {4, 100});
        scene.setNow(200);
        const TrackShape track = scene.geometry().tracks.at(0);
        QCOMPARE(track.queueBand.bottom(), queueBottom);
        // One in a hundred is still to be seen.
        QCOMPARE(track.waiting, (Steps{{190, 290, queueBottom - 1}, {290, 390, queueBottom - 19}}));
    }

    void aSingleWaiterDoesNotFillItsBand()
    {
        Scene scene;
        const ResourceId gpu = scene.writer.resource("gpu", ResourceKind::Semaphore, 4);
        scene.writer.queue(scene.writer.task("main"), gpu, {4, 1});
        scene.setNow(200);
        QCOMPARE(scene.geometry().tracks.at(0).waiting, (Steps{{190, 390, queueBottom - 5}}));
    }

    void theLimitFollowsTheSlots()
    {
        Scene scene;
        const ResourceId gpu = scene.writer.resource("gpu", ResourceKind::Semaphore, 2);
        const TaskId task = scene.writer.task("main");
        scene.writer.acquire(task, gpu, {2, 0}).at(400);
        scene.writer.on(gpu).event(task, TaskEventKind::Resized, 0, 4);
        scene.writer.on(gpu).event(task, TaskEventKind::Slots, 0, Usage{2, 0}.packed());
        scene.setNow(500);
        const TrackShape track = scene.geometry().tracks.at(0);
        QCOMPARE(track.limit,
                 (Steps{{190, 590, slotsBottom - 15}, {590, 1190, slotsBottom - slotsHeight}}));
        QCOMPARE(track.inUse, (Steps{{190, 690, slotsBottom - 15}}));
    }

    void stepsThinnerThanAPixelShowTheirPeak()
    {
        Scene scene;
        const ResourceId gpu = scene.writer.resource("gpu", ResourceKind::Semaphore, 4);
        const TaskId task = scene.writer.task("main");
        scene.writer.acquire(task, gpu, {1, 0});
        scene.writer.at(100.1).acquire(task, gpu, {4, 0}).at(100.2).release(task, gpu, {1, 0});
        scene.setNow(200);
        QCOMPARE(scene.geometry().tracks.at(0).inUse,
                 (Steps{{190, 290, slotsBottom - 7},
                        {290, 291, slotsBottom - slotsHeight},
                        {291, 390, slotsBottom - 7}}));
    }

    void aTrackHasNoMoreStepsThanPixels()
    {
        Scene scene;
        const ResourceId gpu = scene.writer.resource("gpu", ResourceKind::Semaphore, 100);
        const TaskId task = scene.writer.task("main");
        for (int i = 0; i < 50'000; ++i) {
            scene.writer.at(i * 0.02).acquire(task, gpu, {i % 89, quint32(i % 97)});
        }
        scene.setNow(1000);
        const TrackShape track = scene.geometry().tracks.at(0);
        QVERIFY(track.inUse.size() <= 1000);
        QCOMPARE(track.inUse.front().left, 190.0);
        QCOMPARE(track.inUse.back().right, 1190.0);
    }

    void whatHappenedBeforeTheViewStillCounts()
    {
        Scene scene;
        const ResourceId gpu = scene.writer.resource("gpu", ResourceKind::Semaphore, 4);
        scene.writer.acquire(scene.writer.task("main"), gpu, {4, 0});
        scene.setNow(5000);
        scene.view.scale.setRange(
            {TraceWriter::milliseconds(2000), TraceWriter::milliseconds(3000)});
        QCOMPARE(scene.geometry().tracks.at(0).inUse,
                 (Steps{{190, 1190, slotsBottom - slotsHeight}}));
    }

    void aQueueWithoutBoundHasNoLimit()
    {
        Scene scene;
        scene.writer.resource("jobs", ResourceKind::Queue, 0);
        const TrackShape track = scene.geometry().tracks.at(0);
        QVERIFY(track.limit.empty());
        QVERIFY(track.inUse.empty());
    }

    void labelsSayTheUseNow()
    {
        Scene scene;
        const ResourceId gpu = scene.writer.resource("gpu", ResourceKind::Semaphore, 4);
        scene.writer.resource("ready", ResourceKind::Event);
        scene.writer.queue(scene.writer.task("main"), gpu, {4, 9});
        scene.setNow(10);
        const Geometry geometry = scene.geometry();
        QCOMPARE(geometry.trackLabels[0].text, QStringLiteral("gpu"));
        QCOMPARE(geometry.trackUses[0].text, QStringLiteral("4 of 4 slots · 9 waiting"));
        QCOMPARE(geometry.trackUses[1].text, QStringLiteral("ready"));
        QCOMPARE(geometry.trackUses[1].suffix, QStringLiteral("  event"));
    }

    void eachBandHasItsScale()
    {
        Scene scene;
        const ResourceId gpu = scene.writer.resource("gpu", ResourceKind::Semaphore, 4);
        scene.writer.queue(scene.writer.task("main"), gpu, {4, 9});
        scene.setNow(10);
        const Geometry geometry = scene.geometry();
        QStringList numbers;
        for (const Label &label : geometry.trackLabels) {
            if (label.role == TextRole::Number) {
                numbers << label.text;
            }
        }
        QCOMPARE(numbers,
                 (QStringList{QStringLiteral("9"), QStringLiteral("4"), QStringLiteral("0")}));
        QCOMPARE(geometry.tracks[0].waiting.front().y, geometry.tracks[0].queueBand.top());
        QCOMPARE(geometry.tracks[0].limit.front().y, geometry.tracks[0].slotsBand.top());
    }

    void whatIsLeftOutIsSaid()
    {
        Scene scene;
        for (int i = 0; i < 5; ++i) {
            scene.writer.resource("gpu", ResourceKind::Semaphore, 4);
        }
        TrackLayout layout(scene.writer.store());
        layout.setTrackSpace(80);
        TimelineModel model(scene.writer.store(), scene.writer.builder());
        const Geometry geometry = buildGeometry(model, layout, scene.view);
        QCOMPARE(geometry.tracks.size(), std::size_t(2));
        QVERIFY(geometry.trackLabels.back().text.endsWith(u'3'));
        QCOMPARE(geometry.trackLabels.back().rect.top(), 24.0 + 2 * 26);
        QCOMPARE(geometry.rowsRect.top(), 24.0 + 70);
    }
};

QTEST_GUILESS_MAIN(TrackGeometryTest)
#include "tst_trackgeometry.moc"
