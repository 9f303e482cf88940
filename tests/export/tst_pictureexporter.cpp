// SPDX-License-Identifier: MIT
#include "tests/support/tracewriter.h"
#include "ui/export/pictureexporter.h"

#include <QTemporaryDir>
#include <QTest>

using namespace awaitscope;
using namespace awaitscope::exporting;
using awaitscope::tests::TraceWriter;
using awaitscope::timeline::TrackLayout;

namespace {

struct Run
{
    explicit Run(int children = 3)
    {
        const trace::TaskId main = writer.task("main");
        for (int i = 0; i < children; ++i) {
            writer.sleep(writer.task("infer", main));
        }
        picture.title = QStringLiteral("Semaphore");
        picture.now = TraceWriter::milliseconds(500);
    }

    [[nodiscard]] scenario::Result<QImage> render()
    {
        return renderPicture(picture, writer.builder(), TrackLayout(writer.store()));
    }

    [[nodiscard]] scenario::Result<PictureLayout> layOut()
    {
        return exporting::layOut(picture, writer.builder(), TrackLayout(writer.store()));
    }

    TraceWriter writer;
    TimelinePicture picture;
};

} // namespace

class PictureExporterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void sizeFollowsFromWidthRowsAndScale()
    {
        Run run;
        const auto one = run.render();
        QVERIFY(one.isOk());
        QCOMPARE(one.value().width(), 1600);
        run.picture.scale = 2;
        const auto two = run.render();
        QVERIFY(two.isOk());
        QCOMPARE(two.value().size(), one.value().size() * 2);
        Run more(10);
        const auto taller = more.render();
        QVERIFY(taller.isOk());
        QCOMPARE(taller.value().height(), one.value().height() + 7 * 24);
    }

    void rowsThatAreLeftOutAreSaid()
    {
        Run run(20);
        run.picture.maximumRows = 5;
        const auto parts = run.layOut();
        QVERIFY(parts.isOk());
        QCOMPARE(parts.value().timeline.rows.size(), std::size_t(5));
        QVERIFY(parts.value().footer.sideLabels.back().text.startsWith(QStringLiteral("16 more")));
    }

    void partsDoNotOverlap()
    {
        Run run(20);
        run.picture.maximumRows = 5;
        const auto parts = run.layOut();
        QVERIFY(parts.isOk());
        const timeline::Geometry &timeline = parts.value().timeline;
        QCOMPARE(timeline.viewport.top(), parts.value().header.viewport.bottom());
        for (const timeline::Label &label : parts.value().footer.sideLabels) {
            QVERIFY(label.rect.top() >= timeline.viewport.bottom());
            QVERIFY(label.rect.bottom() <= parts.value().size.height());
        }
    }

    void aRunThatGoesOnHasANowLine()
    {
        Run run;
        QCOMPARE(run.layOut().value().timeline.nowX, std::nullopt);
        run.picture.isRunning = true;
        QCOMPARE(run.layOut().value().timeline.nowX, std::optional(1600.0 - 14));
    }

    void aRangeFillsTheWidth()
    {
        Run run;
        run.picture.range = {{TraceWriter::milliseconds(100), TraceWriter::milliseconds(200)}};
        const timeline::Geometry timeline = run.layOut().value().timeline;
        QCOMPARE(timeline.bars[0].rect.left(), 190.0);
        QCOMPARE(timeline.bars[0].rect.right(), 1600.0);
    }

    void impossiblePicturesAreRefused_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("scale");
        QTest::addColumn<int>("rows");
        QTest::addColumn<QString>("word");
        QTest::newRow("too narrow") << 399 << 1 << 400 << QStringLiteral("399");
        QTest::newRow("too wide") << 40'000 << 1 << 400 << QStringLiteral("40000");
        QTest::newRow("scale 0") << 1600 << 0 << 400 << QStringLiteral("scale 0");
        QTest::newRow("scale 5") << 1600 << 5 << 400 << QStringLiteral("scale 5");
        QTest::newRow("no rows") << 1600 << 1 << 0 << QStringLiteral("0 rows");
        QTest::newRow("more bytes than an image has")
            << 32'767 << 1 << 400 << QStringLiteral("too large");
        QTest::newRow("more px than an image has")
            << 1600 << 4 << 2000 << QStringLiteral("too large");
    }

    void impossiblePicturesAreRefused()
    {
        Run run(3000);
        QFETCH(const int, width);
        QFETCH(const int, scale);
        QFETCH(const int, rows);
        QFETCH(const QString, word);
        run.picture.width = width;
        run.picture.scale = scale;
        run.picture.maximumRows = rows;
        const auto image = run.render();
        QVERIFY(!image.isOk());
        QVERIFY2(image.problem().message.contains(word), qPrintable(image.problem().message));
    }

    void anEmptyRangeIsRefused()
    {
        Run run;
        run.picture.range = trace::TimeRange{5, 5};
        QVERIFY(!run.render().isOk());
    }

    void themesDiffer()
    {
        Run run;
        run.picture.theme = timeline::Theme::Kind::Light;
        QCOMPARE(run.render().value().pixelColor(2, 2), timeline::Theme::light().window);
        run.picture.theme = timeline::Theme::Kind::Dark;
        QCOMPARE(run.render().value().pixelColor(2, 2), timeline::Theme::dark().window);
    }

    void aWrittenPictureReadsBackWithItsTexts()
    {
        Run run;
        run.picture.texts.insert(QStringLiteral("Awaitscope"), QStringLiteral("{\"seed\": 42}"));
        const QTemporaryDir folder;
        const QString name = folder.filePath(QStringLiteral("run.png"));
        const QImage image = run.render().value();
        QVERIFY(!writePng(image, name));
        const QImage read(name);
        QCOMPARE(read.size(), image.size());
        QCOMPARE(read.pixelColor(800, 100), image.pixelColor(800, 100));
        QCOMPARE(read.text(QStringLiteral("Awaitscope")), QStringLiteral("{\"seed\": 42}"));
    }

    void aPictureThatCannotBeWrittenLeavesNothing()
    {
        Run run;
        const QTemporaryDir folder;
        const QString name = folder.filePath(QStringLiteral("missing/run.png"));
        const auto problem = writePng(run.render().value(), name);
        QVERIFY(problem);
        QCOMPARE(problem->file, name);
        QVERIFY(problem->message.contains(QStringLiteral("Choose a folder")));
        QVERIFY(QDir(folder.path()).isEmpty());
    }
};

QTEST_MAIN(PictureExporterTest)
#include "tst_pictureexporter.moc"
