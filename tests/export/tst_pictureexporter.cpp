// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/picturescene.h"

#include <QBuffer>
#include <QDir>
#include <QImageReader>
#include <QTemporaryDir>
#include <QTest>

using namespace awaitscope;
using namespace awaitscope::exporting;
using awaitscope::tests::PictureScene;
using awaitscope::timeline::Theme;

class PictureExporterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void theScaleMultipliesPixelsAndResolution_data()
    {
        QTest::addColumn<int>("scale");
        QTest::addColumn<int>("dotsPerMeter");
        QTest::newRow("1x is 96 dpi") << 1 << 3780;
        QTest::newRow("2x is 192 dpi") << 2 << 7559;
        QTest::newRow("3x is 288 dpi") << 3 << 11339;
        QTest::newRow("4x is 384 dpi") << 4 << 15118;
    }

    void theScaleMultipliesPixelsAndResolution()
    {
        QFETCH(const int, scale);
        QFETCH(const int, dotsPerMeter);
        PictureScene scene;
        scene.picture.options.scale = scale;
        const QImage image = QImage::fromData(scene.encode(PictureFormat::Png), "PNG");
        QCOMPARE(image.size(), (scene.size().size * scale).toSize());
        QCOMPARE(image.dotsPerMeterX(), dotsPerMeter);
        QCOMPARE(image.dotsPerMeterY(), dotsPerMeter);
    }

    void themesDiffer()
    {
        PictureScene scene;
        QCOMPARE(scene.render().pixelColor(2, 2), Theme::light().window);
        scene.picture.options.theme = Theme::Kind::Dark;
        QCOMPARE(scene.render().pixelColor(2, 2), Theme::dark().window);
    }

    void aTransparentPictureHasShapesAndNoGround()
    {
        PictureScene scene;
        const QImage opaque = scene.render();
        scene.picture.options.ground = Ground::Transparent;
        const PictureLayout parts = scene.layOut();
        const QImage image = QImage::fromData(scene.encode(PictureFormat::Png), "PNG");
        const double middle = parts.timeline.rowsRect.center().y();
        const auto alpha = [&](double x, double y) { return qAlpha(image.pixel(int(x), int(y))); };
        QCOMPARE(alpha(2, 2), 0); // header
        QCOMPARE(alpha(100, parts.timeline.rulerRect.top() + 3), 0);
        QCOMPARE(alpha(180, parts.timeline.tracksRect.center().y()), 0);
        QCOMPARE(alpha(170, middle + 5), 0); // labels
        QCOMPARE(alpha(1560, parts.timeline.rowsRect.bottom() - 5), 0);
        QCOMPARE(alpha(1598, parts.size.height() - 2), 0);
        const auto bar = std::ranges::find(parts.timeline.bars, trace::TaskState::Working,
                                           &timeline::Bar::state);
        QVERIFY(bar != parts.timeline.bars.end());
        const QPoint inside = bar->rect.center().toPoint() + QPoint(40, 0);
        QCOMPARE(image.pixelColor(inside), opaque.pixelColor(inside));
        QCOMPARE(image.pixelColor(inside), Theme::light().forState(bar->state).base);
    }

    void aPngKeepsItsTexts()
    {
        PictureScene scene;
        scene.picture.texts.insert(QStringLiteral("Awaitscope"), QStringLiteral("{\"seed\": 42}"));
        QByteArray bytes = scene.encode(PictureFormat::Png);
        QBuffer buffer(&bytes);
        const QImageReader reader(&buffer);
        QCOMPARE(reader.text(QStringLiteral("Awaitscope")), QStringLiteral("{\"seed\": 42}"));
        QCOMPARE(reader.text(QStringLiteral("Title")), scene.picture.title);
        QCOMPARE(reader.text(QStringLiteral("Description")), QStringLiteral("seed 42 · slots 1"));
        QCOMPARE(reader.text(QStringLiteral("Software")), QStringLiteral("Awaitscope"));
    }

    void theEndingChoosesTheFormat_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<std::optional<PictureFormat>>("format");
        const auto row = [](const char *name, std::optional<PictureFormat> format) {
            QTest::newRow(name) << QString::fromLatin1(name) << format;
        };
        row("run.png", PictureFormat::Png);
        row("run.SVG", PictureFormat::Svg);
        row("a.folder/run.pdf", PictureFormat::Pdf);
        row("run.jpg", std::nullopt);
        row("png", std::nullopt);
        row("notapng", std::nullopt);
    }

    void theEndingChoosesTheFormat()
    {
        QFETCH(const QString, name);
        QFETCH(const std::optional<PictureFormat>, format);
        QCOMPARE(pictureFormatOf(name), format);
    }

    void impossibleSizesAreRefusedWithTheMend_data()
    {
        QTest::addColumn<PictureFormat>("format");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("scale");
        QTest::addColumn<QString>("mend");
        QTest::newRow("a PNG with more rows than px")
            << PictureFormat::Png << 1600 << 1 << QStringLiteral("choose at most 1355 rows");
        QTest::newRow("a PNG with more rows than px at 2x")
            << PictureFormat::Png << 1600 << 2
            << QStringLiteral("choose a smaller scale, or at most 672 rows");
        QTest::newRow("a PNG of more bytes than memory has")
            << PictureFormat::Png << 32'000 << 1 << QStringLiteral("choose at most 339 rows");
        QTest::newRow("a PNG wider than an image can be")
            << PictureFormat::Png << 20'000 << 2
            << QStringLiteral("choose a smaller scale, or a width of at most 16383");
        QTest::newRow("a PDF higher than a page can be")
            << PictureFormat::Pdf << 1600 << 4 << QStringLiteral("choose at most 790 rows");
        QTest::newRow("a PDF wider than a page can be")
            << PictureFormat::Pdf << 19'201 << 1
            << QStringLiteral("choose a width of at most 19200");
        QTest::newRow("an SVG that no program would show")
            << PictureFormat::Svg << 1600 << 1 << QStringLiteral("choose at most 41656 rows");
    }

    void impossibleSizesAreRefusedWithTheMend()
    {
        QFETCH(const PictureFormat, format);
        QFETCH(const int, width);
        QFETCH(const int, scale);
        QFETCH(const QString, mend);
        PictureScene scene(50'000);
        scene.picture.options.width = width;
        scene.picture.options.scale = scale;
        scene.picture.options.rowCount = PictureOptions::allRows;
        const auto problem = problemWith(scene.size(), scale, format);
        QVERIFY(problem);
        QVERIFY2(problem->message.endsWith(mend), qPrintable(problem->message));
    }

    void theRowsThatAMendNamesFit_data()
    {
        QTest::addColumn<PictureFormat>("format");
        QTest::newRow("PNG") << PictureFormat::Png;
        QTest::newRow("PDF") << PictureFormat::Pdf;
        QTest::newRow("SVG") << PictureFormat::Svg;
    }

    void theRowsThatAMendNamesFit()
    {
        QFETCH(const PictureFormat, format);
        PictureScene scene(50'000);
        scene.picture.options.rowCount = PictureOptions::allRows;
        const auto problem = problemWith(scene.size(), 1, format);
        QVERIFY(problem);
        const int most = problem->message.split(QLatin1Char(' '))
                             .at(problem->message.split(QLatin1Char(' ')).size() - 2)
                             .toInt();
        // One more is left out then, which takes a line to say.
        scene.picture.options.rowCount = most;
        QVERIFY(!problemWith(scene.size(), 1, format));
    }

    void aWrittenFileReplacesTheFormer()
    {
        const QTemporaryDir folder;
        const QString name = folder.filePath(QStringLiteral("run.svg"));
        QVERIFY(!writeFile(name, "the former, which was longer"));
        QVERIFY(!writeFile(name, "the new"));
        QFile file(name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("the new"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    }

    void aFileThatCannotBeWrittenLeavesNothing_data()
    {
        QTest::addColumn<QString>("place");
        QTest::newRow("a folder that does not exist") << QStringLiteral("missing/run.png");
        QTest::newRow("a name that is a folder") << QStringLiteral("folder");
    }

    void aFileThatCannotBeWrittenLeavesNothing()
    {
        QFETCH(const QString, place);
        const QTemporaryDir folder;
        QDir(folder.path()).mkdir(QStringLiteral("folder"));
        const QString name = folder.filePath(place);
        const auto problem = writeFile(name, "contents");
        QVERIFY(problem);
        QCOMPARE(problem->file, name);
        QVERIFY(problem->message.contains(QStringLiteral("choose a folder that exists")));
        QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
                 QStringList{QStringLiteral("folder")});
        QVERIFY(QDir(folder.filePath(QStringLiteral("folder"))).isEmpty());
    }
};

QTEST_MAIN(PictureExporterTest)
#include "tst_pictureexporter.moc"
