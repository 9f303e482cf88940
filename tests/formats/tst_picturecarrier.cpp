// SPDX-License-Identifier: MIT
#include "engine/formats/picturecarrier.h"
#include "engine/scenario/jsontext.h"

#include <QTest>

using namespace awaitscope;
using formats::PictureView;

namespace {

const QByteArray runSpec =
    R"({"awaitscope_run": 1, "seed": 9, "scenario": {"name": "x", "about": "</desc>", "main": []}})";
const PictureView view{{1'000, 2'000'000'000}, 1'500'000'000, "main/infer#3"};

// The smallest there is: no pixels, but the chunks that count.
[[nodiscard]] QByteArray emptyPng()
{
    return QByteArray("\x89PNG\r\n\x1a\n", 8) + QByteArray("\0\0\0\x0dIHDR", 8)
        + QByteArray(17, '\0') + QByteArray("\0\0\0\0IEND\xae\x42\x60\x82", 12);
}

[[nodiscard]] QByteArray svgWith(const QByteArray &description)
{
    return "<?xml version=\"1.0\"?>\n<svg width=\"1\"><title>t</title>\n<desc>" + description
        + "</desc>\n</svg>";
}

[[nodiscard]] QByteArray carriedBy(const QByteArray &json)
{
    return formats::pngWithRun(emptyPng(), json.toBase64());
}

// With a run that is valid.
[[nodiscard]] QByteArray withView(const QByteArray &json)
{
    QByteArray text = "{\"awaitscope_picture\": 1, \"view\": " + json + ", \"run\": ";
    scenario::appendJsonText(text, runSpec);
    return text + '}';
}

} // namespace

class PictureCarrierTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void aPictureGivesBackWhatItCarries_data()
    {
        QTest::addColumn<QByteArray>("file");
        const QByteArray carried = formats::encodeCarriedRun({runSpec, view});
        QTest::newRow("a PNG") << formats::pngWithRun(emptyPng(), carried);
        QTest::newRow("an SVG") << svgWith("seed 9\n" + formats::svgTextOf(carried));
        QByteArray broken = carried;
        for (qsizetype at = 60; at < broken.size(); at += 61) {
            broken.insert(at, "\n  ");
        }
        QTest::newRow("an SVG of which the lines were broken")
            << svgWith("seed 9\n" + formats::svgTextOf(broken));
    }

    void aPictureGivesBackWhatItCarries()
    {
        QFETCH(const QByteArray, file);
        QVERIFY(formats::isPicture(file));
        const auto read = formats::readPicture(file, QStringLiteral("a.png"));
        QVERIFY2(read.isOk(), read.isOk() ? "" : qPrintable(read.problem().text()));
        QCOMPARE(read.value().view, view);
        QCOMPARE(read.value().spec.seed.value_or(0), 9U);
        QVERIFY(read.value().spec.scenarioText.trimmed().startsWith("{\"name\": \"x\", \"about\""));
        QVERIFY(!read.value().compared);
    }

    void aPictureOfAComparisonGivesBackBothRuns()
    {
        QByteArray other = runSpec;
        other.replace("\"seed\": 9", "\"seed\": 10");
        QVERIFY(other != runSpec);
        const QByteArray carried =
            formats::encodeCarriedRun({runSpec, view, QStringLiteral("before “it”"), other});
        const auto read = formats::readPicture(formats::pngWithRun(emptyPng(), carried), {});
        QVERIFY2(read.isOk(), read.isOk() ? "" : qPrintable(read.problem().text()));
        QCOMPARE(read.value().spec.seed.value_or(0), 9U);
        QVERIFY(read.value().compared.has_value());
        QCOMPARE(read.value().compared->name, QStringLiteral("before “it”"));
        QCOMPARE(read.value().compared->spec.seed.value_or(0), 10U);
    }

    void aViewWithoutSelectionOfARunThatEnded()
    {
        const PictureView plain{{0, 5}, std::nullopt, {}};
        const auto read = formats::readPicture(
            formats::pngWithRun(emptyPng(), formats::encodeCarriedRun({runSpec, plain})), {});
        QVERIFY(read.isOk());
        QCOMPARE(read.value().view, plain);
    }

    void theChunkStandsBehindTheHeaderWithItsChecksum()
    {
        const QByteArray png = formats::pngWithRun(emptyPng(), "abc");
        QCOMPARE(png.mid(33, 12), QByteArray("\0\0\0\x0etEXtawai", 12));
        // As binascii.crc32(b'tEXtawaitscope\0abc') has it.
        QCOMPARE(png.mid(33 + 8 + 14, 4).toHex(), QByteArray("f0e15d4c"));
        QVERIFY(png.endsWith(emptyPng().mid(33)));
    }

    void whatCannotBeReadSaysWhy_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("says");
        const QByteArray good =
            formats::pngWithRun(emptyPng(), formats::encodeCarriedRun({runSpec, view}));
        const QString none = QStringLiteral("carries no run");
        QTest::newRow("a PNG without a run") << emptyPng() << none;
        QTest::newRow("an SVG without a description") << QByteArray("<svg></svg>") << none;
        QTest::newRow("an SVG with another description") << svgWith("seed 9") << none;
        QTest::newRow("a PNG that is cut off in the run") << good.left(100) << none;
        QTest::newRow("a PNG that is nothing but its signature") << good.left(8) << none;
        QTest::newRow("a chunk longer than any file")
            << emptyPng().left(33) + QByteArray("\xff\xff\xff\xfftEXtawaitscope\0aaaa", 23) << none;
        QTest::newRow("no base64")
            << formats::pngWithRun(emptyPng(), "???") << QStringLiteral("damaged");
        QTest::newRow("no JSON") << carriedBy("hello") << QStringLiteral("1:1");
        QTest::newRow("a newer version") << carriedBy(R"({"awaitscope_picture": 2, "camera": 1})")
                                         << QStringLiteral("newer Awaitscope");
        QTest::newRow("a view from the end to the beginning")
            << carriedBy(withView(R"({"from": 5, "to": 4})"))
            << QStringLiteral("ends before it begins");
        QTest::newRow("a time that is none")
            << carriedBy(withView(R"({"from": -5, "to": 4})")) << QStringLiteral("nanoseconds");
        QTest::newRow("a run that is none")
            << carriedBy(R"({"awaitscope_picture": 1, "view": {"from": 5, "to": 4}, "run": 3})")
            << QStringLiteral("a run as text");
    }

    void whatCannotBeReadSaysWhy()
    {
        QFETCH(const QByteArray, file);
        QFETCH(const QString, says);
        const auto read = formats::readPicture(file, QStringLiteral("shot.png"));
        QVERIFY(!read.isOk());
        QVERIFY2(read.problem().text().startsWith(QStringLiteral("shot.png:")),
                 qPrintable(read.problem().text()));
        QVERIFY2(read.problem().text().contains(says), qPrintable(read.problem().text()));
    }

    void aScenarioIsNoPicture()
    {
        QVERIFY(!formats::isPicture(runSpec));
        QVERIFY(!formats::isPicture("{\"about\": \"<svg\"}"));
        QVERIFY(!formats::isPicture(QByteArray()));
    }
};

QTEST_GUILESS_MAIN(PictureCarrierTest)
#include "tst_picturecarrier.moc"
