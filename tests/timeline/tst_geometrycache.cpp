// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scene.h"
#include "ui/timeline/geometrycache.h"

#include <QTest>

using namespace awaitscope::timeline;
using namespace awaitscope::trace;
using awaitscope::tests::Scene;
using awaitscope::tests::TraceWriter;

namespace {

struct Cached final : Scene
{
    Cached() : layout(writer.store()), model(writer.store(), writer.builder())
    {
        main = writer.task("main");
        infer = writer.task("infer", main);
        update();
    }

    void update()
    {
        (void)writer.builder();
        layout.update();
        setNow(100);
    }

    const Geometry &show() { return cache.geometry(model, layout, view, pointed); }

    TrackLayout layout;
    TimelineModel model;
    GeometryCache cache;
    TaskId main;
    TaskId infer;
};

} // namespace

class GeometryCacheTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void whatIsPointedOutCostsAnOverlayOnly()
    {
        Cached cached;
        QCOMPARE(cached.show().rows.size(), std::size_t(2));
        cached.pointed.hovered = cached.infer;
        QCOMPARE(cached.show().overlay.rows.size(), std::size_t(1));
        cached.pointed.selected = cached.main;
        cached.pointed.range = TimeRange{1, 2};
        QCOMPARE(cached.show().overlay.rows.size(), std::size_t(2));
        cached.pointed = {};
        QVERIFY(cached.show().overlay.rows.empty());
        QCOMPARE(cached.cache.builds(), quint64(1));
    }

    void everythingElseBuildsAnew_data()
    {
        using Change = std::function<void(Cached &)>;
        QTest::addColumn<Change>("change");
        const auto row = [](const char *name, Change change) { QTest::newRow(name) << change; };
        row("a zoom", [](Cached &it) { it.view.scale.zoomAt(500, 2); });
        row("a scroll", [](Cached &it) { it.view.scrollY = 5; });
        row("another size", [](Cached &it) { it.view.place(QRectF(0, 0, 800, 100)); });
        row("time goes on", [](Cached &it) { it.setNow(101); });
        row("an event at the same time", [](Cached &it) {
            it.writer.sleep(it.main);
            (void)it.writer.builder();
        });
        row("a fold", [](Cached &it) { it.layout.setFolded(it.main, true); });
        row("a cancellation by hand", [](Cached &it) { it.view.cancelPending = {it.infer}; });
        row("no more buttons", [](Cached &it) { it.view.cancelButtons = CancelButtons::None; });
        row("another trace", [](Cached &it) { it.cache.clear(); });
    }

    void everythingElseBuildsAnew()
    {
        QFETCH(const std::function<void(Cached &)>, change);
        Cached cached;
        cached.show();
        change(cached);
        cached.show();
        QCOMPARE(cached.cache.builds(), quint64(2));
        cached.show();
        QCOMPARE(cached.cache.builds(), quint64(2));
    }
};

QTEST_GUILESS_MAIN(GeometryCacheTest)
#include "tst_geometrycache.moc"
