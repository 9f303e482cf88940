// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless.h"
#include "app/pictureoptions.h"

#include <QCommandLineParser>
#include <QDir>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

using namespace awaitscope;
using namespace awaitscope::app;
using exporting::Ground;
using exporting::PictureOptions;
using timeline::Theme;

namespace {

[[nodiscard]] scenario::Result<PictureOptions> read(const QString &words)
{
    QCommandLineParser parser;
    addPictureOptions(parser);
    if (!parser.parse(QStringLiteral("awaitscope ")
                          .append(words)
                          .split(QLatin1Char(' '), Qt::SkipEmptyParts))) {
        qFatal("%s", qPrintable(parser.errorText()));
    }
    return readPictureOptions(parser);
}

constexpr trace::Timestamp second = trace::nanosecondsPerSecond;

} // namespace

class PictureOptionsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void withoutOptionsItIsDarkAndWhole()
    {
        const PictureOptions options = read({}).value();
        QCOMPARE(options.theme, Theme::Kind::Dark);
        QCOMPARE(options.ground, Ground::Opaque);
        QCOMPARE(options.width, 1600);
        QCOMPARE(options.scale, 1);
        QCOMPARE(options.rowCount, 400);
        QVERIFY(!options.range);
        QVERIFY(options.hasHeader && options.hasLegend);
    }

    void everyOptionIsRead()
    {
        const PictureOptions options =
            read(QStringLiteral("--width 900 --scale 3 --theme light --range 0.5:2.25 --rows 12 "
                                "--no-header --no-legend"))
                .value();
        QCOMPARE(options.width, 900);
        QCOMPARE(options.scale, 3);
        QCOMPARE(options.theme, Theme::Kind::Light);
        QCOMPARE(options.range->begin, second / 2);
        QCOMPARE(options.range->end, second * 9 / 4);
        QCOMPARE(options.rowCount, 12);
        QVERIFY(!options.hasHeader && !options.hasLegend);
    }

    void themes_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<Theme::Kind>("theme");
        QTest::addColumn<Ground>("ground");
        QTest::newRow("dark") << QStringLiteral("dark") << Theme::Kind::Dark << Ground::Opaque;
        QTest::newRow("light") << QStringLiteral("light") << Theme::Kind::Light << Ground::Opaque;
        QTest::newRow("transparent is for light pages")
            << QStringLiteral("transparent") << Theme::Kind::Light << Ground::Transparent;
        QTest::newRow("transparent for dark pages")
            << QStringLiteral("transparent-dark") << Theme::Kind::Dark << Ground::Transparent;
    }

    void themes()
    {
        QFETCH(const QString, name);
        const PictureOptions options = read(QStringLiteral("--theme ") + name).value();
        QTEST(options.theme, "theme");
        QTEST(options.ground, "ground");
    }

    void aRangeMayBeOpen()
    {
        QCOMPARE(read(QStringLiteral("--range :2")).value().range,
                 std::optional(trace::TimeRange{0, 2 * second}));
        QCOMPARE(read(QStringLiteral("--range 1.5:")).value().range,
                 std::optional(trace::TimeRange{3 * second / 2, trace::endOfTime}));
    }

    void allRowsCanBeAskedFor()
    {
        QCOMPARE(read(QStringLiteral("--rows all")).value().rowCount, PictureOptions::allRows);
    }

    void whatMeansNothingIsRefused_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("mend");
        const auto row = [](const char *words, const char *mend) {
            QTest::newRow(words) << QString::fromLatin1(words) << QString::fromLatin1(mend);
        };
        row("--width wide", "--width takes a whole number");
        row("--width 100", "choose 400 to 32767");
        row("--scale 1.5", "--scale takes a whole number");
        row("--scale 9", "choose 1 to 4");
        row("--theme blue", "dark, light, transparent or transparent-dark");
        row("--range 3", "like 0.5:2");
        row("--range a:b", "like 0.5:2");
        row("--range 1:2:3", "like 0.5:2");
        row("--range 1:1e300", "like 0.5:2");
        row("--range nan:1", "like 0.5:2");
        row("--range 3:2", "its end must be after its begin");
        row("--rows some", "a number of rows, or all");
        row("--rows 0", "choose 1 or more");
    }

    void whatMeansNothingIsRefused()
    {
        QFETCH(const QString, words);
        QFETCH(const QString, mend);
        const auto options = read(words);
        QVERIFY(!options.isOk());
        QVERIFY2(options.problem().message.contains(mend), qPrintable(options.problem().message));
    }

    void runWritesEveryFormat()
    {
        const auto command = std::get<RunCommand>(parseCommandLine(
            {QStringLiteral("run"), scenario(), QStringLiteral("-o"), file("a.png"),
             QStringLiteral("-o"), file("b.svg"), QStringLiteral("-o"), file("c.pdf"),
             QStringLiteral("--width"), QStringLiteral("700"), QStringLiteral("--theme"),
             QStringLiteral("light")}));
        QCOMPARE(execute(command), int(Done));
        const QImage image(file("a.png"));
        QCOMPARE(image.width(), 700);
        QCOMPARE(image.pixelColor(1, 1), Theme::light().window);
        QVERIFY(contents("b.svg").contains("viewBox=\"0 0 700 "));
        QVERIFY(contents("c.pdf").startsWith("%PDF-1."));
    }

    void runRefusesWhatCannotBeAndWritesNothing()
    {
        const auto command = std::get<RunCommand>(
            parseCommandLine({QStringLiteral("run"), scenario(), QStringLiteral("-o"),
                              file("wide.png"), QStringLiteral("--width"), QStringLiteral("20000"),
                              QStringLiteral("--scale"), QStringLiteral("2")}));
        QCOMPARE(execute(command), int(BadInput));
        QVERIFY(!QFile::exists(file("wide.png")));
    }

private:
    [[nodiscard]] static QString scenario()
    {
        return QFINDTESTDATA("../../resources/scenarios/semaphore.json");
    }

    [[nodiscard]] QString file(const char *name) const
    {
        return m_folder.filePath(QLatin1String(name));
    }

    [[nodiscard]] QByteArray contents(const char *name) const
    {
        QFile opened(file(name));
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
};

QTEST_MAIN(PictureOptionsTest)
#include "tst_pictureoptions.moc"
