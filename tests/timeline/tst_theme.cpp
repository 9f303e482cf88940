// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/theme.h"

#include <QTest>

using namespace awaitscope::timeline;
using awaitscope::trace::Outcome;
using awaitscope::trace::TaskState;

namespace {

void addThemes()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("dark") << int(Theme::Kind::Dark);
    QTest::newRow("light") << int(Theme::Kind::Light);
}

[[nodiscard]] const Theme &fetched()
{
    return Theme::of(
        Theme::Kind(*static_cast<int *>(QTest::qData("kind", QMetaType(QMetaType::Int).id()))));
}

} // namespace

class ThemeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastIsThatOfWcag()
    {
        QCOMPARE(contrast(Qt::white, Qt::black), 21.0);
        QCOMPARE(contrast(Qt::red, Qt::red), 1.0);
        QCOMPARE(qRound(contrast(QColor(0x777777), Qt::white) * 100), 448);
    }

    void withContrastGoesNoFurtherThanNeeded()
    {
        const QColor grey = withContrast(QColor(0x303030), Qt::black, 3);
        QVERIFY(contrast(grey, Qt::black) >= 3);
        QVERIFY(contrast(grey, Qt::black) < 3.5);
        QCOMPARE(withContrast(Qt::white, Qt::black, 3), QColor(Qt::white));
    }

    void statesHaveTheColoursOfTheProduct()
    {
        const auto colours = [](TaskState state) {
            return std::pair(Theme::dark().forState(state).fill.rgb() & 0xffffff,
                             Theme::light().forState(state).fill.rgb() & 0xffffff);
        };
        QCOMPARE(colours(TaskState::Waiting), std::pair(0xe69f00U, 0xd48f00U));
        QCOMPARE(colours(TaskState::Working), std::pair(0x56b4e9U, 0x2f8fccU));
        QCOMPARE(colours(TaskState::Awaiting), std::pair(0x3b4552U, 0xc6ccd6U));
        QCOMPARE(colours(TaskState::Cleanup), std::pair(0xa99bf0U, 0x7465d8U));
    }

    void outcomesHaveTheColoursAndGlyphsOfTheProduct()
    {
        const auto colours = [](Outcome outcome) {
            return std::pair(Theme::dark().forOutcome(outcome).fill.rgb() & 0xffffff,
                             Theme::light().forOutcome(outcome).fill.rgb() & 0xffffff);
        };
        QCOMPARE(colours(Outcome::Finished), std::pair(0x2bb58aU, 0x00795aU));
        QCOMPARE(colours(Outcome::TimedOut), std::pair(0xf07a3aU, 0xcc4c0bU));
        QCOMPARE(colours(Outcome::Cancelled), std::pair(0xd68ab8U, 0xb0558cU));
        QCOMPARE(colours(Outcome::Failed), std::pair(0xef5b5bU, 0xc62f2fU));
        QCOMPARE(Theme::dark().forOutcome(Outcome::Finished).glyph, Glyph::Check);
        QCOMPARE(Theme::dark().forOutcome(Outcome::TimedOut).glyph, Glyph::LetterT);
        QCOMPARE(Theme::dark().forOutcome(Outcome::Cancelled).glyph, Glyph::Cross);
        QCOMPARE(Theme::dark().forOutcome(Outcome::Failed).glyph, Glyph::Exclamation);
    }

    void noTwoStatesLookAlikeWithoutColour()
    {
        std::vector<Pattern> patterns;
        for (const BarStyle &style : Theme::dark().states) {
            QVERIFY(std::ranges::find(patterns, style.pattern) == patterns.end());
            patterns.push_back(style.pattern);
        }
        QCOMPARE(patterns.size(), std::size_t(7));
    }

    void marksStandOutFromEveryRow_data() { addThemes(); }

    void marksStandOutFromEveryRow()
    {
        const Theme &theme = fetched();
        std::vector<QColor> marks {theme.accent, theme.cancel,    theme.deadline,  theme.limit,
                                   theme.marker, theme.slotsEdge, theme.queueEdge, theme.cursor,
                                   theme.match,  theme.danger};
        for (const BarStyle &style : theme.states) {
            marks.push_back(style.edge);
        }
        for (const OutcomeStyle &style : theme.outcomes) {
            marks.push_back(style.fill);
        }
        for (const QColor &row :
             {theme.row, theme.rowHovered, theme.rowSelected, theme.rangeFill}) {
            for (const QColor &mark : marks) {
                QVERIFY2(contrast(mark, row) >= 3, qPrintable(mark.name() + row.name()));
            }
        }
    }

    void whatTheOverviewShowsStandsOut_data() { addThemes(); }

    void whatTheOverviewShowsStandsOut()
    {
        const Theme &theme = fetched();
        for (const BarStyle &style : theme.states) {
            QVERIFY2(contrast(style.edge, theme.row) >= 3, qPrintable(style.edge.name()));
            QVERIFY2(contrast(style.pale, theme.row) >= 3, qPrintable(style.pale.name()));
        }
        QVERIFY(contrast(theme.accent, theme.panel) >= 3);
    }

    void buttonsOnRowsStandOut_data() { addThemes(); }

    void buttonsOnRowsStandOut()
    {
        const Theme &theme = fetched();
        // The cross, on a plain row, on a button, and on one under the cursor.
        for (const QColor &ground : {theme.row, theme.raised, theme.cancelHover}) {
            QVERIFY2(contrast(theme.cancel, ground) >= 3, qPrintable(ground.name()));
        }
        QVERIFY(contrast(theme.dimText, theme.rowHovered) >= 3); // the triangle
    }

    void textReadsOnEverySurface_data() { addThemes(); }

    void textReadsOnEverySurface()
    {
        const Theme &theme = fetched();
        std::vector<QColor> texts {theme.text,   theme.dimText, theme.link,
                                   theme.danger, theme.cancel,  theme.deadlineText};
        for (const OutcomeStyle &style : theme.outcomes) {
            texts.push_back(style.text);
        }
        for (const QColor &surface :
             {theme.window, theme.panel, theme.raised, theme.row, theme.rowHovered,
              theme.rowSelected, theme.rangeFill, theme.matchFill}) {
            for (const QColor &text : texts) {
                QVERIFY2(contrast(text, surface) >= 4.5, qPrintable(text.name() + surface.name()));
            }
        }
    }

    void textReadsOnBarsCapsAndButtons_data() { addThemes(); }

    void textReadsOnBarsCapsAndButtons()
    {
        const Theme &theme = fetched();
        QVERIFY(contrast(theme.text, theme.buttonHover) >= 4.5);
        QVERIFY(contrast(theme.text, theme.buttonPressed) >= 4.5);
        QVERIFY(contrast(theme.accentText, theme.accent) >= 4.5);
        for (const BarStyle &style : theme.states) {
            if (style.pattern != Pattern::Thin && style.pattern != Pattern::Dotted) {
                QVERIFY2(contrast(style.text, style.base) >= 4.5, qPrintable(style.base.name()));
            }
        }
        for (const OutcomeStyle &style : theme.outcomes) {
            QVERIFY2(contrast(style.ink, style.fill) >= 4.5, qPrintable(style.fill.name()));
        }
    }
};

QTEST_GUILESS_MAIN(ThemeTest)
#include "tst_theme.moc"
