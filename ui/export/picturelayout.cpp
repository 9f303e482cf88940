// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/picturelayout.h"

#include "ui/timeline/geometrybuilder.h"
#include "ui/timeline/overlay.h"
#include "ui/timeline/painter.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace awaitscope::exporting {

using scenario::Problem;
using scenario::Result;
using timeline::Geometry;
using timeline::TextRole;
using timeline::TrackLayout;
using timeline::View;

namespace {

    constexpr double margin = 16; // px around everything but the time line
    constexpr double titleTop = 6;
    constexpr double titleHeight = 26;
    constexpr double detailHeight = 18; // px a line
    constexpr double noteHeight = 24;
    constexpr double gap = 10; // px above and below the legend
    constexpr double timeMargin = 14; // px beside the range, for caps at its ends

    [[nodiscard]] QString tr(const char *text)
    {
        return QCoreApplication::translate("awaitscope::exporting", text);
    }

    [[nodiscard]] Problem problem(const QString &message)
    {
        Problem problem;
        problem.message = message;
        return problem;
    }

    // As many details a line as there is room for.
    [[nodiscard]] QStringList wrapped(const QStringList &details, double width)
    {
        const auto room = qsizetype(width / timeline::sansCharacterWidth);
        const QString separator = QStringLiteral(" · ");
        QStringList lines;
        for (const QString &detail : details) {
            if (lines.isEmpty() || (lines.last() + separator + detail).size() > room) {
                lines += detail;
            } else {
                lines.last() += separator + detail;
            }
        }
        return lines;
    }

    [[nodiscard]] Geometry headerOf(const TimelinePicture &picture)
    {
        const double pictureWidth = picture.options.width;
        Geometry header;
        if (!picture.options.hasHeader) {
            header.viewport = QRectF(0, 0, pictureWidth, 0);
            return header;
        }
        const QString time = tr("t = %1").arg(timeline::formatMoment(picture.now));
        const double timeWidth = double(time.size()) * timeline::monoCharacterWidth + 4;
        const double width = pictureWidth - 2 * margin;
        header.sideLabels.push_back(
            {.rect = QRectF(margin, titleTop, width - timeWidth - margin, titleHeight),
             .text = picture.title,
             .role = TextRole::Title});
        header.sideLabels.push_back(
            {.rect = QRectF(margin + width - timeWidth, titleTop, timeWidth, titleHeight),
             .text = time,
             .role = TextRole::Number,
             .alignment = Qt::AlignRight});
        double bottom = titleTop + titleHeight;
        for (const QString &line : wrapped(picture.details, width)) {
            header.sideLabels.push_back({.rect = QRectF(margin, bottom, width, detailHeight),
                                         .text = line,
                                         .role = TextRole::Dim});
            bottom += detailHeight;
        }
        header.viewport = QRectF(0, 0, pictureWidth, bottom + titleTop);
        return header;
    }

    // Its viewport ends where the picture does.
    [[nodiscard]] Geometry footerOf(const PictureOptions &options, double top, int hiddenRows)
    {
        const QRectF line(margin, top, options.width - 2 * margin, noteHeight);
        const double note = hiddenRows > 0 ? noteHeight : 0;
        Geometry footer;
        if (options.hasLegend) {
            footer = timeline::buildLegend(line.translated(0, note + gap));
            footer.viewport.setBottom(footer.viewport.bottom() + gap);
        } else {
            footer.viewport = QRectF(margin, top, line.width(), note);
        }
        if (hiddenRows > 0) {
            footer.sideLabels.push_back({.rect = line,
                                         .text = tr("rows not shown: %1").arg(hiddenRows),
                                         .role = TextRole::Dim});
        }
        return footer;
    }

    [[nodiscard]] int shownRows(const PictureOptions &options, const TrackLayout &layout)
    {
        return std::clamp(layout.rowCount() - options.firstRow, 0, options.rowCount);
    }

    [[nodiscard]] QRectF timelineRect(const PictureOptions &options, const TrackLayout &layout,
                                      double top)
    {
        const double rows = shownRows(options, layout) * TrackLayout::rowHeight;
        return {0, top, double(options.width), View::rulerHeight + layout.tracksHeight() + rows};
    }

    [[nodiscard]] View viewOf(const TimelinePicture &picture, const QRectF &rect)
    {
        const PictureOptions &options = picture.options;
        View view;
        view.place(rect);
        if (options.range) {
            const bool isToNow = options.range->end == trace::endOfTime;
            view.scale.setRange({options.range->begin, isToNow ? picture.now : options.range->end});
        } else {
            view.scale.fit({0, std::max<trace::Timestamp>(picture.now, 1)}, timeMargin);
        }
        view.scrollY = options.firstRow * TrackLayout::rowHeight;
        view.now = picture.now;
        view.hasNowLine = picture.isRunning;
        view.cancelPending = picture.cancelPending;
        view.cancelButtons = timeline::CancelButtons::None;
        return view;
    }

    [[nodiscard]] QMap<QString, QString> textsOf(const TimelinePicture &picture)
    {
        QMap<QString, QString> texts = picture.texts;
        texts.insert(QStringLiteral("Title"), picture.title);
        texts.insert(QStringLiteral("Description"), picture.details.join(QStringLiteral(" · ")));
        texts.insert(QStringLiteral("Software"), QStringLiteral("Awaitscope"));
        return texts;
    }

} // namespace

std::optional<Problem> problemWith(const PictureOptions &options)
{
    if (options.width < PictureOptions::smallestWidth
        || options.width > PictureOptions::largestWidth) {
        return problem(tr("A picture of width %1 is not possible: choose %2 to %3")
                           .arg(options.width)
                           .arg(PictureOptions::smallestWidth)
                           .arg(PictureOptions::largestWidth));
    }
    if (options.scale < 1 || options.scale > PictureOptions::largestScale) {
        return problem(tr("A picture at scale %1 is not possible: choose 1 to %2")
                           .arg(options.scale)
                           .arg(PictureOptions::largestScale));
    }
    if (options.rowCount < 1) {
        return problem(
            tr("A picture of %1 rows is not possible: choose 1 or more").arg(options.rowCount));
    }
    if (options.range && options.range->end <= options.range->begin) {
        return problem(
            tr("The time range of the picture is empty: its end must be after its begin"));
    }
    return std::nullopt;
}

PictureSize sizeOf(const TimelinePicture &picture, const TrackLayout &layout)
{
    const PictureOptions &options = picture.options;
    const int rows = shownRows(options, layout);
    const QRectF time = timelineRect(options, layout, headerOf(picture).viewport.bottom());
    const Geometry footer = footerOf(options, time.bottom(), layout.rowCount() - rows);
    return {QSizeF(options.width, footer.viewport.bottom()), rows};
}

Result<PictureLayout> layOut(const TimelinePicture &picture, const trace::SpanBuilder &builder,
                             const TrackLayout &layout)
{
    const PictureOptions &options = picture.options;
    if (const auto wrong = problemWith(options)) {
        return *wrong;
    }
    const auto &range = options.range;
    if (range && range->begin >= picture.now) {
        return problem(
            tr("The time range of the picture begins at %1, but the run has come to %2: "
               "choose a range that begins before")
                .arg(timeline::formatMoment(range->begin), timeline::formatMoment(picture.now)));
    }
    PictureLayout result;
    result.scale = options.scale;
    result.theme = timeline::Theme::of(options.theme);
    if (options.ground == Ground::Transparent) {
        result.theme = result.theme.withoutGround();
    }
    result.texts = textsOf(picture);
    result.carriage = picture.carriage;
    result.header = headerOf(picture);
    const QRectF time = timelineRect(options, layout, result.header.viewport.bottom());
    timeline::TimelineModel model(layout.store(), builder);
    const View view = viewOf(picture, time);
    result.timeline = timeline::buildGeometry(model, layout, view);
    result.timeline.overlay =
        timeline::buildOverlay(model, layout, view, result.timeline,
                               {.selected = picture.selected, .links = picture.links});
    result.footer =
        footerOf(options, time.bottom(), layout.rowCount() - shownRows(options, layout));
    result.size = QSizeF(options.width, result.footer.viewport.bottom());
    return result;
}

void paintPicture(QPainter &painter, const PictureLayout &layout)
{
    if (layout.theme.hasGround) {
        painter.fillRect(QRectF(QPointF(), layout.size), layout.theme.window);
    }
    timeline::paintGeometry(painter, layout.timeline, layout.theme);
    timeline::paintGeometry(painter, layout.header, layout.theme);
    timeline::paintGeometry(painter, layout.footer, layout.theme);
}

} // namespace awaitscope::exporting
