// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/exportchoices.h"

#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace awaitscope;
using namespace awaitscope::exporting;
using Rows = ExportChoices::Rows;
using Time = ExportChoices::Time;
using timeline::Geometry;
using timeline::Theme;
using timeline::TrackLayout;
using trace::TaskId;

namespace {

/// Two groups of 100 tasks each, in a window that shows a second and ten rows.
class Shown
{
public:
    Shown()
    {
        m_run->runToEnd();
        m_trace.update(m_run->now());
        view.place(QRectF(0, 0, 1190, 24 + 10 * TrackLayout::rowHeight));
        view.scale.setRange({trace::nanosecondsPerSecond, 2 * trace::nanosecondsPerSecond});
        view.scrollY = 5 * TrackLayout::rowHeight;
    }

    [[nodiscard]] ShownRun get() { return {*m_run, m_trace, view, pointed}; }

    [[nodiscard]] Geometry timeline(const ExportChoices &choices)
    {
        return layOut(choices, get()).value().timeline;
    }

    [[nodiscard]] models::TraceModel &trace() { return m_trace; }

    timeline::View view;
    timeline::Pointed pointed;

private:
    [[nodiscard]] static std::unique_ptr<run::Run> create()
    {
        run::RunSpec spec;
        spec.scenarioText = R"({"name": "groups", "tasks": {
                "group": [{"gather": [{"template": "infer", "count": 100}]}],
                "infer": [{"sleep": 3}]},
                "main": [{"gather": [{"template": "group", "count": 2}]}]})";
        return std::move(run::Run::create(std::move(spec))).value();
    }

    std::unique_ptr<run::Run> m_run = create();
    models::TraceModel m_trace{m_run->store()};
};

constexpr std::size_t allTasks = 1 + 2 + 2 * 100;
constexpr TaskId firstGroup{2};

} // namespace

class ExportChoicesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void initTestCase()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("awaitscope-test"));
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
    }

    void init() { QSettings().clear(); }

    void allRowsAreEveryTaskWhateverIsFolded()
    {
        Shown shown;
        shown.trace().layout().setFolded(firstGroup, true);
        QCOMPARE(shown.timeline({.rows = Rows::All}).rows.size(), allTasks);
    }

    void foldedRowsAreLeftOutIfAskedFor()
    {
        Shown shown;
        shown.trace().layout().setFolded(firstGroup, true);
        QCOMPARE(shown.timeline({.rows = Rows::AsFolded}).rows.size(), allTasks - 100);
    }

    void rowsInSightAreThoseOfTheWindow()
    {
        Shown shown;
        const Geometry picture = shown.timeline({.rows = Rows::InSight});
        QCOMPARE(picture.rows.size(), std::size_t(10));
        QCOMPARE(picture.sideLabels[0].suffix,
                 QStringLiteral(" #%1").arg(shown.trace().layout().taskAt(5).value));
    }

    void theFirstRowsAreSoMany()
    {
        Shown shown;
        const Geometry picture = shown.timeline({.rows = Rows::First, .rowCount = 7});
        QCOMPARE(picture.rows.size(), std::size_t(7));
        QCOMPARE(picture.sideLabels[0].text, QStringLiteral("main"));
    }

    void timesAreThoseOfTheRunOfTheWindowOrOfTheRange()
    {
        Shown shown;
        const auto second = [](const Geometry &picture) {
            // Of the tick at 1 s, if it is there.
            for (const timeline::RulerTick &tick : picture.ticks) {
                if (tick.time == trace::nanosecondsPerSecond) {
                    return tick.x;
                }
            }
            return -1.0;
        };
        const double width = 1600 - timeline::View::labelWidth;
        const double whole = second(shown.timeline({.time = Time::WholeRun}));
        QVERIFY(std::abs(whole - (190 + 14 + (width - 28) / 3)) <= 1);
        QCOMPARE(second(shown.timeline({.time = Time::Visible})), 190.0);
        const trace::TimeRange range{0, 2 * trace::nanosecondsPerSecond};
        QCOMPARE(second(shown.timeline({.time = Time::Range, .range = range})), 190 + width / 2);
    }

    void theSelectionIsShownIfAskedFor()
    {
        Shown shown;
        const timeline::TaskLink handOver{.from = TaskId(2),
                                          .to = TaskId(3),
                                          .time = trace::nanosecondsPerSecond,
                                          .since = trace::nanosecondsPerSecond};
        shown.pointed.selected = TaskId(3);
        shown.pointed.links = {&handOver, 1};
        const auto isSelected = [](const timeline::RowShape &row) {
            return row.kind == timeline::RowShape::Kind::Selected;
        };
        const Geometry with = shown.timeline({.showsSelection = true});
        QCOMPARE(std::ranges::count_if(with.overlay.rows, isSelected), 1);
        QCOMPARE(std::ranges::count(with.overlay.arrows, timeline::ArrowShape::Kind::HandOver,
                                    &timeline::ArrowShape::kind),
                 1);
        const Geometry without = shown.timeline({.showsSelection = false});
        QCOMPARE(std::ranges::count_if(without.overlay.rows, isSelected), 0);
        QVERIFY(without.overlay.arrows.empty());
    }

    void whatIsTooLargeIsRefusedBeforeItIsLaidOut()
    {
        Shown shown;
        ExportChoices choices;
        choices.look.width = 30'000;
        choices.look.scale = 4;
        const auto picture = layOut(choices, shown.get());
        QVERIFY(!picture.isOk());
        QVERIFY(picture.problem().message.contains(QStringLiteral("too large for PNG")));
        QCOMPARE(sizeOf(choices, shown.get()).size.width(), 30'000.0);
        choices.format = PictureFormat::Svg;
        QVERIFY(layOut(choices, shown.get()).isOk());
    }

    void aPreviewOfManyRowsIsCut()
    {
        Shown shown;
        const PictureLayout cut = layOutPreview({}, shown.get(), 150).value();
        QCOMPARE(cut.timeline.rows.size(), std::size_t(150));
        QCOMPARE(cut.size.height(), cut.timeline.viewport.bottom());
        const PictureLayout whole = layOutPreview({}, shown.get(), int(allTasks)).value();
        QCOMPARE(whole.timeline.rows.size(), allTasks);
        QCOMPARE(whole.size, sizeOf(ExportChoices{}, shown.get()).size);
    }

    void whatIsRememberedComesBack()
    {
        ExportChoices choices;
        choices.format = PictureFormat::Pdf;
        choices.time = Time::Visible;
        choices.rows = Rows::First;
        choices.rowCount = 12;
        choices.showsSelection = false;
        choices.look.theme = Theme::Kind::Light;
        choices.look.ground = Ground::Transparent;
        choices.look.width = 777;
        choices.look.scale = 3;
        choices.look.hasHeader = false;
        choices.look.hasLegend = false;
        choices.remember();
        const ExportChoices read = ExportChoices::remembered(Theme::Kind::Dark);
        QCOMPARE(read.format, choices.format);
        QCOMPARE(read.time, choices.time);
        QCOMPARE(read.rows, choices.rows);
        QCOMPARE(read.rowCount, 12);
        QVERIFY(!read.showsSelection);
        QCOMPARE(read.look.theme, Theme::Kind::Light);
        QCOMPARE(read.look.ground, Ground::Transparent);
        QCOMPARE(read.look.width, 777);
        QCOMPARE(read.look.scale, 3);
        QVERIFY(!read.look.hasHeader && !read.look.hasLegend);
    }

    void aRangeIsNotRemembered()
    {
        ExportChoices choices;
        choices.time = Time::Range;
        choices.remember();
        QCOMPARE(ExportChoices::remembered(Theme::Kind::Dark).time, Time::WholeRun);
    }

    void settingsThatMeanNothingAreNotBelieved()
    {
        QSettings settings;
        settings.setValue(QStringLiteral("export/format"), 9);
        settings.setValue(QStringLiteral("export/scale"), QStringLiteral("large"));
        settings.setValue(QStringLiteral("export/width"), -1);
        const ExportChoices read = ExportChoices::remembered(Theme::Kind::Dark);
        QCOMPARE(read.format, PictureFormat::Png);
        QCOMPARE(read.look.scale, 2);
        QCOMPARE(read.look.width, 1600);
        QCOMPARE(read.look.theme, Theme::Kind::Dark);
    }

private:
    QTemporaryDir m_folder;
};

QTEST_MAIN(ExportChoicesTest)
#include "tst_exportchoices.moc"
