// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/picturescene.h"
#include "tests/support/svgshapes.h"

#include <QTest>

using namespace awaitscope;
using namespace awaitscope::exporting;
using awaitscope::tests::PictureScene;
using awaitscope::tests::readSvg;
using awaitscope::tests::SvgCircle;
using awaitscope::tests::SvgRect;
using awaitscope::tests::SvgShapes;
using awaitscope::tests::SvgText;
using awaitscope::tests::TraceWriter;
using awaitscope::timeline::Bar;
using awaitscope::timeline::Cap;
using awaitscope::timeline::Geometry;
using awaitscope::timeline::Label;
using awaitscope::timeline::Pattern;
using awaitscope::timeline::RowLabel;
using awaitscope::timeline::Theme;

namespace {

[[nodiscard]] std::vector<Label> labelsOf(const PictureLayout &picture)
{
    std::vector<Label> all;
    for (const Geometry *const part : {&picture.header, &picture.timeline, &picture.footer}) {
        for (const auto *const labels : {&part->barLabels, &part->sideLabels, &part->trackLabels,
                                         &part->trackUses, &part->rulerLabels}) {
            all.insert(all.end(), labels->begin(), labels->end());
        }
    }
    return all;
}

/// What the rectangles of a colour cover within a bar.
[[nodiscard]] QRectF covered(const SvgShapes &shapes, const QRectF &bar, const QColor &fill)
{
    QRectF result;
    for (const SvgRect &shape : shapes.rects) {
        if (shape.fill == fill && bar.contains(shape.rect)) {
            result |= shape.rect;
        }
    }
    return result;
}

[[nodiscard]] std::vector<Bar> barsOf(const PictureLayout &picture)
{
    std::vector<Bar> bars = picture.timeline.bars;
    bars.insert(bars.end(), picture.footer.bars.begin(), picture.footer.bars.end());
    return bars;
}

[[nodiscard]] std::vector<Cap> capsOf(const PictureLayout &picture)
{
    std::vector<Cap> caps = picture.timeline.caps;
    caps.insert(caps.end(), picture.footer.caps.begin(), picture.footer.caps.end());
    return caps;
}

} // namespace

class SvgTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_scene = std::make_unique<PictureScene>(3); }

    void thePageIsThePicture()
    {
        const SvgShapes shapes = read();
        QCOMPARE(shapes.viewBox, m_scene->size().size);
        QCOMPARE(shapes.size, shapes.viewBox);
        QVERIFY(!shapes.isTransformed);
        QCOMPARE(shapes.title, m_scene->picture.title);
        QCOMPARE(shapes.description, QStringLiteral("seed 42 · slots 1"));
    }

    void everyBarIsWhereTheGeometrySays()
    {
        const SvgShapes shapes = read();
        const std::vector<Bar> bars = barsOf(m_scene->layOut());
        QVERIFY(bars.size() > 7 + 7); // more than in the legend
        for (const Bar &bar : bars) {
            const auto &style = Theme::light().forState(bar.state);
            if (style.pattern == Pattern::Dotted) {
                const QRectF dots = covered(shapes, bar.rect, style.ink);
                QCOMPARE(dots.topLeft(), bar.rect.topLeft());
                QVERIFY(dots.right() > bar.rect.right() - 4);
            } else {
                QCOMPARE(covered(shapes, bar.rect, style.base), bar.rect);
            }
        }
    }

    void noBarIsWhereTheGeometryHasNone()
    {
        // Cleanup has a colour that nothing else has.
        const QColor cleanup = Theme::light().forState(trace::TaskState::Cleanup).base;
        const std::vector<Bar> bars = barsOf(m_scene->layOut());
        int found = 0;
        for (const SvgRect &shape : read().rects) {
            if (shape.fill == cleanup) {
                QVERIFY(std::ranges::any_of(bars, [&](const Bar &bar) {
                    return bar.state == trace::TaskState::Cleanup && bar.rect.contains(shape.rect);
                }));
                ++found;
            }
        }
        QCOMPARE(found, 2 * 3); // one on the time line, one in the legend, of three parts each
    }

    void everyCapIsWhereTheGeometrySays()
    {
        const SvgShapes shapes = read();
        const std::vector<Cap> caps = capsOf(m_scene->layOut());
        QCOMPARE(caps.size(), std::size_t(3 + 4));
        std::size_t found = 0;
        for (const SvgCircle &circle : shapes.circles) {
            found += circle.radius == Cap::radius ? 1 : 0;
        }
        QCOMPARE(found, caps.size());
        for (const Cap &cap : caps) {
            QVERIFY(std::ranges::any_of(shapes.circles, [&](const SvgCircle &circle) {
                return circle.centre == cap.centre && circle.radius == Cap::radius
                    && circle.fill == Theme::light().forOutcome(cap.outcome).fill;
            }));
        }
    }

    void everyArrowIsWhereTheGeometrySays()
    {
        using Kind = timeline::TaskLink::Kind;
        const trace::TaskId main(1);
        const trace::TaskId last(7);
        m_scene->picture.selected = main;
        const Theme &theme = Theme::light();
        const QColor cancelled = theme.forOutcome(trace::Outcome::Cancelled).fill;
        const std::vector<std::pair<Kind, QColor>> kinds{{Kind::HandOver, theme.text},
                                                         {Kind::Spawn, theme.dimText},
                                                         {Kind::Await, theme.dimText},
                                                         {Kind::Cancel, cancelled},
                                                         {Kind::StoppedCancel, cancelled}};
        for (std::size_t at = 0; at < kinds.size(); ++at) {
            const trace::Timestamp time = tests::TraceWriter::milliseconds(50.0 * double(at + 1));
            m_scene->picture.links.push_back({kinds[at].first, main, last, time, time, {}});
        }
        const SvgShapes shapes = read();
        const auto arrows = m_scene->layOut().timeline.overlay.arrows;
        QCOMPARE(arrows.size(), kinds.size());
        for (const timeline::ArrowShape &arrow : arrows) {
            const QColor &ink = kinds[arrow.link].second;
            const double width = arrow.kind == Kind::Spawn ? 1 : 2;
            const QRectF line(arrow.to.x() - 1, arrow.from.y(), width,
                              arrow.to.y() - arrow.from.y());
            const QRectF drawn = covered(shapes, line, ink);
            QCOMPARE(drawn.bottom(), line.bottom()); // dashes begin there
            QVERIFY(drawn.top() < line.top() + 9);
            QCOMPARE(drawn.width(), width);
        }
    }

    void everyTextIsATextInItsPlace()
    {
        std::vector<SvgText> texts = read().texts;
        for (const Label &label : labelsOf(m_scene->layOut())) {
            for (const QString &text : {label.text, label.suffix}) {
                if (text.isEmpty()) {
                    continue;
                }
                const auto at = std::ranges::find_if(texts, [&](const SvgText &shape) {
                    return shape.text == text && label.rect.contains(shape.base);
                });
                QVERIFY2(at != texts.end(), qPrintable(text));
                texts.erase(at);
            }
        }
        QVERIFY2(texts.empty(), qPrintable(texts.empty() ? QString() : texts.front().text));
    }

    void everyFontHasSubstitutes()
    {
        for (const SvgText &text : read().texts) {
            QVERIFY2(text.fontFamily.endsWith(QStringLiteral(", sans-serif"))
                         || text.fontFamily.endsWith(QStringLiteral(", monospace")),
                     qPrintable(text.fontFamily));
        }
    }

    void nothingLeavesThePicture()
    {
        const SvgShapes shapes = read();
        const QRectF page(QPointF(), shapes.viewBox);
        QVERIFY(shapes.rects.size() > 100 && shapes.corners.size() > 100);
        for (const SvgRect &shape : shapes.rects) {
            QVERIFY(!shape.rect.isEmpty() && page.contains(shape.rect));
        }
        for (const QPointF &corner : shapes.corners) {
            QVERIFY(page.contains(corner));
        }
    }

    void whatIsLeftOfTheRangeIsCut()
    {
        m_scene->picture.options.range = {
            {TraceWriter::milliseconds(53.7), TraceWriter::milliseconds(123.4)}};
        const SvgShapes shapes = read();
        const Geometry timeline = m_scene->layOut().timeline;
        const auto &waiting = Theme::light().forState(trace::TaskState::Waiting);
        int hatched = 0;
        for (const SvgRect &shape : shapes.rects) {
            if (shape.fill == waiting.base && timeline.rowsRect.contains(shape.rect)) {
                QCOMPARE(shape.rect.left(), timeline.timeLeft);
                QCOMPARE(shape.rect.right(), timeline.viewport.right());
                ++hatched;
            }
        }
        QVERIFY(hatched > 0);
        int inTime = 0;
        for (const QPointF &corner : shapes.corners) {
            const bool isFold = std::ranges::any_of(timeline.rowLabels, [&](const RowLabel &row) {
                return (row.foldCentre - corner).manhattanLength() < 8;
            });
            if (timeline.rowsRect.contains(corner) && !isFold) {
                QVERIFY(corner.x() >= timeline.timeLeft);
                ++inTime;
            }
        }
        QVERIFY(inTime > 100);
    }

    void aTransparentOneHasNoGround()
    {
        const auto grounds = [this] {
            const SvgShapes shapes = read();
            return std::ranges::count_if(shapes.rects, [&](const SvgRect &shape) {
                return shape.rect.left() < 4 && shape.rect.width() > 185
                    && shape.rect.height() > 20;
            });
        };
        QVERIFY(grounds() > 4);
        m_scene->picture.options.ground = Ground::Transparent;
        QCOMPARE(grounds(), 0);
    }

    void theThemeChoosesTheColours()
    {
        m_scene->picture.options.theme = Theme::Kind::Dark;
        const SvgShapes shapes = read();
        QCOMPARE(shapes.rects.front().fill, Theme::dark().window);
        const auto title = std::ranges::find(shapes.texts, m_scene->picture.title, &SvgText::text);
        QVERIFY(title != shapes.texts.end());
        QCOMPARE(title->fill, Theme::dark().text);
    }

    void theScaleChangesNothing()
    {
        const QByteArray one = m_scene->encode(PictureFormat::Svg);
        m_scene->picture.options.scale = 4;
        QCOMPARE(m_scene->encode(PictureFormat::Svg), one);
    }

    void charactersThatNoXmlMayContainAreReplaced()
    {
        m_scene->picture.title = QStringLiteral("bell\a and escape\x1b");
        m_scene->writer.task("form\ffeed");
        const SvgShapes shapes = read();
        QCOMPARE(shapes.title, QStringLiteral("bell? and escape?"));
        QVERIFY(std::ranges::find(shapes.texts, QStringLiteral("form?feed"), &SvgText::text)
                != shapes.texts.end());
    }

private:
    [[nodiscard]] SvgShapes read()
    {
        SvgShapes shapes = readSvg(m_scene->encode(PictureFormat::Svg));
        if (!shapes.error.isEmpty()) {
            qFatal("%s", qPrintable(shapes.error));
        }
        return shapes;
    }

    std::unique_ptr<PictureScene> m_scene;
};

QTEST_MAIN(SvgTest)
#include "tst_svg.moc"
