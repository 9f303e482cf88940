// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/picturescene.h"

#include <QTest>

using namespace awaitscope;
using namespace awaitscope::exporting;
using awaitscope::tests::PictureScene;
using awaitscope::tests::TraceWriter;
using awaitscope::timeline::Geometry;
using awaitscope::timeline::Label;

namespace {

constexpr int sceneRows = 4;

[[nodiscard]] bool hasLabel(const Geometry &geometry, const QString &text)
{
    return std::ranges::any_of(geometry.sideLabels,
                               [&](const Label &label) { return label.text.contains(text); });
}

} // namespace

class PictureLayoutTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void theHeightFollowsFromTheRows()
    {
        PictureScene few;
        PictureScene more(7);
        QCOMPARE(few.layOut().size.width(), 1600.0);
        QCOMPARE(more.layOut().size.height(), few.layOut().size.height() + 7 * 24);
    }

    void theSizeIsKnownWithoutLayingOut_data()
    {
        QTest::addColumn<PictureOptions>("options");
        PictureOptions options;
        QTest::newRow("everything") << options;
        options.rowCount = 5;
        QTest::newRow("rows left out") << options;
        options.hasLegend = false;
        QTest::newRow("no legend") << options;
        options.hasHeader = false;
        QTest::newRow("neither legend nor header") << options;
        options = {};
        options.width = PictureOptions::smallestWidth;
        QTest::newRow("so narrow that header and legend need several lines") << options;
    }

    void theSizeIsKnownWithoutLayingOut()
    {
        QFETCH(const PictureOptions, options);
        PictureScene scene(20);
        scene.picture.options = options;
        const PictureLayout parts = scene.layOut();
        QCOMPARE(scene.size().size, parts.size);
        QCOMPARE(scene.size().rows, int(parts.timeline.rows.size()));
    }

    void partsDoNotOverlap()
    {
        PictureScene scene(20);
        scene.picture.options.rowCount = 5;
        const PictureLayout parts = scene.layOut();
        QCOMPARE(parts.timeline.viewport.top(), parts.header.viewport.bottom());
        QVERIFY(!parts.header.sideLabels.empty());
        for (const Label &label : parts.header.sideLabels) {
            QVERIFY(label.rect.bottom() <= parts.header.viewport.bottom());
        }
        QVERIFY(!parts.footer.sideLabels.empty());
        for (const Label &label : parts.footer.sideLabels) {
            QVERIFY(label.rect.top() >= parts.timeline.viewport.bottom());
            QVERIFY(label.rect.bottom() <= parts.size.height());
        }
    }

    void theHeaderNamesScenarioParametersAndTime()
    {
        PictureScene scene;
        const PictureLayout parts = scene.layOut();
        QVERIFY(hasLabel(parts.header, scene.picture.title));
        QVERIFY(hasLabel(parts.header, QStringLiteral("seed 42 · slots 1")));
        QVERIFY(hasLabel(parts.header, QStringLiteral("t = 0.500 s")));
    }

    void detailsThatDoNotFitGoOnInTheNextLine()
    {
        PictureScene scene;
        scene.picture.options.width = 400;
        for (int i = 0; i < 5; ++i) {
            scene.picture.details += QStringLiteral("a parameter of some length %1").arg(i);
        }
        const PictureLayout parts = scene.layOut();
        QCOMPARE(parts.header.sideLabels.size(), std::size_t(2 + 5));
        QVERIFY(hasLabel(parts.header, QStringLiteral("seed 42 · slots 1 · a parameter")));
        QVERIFY(hasLabel(parts.header, QStringLiteral("length 4")));
    }

    void withoutHeaderThereIsNone()
    {
        PictureScene scene;
        const double height = scene.layOut().header.viewport.height();
        const double whole = scene.layOut().size.height();
        scene.picture.options.hasHeader = false;
        const PictureLayout parts = scene.layOut();
        QVERIFY(parts.header.sideLabels.empty());
        QCOMPARE(parts.timeline.viewport.top(), 0.0);
        QCOMPARE(parts.size.height(), whole - height);
    }

    void withoutLegendThereIsNone()
    {
        PictureScene scene;
        QVERIFY(hasLabel(scene.layOut().footer, QStringLiteral("cleanup")));
        scene.picture.options.hasLegend = false;
        const PictureLayout parts = scene.layOut();
        QVERIFY(parts.footer.sideLabels.empty());
        QVERIFY(parts.footer.bars.empty());
        QCOMPARE(parts.size.height(), parts.timeline.viewport.bottom());
    }

    void rowsThatAreLeftOutAreSaid()
    {
        PictureScene scene(20);
        scene.picture.options.rowCount = 5;
        for (const bool hasLegend : {true, false}) {
            scene.picture.options.hasLegend = hasLegend;
            const PictureLayout parts = scene.layOut();
            QCOMPARE(parts.timeline.rows.size(), std::size_t(5));
            QVERIFY(hasLabel(parts.footer, QStringLiteral("rows not shown: 19")));
        }
    }

    void allRowsAreAll()
    {
        PictureScene scene(1000);
        scene.picture.options.rowCount = PictureOptions::allRows;
        const PictureLayout parts = scene.layOut();
        QCOMPARE(parts.timeline.rows.size(), std::size_t(sceneRows + 1000));
        QVERIFY(!hasLabel(parts.footer, QStringLiteral("rows not shown")));
    }

    void rowsCanBeginFurtherDown()
    {
        PictureScene scene(20);
        scene.picture.options.firstRow = 2;
        scene.picture.options.rowCount = 3;
        const PictureLayout parts = scene.layOut();
        QCOMPARE(parts.timeline.rows.size(), std::size_t(3));
        QCOMPARE(parts.timeline.sideLabels[0].suffix, QStringLiteral(" #3"));
        QCOMPARE(parts.timeline.rows[0].rect.top(), parts.timeline.rowsRect.top());
        QVERIFY(hasLabel(parts.footer, QStringLiteral("rows not shown: 21")));
    }

    void aRunThatGoesOnHasANowLine()
    {
        PictureScene scene;
        QCOMPARE(scene.layOut().timeline.nowX, std::optional(1600.0 - 14));
        scene.picture.isRunning = false;
        QCOMPARE(scene.layOut().timeline.nowX, std::nullopt);
    }

    void aRangeFillsTheWidth()
    {
        PictureScene scene;
        scene.picture.options.range = {
            {TraceWriter::milliseconds(100), TraceWriter::milliseconds(200)}};
        const Geometry timeline = scene.layOut().timeline;
        QCOMPARE(timeline.bars[0].rect.left(), 190.0);
        QCOMPARE(timeline.bars[0].rect.right(), 1600.0);
        QCOMPARE(timeline.nowX, std::nullopt);
    }

    void aRangeWithoutEndReachesToNow()
    {
        PictureScene scene;
        scene.picture.options.range = {{TraceWriter::milliseconds(100), trace::endOfTime}};
        QCOMPARE(scene.layOut().timeline.nowX, std::optional(1600.0));
    }

    void impossibleOptionsAreRefused_data()
    {
        QTest::addColumn<PictureOptions>("options");
        QTest::addColumn<QString>("mend");
        PictureOptions options;
        options.width = 399;
        QTest::newRow("too narrow") << options << QStringLiteral("choose 400 to 32767");
        options.width = 40'000;
        QTest::newRow("too wide") << options << QStringLiteral("choose 400 to 32767");
        options = {};
        options.scale = 0;
        QTest::newRow("scale 0") << options << QStringLiteral("choose 1 to 4");
        options.scale = 5;
        QTest::newRow("scale 5") << options << QStringLiteral("choose 1 to 4");
        options = {};
        options.rowCount = 0;
        QTest::newRow("no rows") << options << QStringLiteral("choose 1 or more");
        options = {};
        options.range = trace::TimeRange{5, 5};
        QTest::newRow("an empty range") << options << QStringLiteral("end must be after");
        options.range = {{TraceWriter::milliseconds(500), TraceWriter::milliseconds(900)}};
        QTest::newRow("a range behind the end of the run")
            << options << QStringLiteral("begins at 0.500 s, but the run has come to 0.500 s");
    }

    void impossibleOptionsAreRefused()
    {
        QFETCH(const PictureOptions, options);
        QFETCH(const QString, mend);
        PictureScene scene;
        scene.picture.options = options;
        const auto parts = scene.tryLayOut();
        QVERIFY(!parts.isOk());
        QVERIFY2(parts.problem().message.contains(mend), qPrintable(parts.problem().message));
    }
};

QTEST_MAIN(PictureLayoutTest)
#include "tst_picturelayout.moc"
