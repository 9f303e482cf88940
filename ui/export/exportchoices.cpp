// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/exportchoices.h"

#include "ui/timeline/otherrun.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QSettings>

#include <algorithm>
#include <memory>

namespace awaitscope::exporting {

using scenario::Problem;
using scenario::Result;
using timeline::TrackLayout;

namespace {

    /// Reads a number that is kept in the settings, if there is one that makes sense.
    template <typename T>
    void read(const QSettings &settings, const char *key, int least, int most, T &value)
    {
        bool isNumber = false;
        const int number = settings.value(QLatin1String(key)).toInt(&isNumber);
        if (isNumber && number >= least && number <= most) {
            value = T(number);
        }
    }

    [[nodiscard]] TrackLayout rowsOf(ExportChoices::Rows rows, const ShownRun &shown)
    {
        if (rows == ExportChoices::Rows::All || rows == ExportChoices::Rows::First) {
            return TrackLayout(shown.trace.store());
        }
        TrackLayout layout = shown.trace.layout();
        constexpr double unlimited = 1e9;
        layout.setTrackSpace(unlimited);
        return layout;
    }

    [[nodiscard]] TimelinePicture pictureOf(const ExportChoices &choices, const ShownRun &shown)
    {
        PictureOptions options = choices.look;
        if (choices.time == ExportChoices::Time::Visible) {
            options.range = shown.view.scale.visible();
        } else if (choices.time == ExportChoices::Time::Range) {
            options.range = choices.range;
        }
        options.rowCount = PictureOptions::allRows;
        if (choices.rows == ExportChoices::Rows::First) {
            options.rowCount = choices.rowCount;
        } else if (choices.rows == ExportChoices::Rows::InSight) {
            const auto [first, last] = shown.view.visibleRows(shown.trace.layout());
            options.density = shown.view.density;
            options.firstRow = first;
            options.rowCount = std::max(last - first, 1);
        }
        TimelinePicture picture = pictureOf(shown.run, options);
        picture.now = shown.trace.now();
        if (shown.trace.isPast()) { // opened again, it is run to that moment
            picture.isRunning = true;
            if (picture.carriage) {
                picture.carriage->view.until = picture.now;
            }
        }
        picture.cancelPending = shown.trace.cancelPending();
        picture.other = shown.pointed.other;
        if (picture.other) {
            picture.details += timeline::otherRunDetails(*picture.other);
            if (picture.carriage) {
                picture.carriage->comparedName = picture.other->name;
                picture.carriage->comparedSpec = picture.other->runSpec;
            }
        }
        if (choices.showsSelection) {
            picture.selected = shown.pointed.selected;
            if (picture.carriage && picture.selected) {
                picture.carriage->view.selected = shown.trace.store().taskPath(picture.selected);
            }
            picture.links.assign(shown.pointed.links.begin(), shown.pointed.links.end());
        }
        return picture;
    }

} // namespace

ExportChoices ExportChoices::remembered(timeline::Theme::Kind theme)
{
    ExportChoices choices;
    choices.look.theme = theme;
    const QSettings settings;
    read(settings, "export/format", 0, int(PictureFormat::Pdf), choices.format);
    read(settings, "export/time", 0, int(Time::Visible), choices.time);
    read(settings, "export/rows", 0, int(Rows::First), choices.rows);
    read(settings, "export/rowCount", 1, PictureOptions::allRows, choices.rowCount);
    read(settings, "export/selection", 0, 1, choices.showsSelection);
    read(settings, "export/theme", 0, int(timeline::Theme::Kind::Light), choices.look.theme);
    read(settings, "export/ground", 0, int(Ground::Transparent), choices.look.ground);
    read(settings, "export/width", PictureOptions::smallestWidth, PictureOptions::largestWidth,
         choices.look.width);
    read(settings, "export/scale", 1, PictureOptions::largestScale, choices.look.scale);
    read(settings, "export/header", 0, 1, choices.look.hasHeader);
    read(settings, "export/legend", 0, 1, choices.look.hasLegend);
    read(settings, "export/run", 0, 1, choices.look.carriesRun);
    return choices;
}

void ExportChoices::remember() const
{
    QSettings settings;
    const auto write = [&settings](const char *key, auto value) {
        settings.setValue(QLatin1String(key), int(value));
    };
    write("export/format", format);
    write("export/time", time == Time::Range ? Time::WholeRun : time);
    write("export/rows", rows);
    write("export/rowCount", rowCount);
    write("export/selection", showsSelection);
    write("export/theme", look.theme);
    write("export/ground", look.ground);
    write("export/width", look.width);
    write("export/scale", look.scale);
    write("export/header", look.hasHeader);
    write("export/legend", look.hasLegend);
    write("export/run", look.carriesRun);
}

PictureSize sizeOf(const ExportChoices &choices, const ShownRun &shown)
{
    return sizeOf(pictureOf(choices, shown), rowsOf(choices.rows, shown));
}

Result<PictureLayout> layOut(const ExportChoices &choices, const ShownRun &shown)
{
    const TimelinePicture picture = pictureOf(choices, shown);
    const TrackLayout rows = rowsOf(choices.rows, shown);
    if (const auto problem = problemWith(picture.options)) {
        return *problem;
    }
    if (const auto problem =
            problemWith(sizeOf(picture, rows), picture.options.scale, choices.format)) {
        return *problem;
    }
    return layOut(picture, shown.trace.spans(), rows);
}

Result<PictureLayout> layOutPreview(const ExportChoices &choices, const ShownRun &shown,
                                    int mostRows)
{
    TimelinePicture picture = pictureOf(choices, shown);
    const TrackLayout rows = rowsOf(choices.rows, shown);
    const bool isCut = std::min(picture.options.rowCount, rows.rowCount()) > mostRows;
    picture.options.rowCount = std::min(picture.options.rowCount, mostRows);
    Result<PictureLayout> layout = layOut(picture, shown.trace.spans(), rows);
    if (layout && isCut) {
        layout.value().footer = {};
        layout.value().size.setHeight(layout.value().timeline.viewport.bottom());
    }
    return layout;
}

std::optional<Problem> copyPicture(const ExportChoices &choices, const ShownRun &shown)
{
    const Result<PictureLayout> layout = layOut(choices, shown);
    if (!layout) {
        return layout.problem();
    }
    const Result<QImage> image = renderPicture(layout.value());
    if (!image) {
        return image.problem();
    }
    auto contents = std::make_unique<QMimeData>();
    contents->setImageData(image.value());
    if (choices.format != PictureFormat::Png) {
        const auto svg = encodePicture(layout.value(), PictureFormat::Svg);
        if (!svg) {
            return svg.problem();
        }
        contents->setData(QStringLiteral("image/svg+xml"), svg.value());
    }
    QGuiApplication::clipboard()->setMimeData(contents.release());
    return std::nullopt;
}

} // namespace awaitscope::exporting
