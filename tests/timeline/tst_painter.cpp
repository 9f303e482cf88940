// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scene.h"
#include "ui/timeline/arrowpainter.h"
#include "ui/timeline/painter.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace awaitscope::timeline;
using namespace awaitscope::trace;
using awaitscope::tests::Scene;

namespace {

[[nodiscard]] QImage painted(const Geometry &geometry, const Theme &theme, int scale = 1)
{
    const QSize size = geometry.viewport.size().toSize() * scale;
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::magenta);
    QPainter painter(&image);
    painter.scale(scale, scale);
    paintGeometry(painter, geometry, theme);
    return image;
}

[[nodiscard]] bool contains(const QImage &image, const QRect &rect, const QColor &colour)
{
    for (int y = rect.top(); y <= rect.bottom(); ++y) {
        for (int x = rect.left(); x <= rect.right(); ++x) {
            if (image.pixelColor(x, y) == colour) {
                return true;
            }
        }
    }
    return false;
}

} // namespace

class PainterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void everyPixelIsPainted()
    {
        Scene scene;
        scene.writer.resource("gpu", ResourceKind::Semaphore, 4);
        scene.writer.task("main");
        const QImage image = painted(scene.geometry(), Theme::dark());
        QVERIFY(!contains(image, image.rect(), Qt::magenta));
    }

    void solidBarsHaveSharpEdges()
    {
        Scene scene;
        scene.writer.sleep(scene.writer.task("main"));
        scene.setNow(150);
        const Theme &theme = Theme::dark();
        const QImage image = painted(scene.geometry(), theme);
        const QColor work = theme.forState(TaskState::Working).fill;
        QCOMPARE(image.pixelColor(190, 35), work);
        QCOMPARE(image.pixelColor(339, 35), work);
        QCOMPARE(image.pixelColor(340, 35), theme.row);
        QCOMPARE(image.pixelColor(250, 28), work);
        QCOMPARE(image.pixelColor(250, 27), theme.row);
        QCOMPARE(image.pixelColor(250, 44), theme.row);
    }

    void arrowsDifferInMoreThanTheirColours()
    {
        const Theme &theme = Theme::light();
        std::vector<QImage> shapes;
        for (const auto kind :
             {ArrowShape::Kind::HandOver, ArrowShape::Kind::Spawn, ArrowShape::Kind::Await,
              ArrowShape::Kind::Cancel, ArrowShape::Kind::StoppedCancel}) {
            QImage image(40, 80, QImage::Format_RGB32);
            image.fill(theme.row);
            QPainter painter(&image);
            paintArrows(painter, {{.from = {20, 10}, .to = {20, 70}, .kind = kind}}, theme);
            painter.end();
            // What is there at all, whatever its colour.
            QImage shape(image.size(), QImage::Format_Grayscale8);
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    const bool isThere = contrast(image.pixelColor(x, y), theme.row) > 2;
                    shape.setPixelColor(x, y, isThere ? Qt::black : Qt::white);
                }
            }
            for (const QImage &other : shapes) {
                QVERIFY(shape != other);
            }
            shapes.push_back(shape);
        }
    }

    void manySpawnsAreDrawnAtTheirEndsAlone_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<bool>("isWhole");
        QTest::newRow("a few") << 8 << true;
        QTest::newRow("many") << 9 << false;
    }

    void manySpawnsAreDrawnAtTheirEndsAlone()
    {
        QFETCH(const int, count);
        QFETCH(const bool, isWhole);
        const Theme &theme = Theme::light();
        std::vector<ArrowShape> arrows;
        for (int i = 0; i < count; ++i) {
            const double x = 10 + 20.0 * i;
            arrows.push_back({.from = {x, 10}, .to = {x, 210}, .kind = ArrowShape::Kind::Spawn});
        }
        QImage image(20 * count, 220, QImage::Format_RGB32);
        image.fill(theme.row);
        QPainter painter(&image);
        paintArrows(painter, arrows, theme);
        painter.end();
        QCOMPARE(image.pixelColor(9, 20), theme.dimText);
        QCOMPARE(image.pixelColor(9, 110), isWhole ? theme.dimText : theme.row);
        QCOMPARE(image.pixelColor(9, 199), theme.dimText);
    }

    void patternsTellStatesApart_data()
    {
        QTest::addColumn<int>("wait");
        QTest::addColumn<int>("state");
        QTest::newRow("waiting") << int(WaitKind::Event) << int(TaskState::Waiting);
        QTest::newRow("backing off") << int(WaitKind::Backoff) << int(TaskState::BackingOff);
    }

    void patternsTellStatesApart()
    {
        Scene scene;
        QFETCH(const int, wait);
        QFETCH(const int, state);
        scene.writer.wait(scene.writer.task("main"), WaitKind(wait));
        scene.setNow(100);
        const BarStyle &style = Theme::dark().forState(TaskState(state));
        const QImage image = painted(scene.geometry(), Theme::dark());
        const QRect inside(200, 30, 60, 10);
        QVERIFY(contains(image, inside, style.base));
        QVERIFY(contains(image, inside, style.ink));
    }

    void hatchingStaysPutWhileTheViewIsPanned()
    {
        Scene scene;
        scene.writer.wait(scene.writer.task("main"), WaitKind::Event);
        scene.setNow(900);
        const QImage before = painted(scene.geometry(), Theme::dark());
        scene.view.scale.panBy(-103);
        const QImage after = painted(scene.geometry(), Theme::dark());
        const QRect part(400, 28, 300, 14);
        QCOMPARE(after.copy(part), before.copy(part.translated(103, 0)));
    }

    void hatchingEndsAtTheEdgesOfItsBar()
    {
        Scene scene;
        const TaskId task = scene.writer.created("main");
        scene.writer.at(100).wait(task, WaitKind::Event);
        scene.setNow(151);
        const Theme &theme = Theme::light();
        const QImage image = painted(scene.geometry(), theme);
        const QColor ink = theme.forState(TaskState::Waiting).ink;
        QVERIFY(contains(image, QRect(290, 28, 51, 14), ink));
        QVERIFY(!contains(image, QRect(341, 24, 60, 24), ink));
        QVERIFY(!contains(image, QRect(270, 24, 20, 24), ink));
    }

    void hatchingIsTheSameOnARowThatIsCut_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("one way") << int(TaskEventKind::Waiting);
        QTest::newRow("both ways") << int(TaskEventKind::Blocking);
    }

    void hatchingIsTheSameOnARowThatIsCut()
    {
        Scene scene;
        QFETCH(const int, kind);
        scene.writer.event(scene.writer.task("main"), TaskEventKind(kind), 0, 0,
                           quint8(WaitKind::Event));
        scene.setNow(900);
        const QImage whole = painted(scene.geometry(), Theme::dark());
        scene.view.scrollY = 9; // 5 px of the bar
        const QImage cutAbove = painted(scene.geometry(), Theme::dark());
        QCOMPARE(cutAbove.copy(400, 25, 300, 7), whole.copy(400, 34, 300, 7));
        scene.view.scrollY = 0;
        scene.view.place(QRectF(0, 0, 1190, 24 + 12));
        const QImage cutBelow = painted(scene.geometry(), Theme::dark());
        QCOMPARE(cutBelow.copy(400, 28, 300, 7), whole.copy(400, 28, 300, 7));
    }

    void rowsGoUnderTheRulerWhenTheyScroll()
    {
        Scene scene;
        scene.writer.sleep(scene.writer.task("main"));
        scene.setNow(900);
        scene.view.scrollY = 12;
        const QImage image = painted(scene.geometry(), Theme::dark());
        const QColor work = Theme::dark().forState(TaskState::Working).fill;
        QVERIFY(!contains(image, QRect(0, 0, 1190, 24), work));
        QVERIFY(contains(image, QRect(0, 24, 1190, 24), work));
    }

    void capsAreRoundAndSigned()
    {
        Scene scene;
        const TaskId task = scene.writer.task("main");
        scene.writer.at(100).fail(task, "Timeout");
        const OutcomeStyle &style = Theme::dark().forOutcome(Outcome::TimedOut);
        const QImage image = painted(scene.geometry(), Theme::dark());
        QCOMPARE(image.pixelColor(290, 36), style.ink); // the stem of the T
        QCOMPARE(image.pixelColor(285, 36), style.fill);
        QVERIFY(image.pixelColor(283, 28) != style.fill); // the corner of its square
    }

    void thePainterIsLeftAsItWas()
    {
        Scene scene;
        scene.writer.task("main");
        QImage image(100, 100, QImage::Format_RGB32);
        QPainter painter(&image);
        painter.setPen(Qt::red);
        painter.setRenderHint(QPainter::Antialiasing, true);
        paintGeometry(painter, scene.geometry(), Theme::dark());
        QCOMPARE(painter.pen().color(), QColor(Qt::red));
        QVERIFY(painter.testRenderHint(QPainter::Antialiasing));
    }

    void twiceTheScaleIsTwiceTheBar()
    {
        Scene scene;
        scene.writer.sleep(scene.writer.task("main"));
        scene.setNow(150);
        const QImage image = painted(scene.geometry(), Theme::light(), 2);
        const QColor work = Theme::light().forState(TaskState::Working).fill;
        QCOMPARE(image.pixelColor(679, 70), work);
        QCOMPARE(image.pixelColor(680, 70), Theme::light().row);
    }

    void labelsAreWhereTextIsDrawn_data()
    {
        QTest::addColumn<TextRole>("role");
        QTest::addColumn<QString>("text");
        for (const QString &text : {QStringLiteral("infer #12, Ägypten"),
                                    QStringLiteral("−1.00 s → 2"), QStringLiteral("<b>&amp;")}) {
            QTest::addRow("normal: %s", qPrintable(text)) << TextRole::Normal << text;
            QTest::addRow("strong: %s", qPrintable(text)) << TextRole::Strong << text;
            QTest::addRow("title: %s", qPrintable(text)) << TextRole::Title << text;
            QTest::addRow("number: %s", qPrintable(text)) << TextRole::Number << text;
        }
    }

    void labelsAreWhereTextIsDrawn()
    {
        QFETCH(const TextRole, role);
        QFETCH(const QString, text);
        const Fonts fonts;
        const Face &face = fonts.forRole(role);
        QImage label(300, 40, QImage::Format_RGB32);
        label.fill(Qt::white);
        QImage expected = label;
        QPainter painter(&label);
        painter.setFont(face.font());
        face.draw(painter, QPointF(11, 25), text);
        face.draw(painter, QPointF(151.5, 25), text); // once more, as it is remembered
        painter.end();
        painter.begin(&expected);
        painter.setFont(face.font());
        painter.drawText(QPointF(11, 25), text);
        painter.drawText(QPointF(151.5, 25), text);
        painter.end();
        QCOMPARE(label, expected);
    }

    void longNamesAreElidedButKeepTheirNumber()
    {
        const QString text(200, u'm');
        Label label{.rect = QRectF(0, 0, 100, 22), .text = text, .suffix = QStringLiteral(" #15")};
        QImage image(400, 22, QImage::Format_RGB32);
        image.fill(Theme::dark().row);
        QPainter painter(&image);
        paintLabel(painter, label, Theme::dark(), Fonts());
        painter.end();
        QImage expected(400, 22, QImage::Format_RGB32);
        expected.fill(Theme::dark().row);
        QCOMPARE(image.copy(101, 0, 299, 22), expected.copy(101, 0, 299, 22));
        QVERIFY(image != expected);
    }
};

QTEST_MAIN(PainterTest)
#include "tst_painter.moc"
