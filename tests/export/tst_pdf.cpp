// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/picturescene.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace awaitscope;
using namespace awaitscope::exporting;
using awaitscope::tests::PictureScene;
using awaitscope::timeline::Label;
using awaitscope::timeline::TextRole;

namespace {

struct Word
{
    QString text;
    QRectF rect; // logical px
};

struct Page
{
    QSizeF size; // logical px
    std::vector<Word> words;
};

} // namespace

/// Opens what was written with programs of another project (the package poppler-utils).
class PdfTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_scene = std::make_unique<PictureScene>(3); }

    void thereIsOnePageAsLargeAsThePicture()
    {
        const std::vector<Page> pages = readPages();
        QCOMPARE(pages.size(), std::size_t(1));
        QCOMPARE(pages[0].size, m_scene->size().size);
    }

    void aPageOfWholePointsHasNoMargin()
    {
        m_scene->picture.options.width = 1601; // 1200.75 points
        m_scene->picture.options.theme = timeline::Theme::Kind::Dark;
        const QSizeF picture = m_scene->size().size;
        const QSizeF page = readPages()[0].size;
        QVERIFY(page.width() >= picture.width() && page.width() < picture.width() + 2);
        QVERIFY(page.height() >= picture.height() && page.height() < picture.height() + 2);
        run(QStringLiteral("pdftocairo"),
            {QStringLiteral("-png"), QStringLiteral("-singlefile"), QStringLiteral("-r"),
             QStringLiteral("288"), fileName(), fileName()});
        const QImage image(fileName() + QStringLiteral(".png"));
        QCOMPARE(image.pixelColor(image.width() - 2, 2), timeline::Theme::dark().window);
    }

    void textIsTextInItsPlace()
    {
        const std::vector<Page> pages = readPages();
        int found = 0;
        const PictureLayout picture = m_scene->layOut();
        for (const timeline::Geometry *const part :
             {&picture.header, &picture.timeline, &picture.footer}) {
            for (const Label &label : part->sideLabels) {
                const QString first = label.text.section(QLatin1Char(' '), 0, 0);
                QVERIFY2(std::ranges::any_of(pages[0].words,
                                             [&](const Word &word) {
                                                 return word.text == first
                                                     && label.rect.contains(word.rect.center());
                                             }),
                         qPrintable(label.text));
                ++found;
            }
        }
        QVERIFY(found > 15);
    }

    void itLooksLikeThePng_data()
    {
        QTest::addColumn<Ground>("ground");
        QTest::newRow("opaque") << Ground::Opaque;
        QTest::newRow("transparent") << Ground::Transparent;
    }

    void itLooksLikeThePng()
    {
        QFETCH(const Ground, ground);
        m_scene->picture.options.ground = ground;
        write();
        run(QStringLiteral("pdftocairo"),
            {QStringLiteral("-png"), QStringLiteral("-singlefile"), QStringLiteral("-transp"),
             QStringLiteral("-r"), QStringLiteral("96"), fileName(), fileName()});
        const QImage page(fileName() + QStringLiteral(".png"));
        const QImage png = m_scene->render();
        QCOMPARE(page.size(), png.size());
        int different = 0;
        for (int y = 0; y < png.height(); ++y) {
            for (int x = 0; x < png.width(); ++x) {
                different += isDifferent(page.pixelColor(x, y), png.pixelColor(x, y)) ? 1 : 0;
            }
        }
        // Smooth edges and letters; a bar of usual length that is missing would be as much.
        QVERIFY2(different < png.width() * png.height() / 100,
                 qPrintable(QString::number(different)));
        for (const timeline::Bar &bar : m_scene->layOut().timeline.bars) {
            const QPoint inside = bar.rect.center().toPoint();
            QVERIFY(!isDifferent(page.pixelColor(inside), png.pixelColor(inside)));
        }
    }

private:
    [[nodiscard]] static bool isDifferent(const QColor &one, const QColor &other)
    {
        constexpr int tolerance = 60;
        return std::abs(one.alpha() - other.alpha()) > tolerance
            || (other.alpha() > 0
                && std::abs(one.red() - other.red()) + std::abs(one.green() - other.green())
                        + std::abs(one.blue() - other.blue())
                    > 3 * tolerance);
    }

    [[nodiscard]] QString fileName() const
    {
        return m_folder.filePath(QStringLiteral("picture.pdf"));
    }

    void write()
    {
        const auto problem = writeFile(fileName(), m_scene->encode(PictureFormat::Pdf));
        QVERIFY2(!problem, problem ? qPrintable(problem->text()) : "");
    }

    static QByteArray run(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.start(program, arguments);
        if (!process.waitForFinished() || process.exitCode() != 0) {
            qFatal("%s: %s (it is in the package poppler-utils)", qPrintable(program),
                   qPrintable(process.errorString()));
        }
        return process.readAllStandardOutput();
    }

    [[nodiscard]] std::vector<Page> readPages()
    {
        constexpr double pixelsAPoint = 96.0 / 72;
        write();
        QXmlStreamReader xml(run(QStringLiteral("pdftotext"),
                                 {QStringLiteral("-bbox"), fileName(), QStringLiteral("-")}));
        xml.setEntityResolver(nullptr);
        std::vector<Page> pages;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement) {
                continue;
            }
            const auto number = [at = xml.attributes()](const char *name) {
                return at.value(QLatin1String(name)).toDouble() * pixelsAPoint;
            };
            if (xml.name() == QLatin1String("page")) {
                pages.push_back({QSizeF(number("width"), number("height")), {}});
            } else if (xml.name() == QLatin1String("word")) {
                const QRectF rect(QPointF(number("xMin"), number("yMin")),
                                  QPointF(number("xMax"), number("yMax")));
                pages.back().words.push_back({xml.readElementText(), rect});
            }
        }
        return pages;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<PictureScene> m_scene;
};

QTEST_MAIN(PdfTest)
#include "tst_pdf.moc"
