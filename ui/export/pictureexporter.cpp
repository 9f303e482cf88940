// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/pictureexporter.h"

#include "ui/timeline/geometrybuilder.h"
#include "ui/timeline/overlay.h"
#include "ui/timeline/painter.h"

#include <QCoreApplication>
#include <QImageWriter>
#include <QPainter>
#include <QSaveFile>

#include <algorithm>

namespace awaitscope::exporting {

using scenario::Problem;
using scenario::Result;
using timeline::Geometry;
using timeline::TextRole;
using timeline::TrackLayout;
using timeline::View;

namespace {

    constexpr double margin = 16; // px around everything but the time line
    constexpr double headerHeight = 56;
    constexpr double noteHeight = 24;
    constexpr double timeMargin = 14; // px beside the range, for caps at its ends
    constexpr int largestScale = 4;
    constexpr qint64 largestSide = 32767; // px: more, and the painter's coordinates overflow
    constexpr qint64 largestImage = qint64(1) << 30; // bytes

    [[nodiscard]] QString tr(const char *text, int number = -1)
    {
        return QCoreApplication::translate("awaitscope::exporting", text, nullptr, number);
    }

    [[nodiscard]] Problem problem(const QString &message)
    {
        Problem problem;
        problem.message = message;
        return problem;
    }

    [[nodiscard]] std::optional<Problem> check(const TimelinePicture &picture)
    {
        if (picture.width < TimelinePicture::smallestWidth || picture.width > largestSide) {
            return problem(tr("A picture of width %1 is not possible: choose %2 to %3")
                               .arg(picture.width)
                               .arg(TimelinePicture::smallestWidth)
                               .arg(largestSide));
        }
        if (picture.scale < 1 || picture.scale > largestScale) {
            return problem(tr("A picture at scale %1 is not possible: choose 1 to %2")
                               .arg(picture.scale)
                               .arg(largestScale));
        }
        if (picture.maximumRows < 1) {
            return problem(tr("A picture of %1 rows is not possible: choose 1 or more")
                               .arg(picture.maximumRows));
        }
        if (picture.range && picture.range->end <= picture.range->begin) {
            return problem(
                tr("The time range of the picture is empty: its end must be after its begin"));
        }
        return std::nullopt;
    }

    [[nodiscard]] Geometry headerOf(const TimelinePicture &picture)
    {
        const QString time = tr("t = %1").arg(timeline::formatMoment(picture.now));
        const double timeWidth = double(time.size()) * timeline::monoCharacterWidth + 4;
        const double width = picture.width - 2 * margin - timeWidth;
        const bool hasSubtitle = !picture.subtitle.isEmpty();
        Geometry header;
        header.viewport = QRectF(0, 0, picture.width, headerHeight);
        header.sideLabels.push_back(
            {.rect = QRectF(margin, hasSubtitle ? 6 : 0, width, hasSubtitle ? 26 : headerHeight),
             .text = picture.title,
             .role = TextRole::Title});
        header.sideLabels.push_back({.rect = QRectF(margin, 30, width, 20),
                                     .text = picture.subtitle,
                                     .role = TextRole::Dim});
        header.sideLabels.push_back(
            {.rect = QRectF(picture.width - margin - timeWidth, 0, timeWidth, headerHeight),
             .text = time,
             .role = TextRole::Number,
             .alignment = Qt::AlignRight});
        return header;
    }

    [[nodiscard]] Geometry footerOf(const TimelinePicture &picture, double top, int hiddenRows)
    {
        const double note = hiddenRows > 0 ? noteHeight : 0;
        Geometry footer = timeline::buildLegend(
            QRectF(margin, top + note + 10, picture.width - 2 * margin, noteHeight));
        if (hiddenRows > 0) {
            footer.sideLabels.push_back(
                {.rect = QRectF(margin, top, picture.width - 2 * margin, noteHeight),
                 .text = tr("%n more row(s) not shown", hiddenRows),
                 .role = TextRole::Dim});
        }
        return footer;
    }

    [[nodiscard]] View viewOf(const TimelinePicture &picture, const TrackLayout &layout, int rows)
    {
        View view;
        const double height =
            View::rulerHeight + layout.tracksHeight() + rows * TrackLayout::rowHeight;
        view.place(QRectF(0, headerHeight, picture.width, height));
        if (picture.range) {
            view.scale.setRange(*picture.range);
        } else {
            view.scale.fit({0, std::max<trace::Timestamp>(picture.now, 1)}, timeMargin);
        }
        view.now = picture.now;
        view.hasNowLine = picture.isRunning;
        view.cancelButtons = timeline::CancelButtons::None;
        return view;
    }

} // namespace

Result<PictureLayout> layOut(const TimelinePicture &picture, const trace::SpanBuilder &builder,
                             const TrackLayout &layout)
{
    if (const auto wrong = check(picture)) {
        return *wrong;
    }
    const int rows = std::min(layout.rowCount(), picture.maximumRows);
    const View view = viewOf(picture, layout, rows);
    timeline::TimelineModel model(layout.store(), builder);
    PictureLayout result;
    result.header = headerOf(picture);
    result.timeline = timeline::buildGeometry(model, layout, view);
    result.timeline.overlay = timeline::buildOverlay(model, layout, view, result.timeline,
                                                     {.selected = picture.selected});
    result.footer = footerOf(picture, view.viewport.bottom(), layout.rowCount() - rows);
    result.size = QSizeF(picture.width, result.footer.viewport.bottom() + 10);
    return result;
}

void paintPicture(QPainter &painter, const PictureLayout &layout, const timeline::Theme &theme)
{
    painter.fillRect(QRectF(QPointF(), layout.size), theme.window);
    timeline::paintGeometry(painter, layout.timeline, theme);
    timeline::paintGeometry(painter, layout.header, theme);
    timeline::paintGeometry(painter, layout.footer, theme);
}

Result<QImage> renderPicture(const TimelinePicture &picture, const trace::SpanBuilder &builder,
                             const TrackLayout &layout)
{
    const Result<PictureLayout> parts = layOut(picture, builder, layout);
    if (!parts) {
        return parts.problem();
    }
    const qint64 width = qint64(picture.width) * picture.scale;
    const qint64 height = qint64(parts.value().size.height()) * picture.scale;
    const auto tooLarge = [&] {
        return problem(tr("A picture of %1 x %2 px is too large: choose fewer rows, a smaller "
                          "width or a smaller scale")
                           .arg(width)
                           .arg(height));
    };
    if (width > largestSide || height > largestSide || width * height * 4 > largestImage) {
        return tooLarge();
    }
    QImage image(int(width), int(height), QImage::Format_RGB32);
    if (image.isNull()) {
        return tooLarge();
    }
    QPainter painter(&image);
    painter.scale(picture.scale, picture.scale);
    paintPicture(painter, parts.value(), timeline::Theme::of(picture.theme));
    painter.end();
    for (auto text = picture.texts.begin(); text != picture.texts.end(); ++text) {
        image.setText(text.key(), text.value());
    }
    return image;
}

std::optional<Problem> writePng(const QImage &image, const QString &fileName)
{
    const auto failure = [&](const QString &reason) {
        Problem wrong = problem(tr("The picture was not written: %1. Choose a folder that exists, "
                                   "that you may write to and that has room")
                                    .arg(reason));
        wrong.file = fileName;
        return wrong;
    };
    QSaveFile file(fileName);
    if (!file.open(QIODevice::WriteOnly)) {
        return failure(file.errorString());
    }
    QImageWriter writer(&file, "png");
    if (!writer.write(image)) {
        return failure(file.error() == QFileDevice::NoError ? writer.errorString()
                                                            : file.errorString());
    }
    if (!file.commit()) {
        return failure(file.errorString());
    }
    return std::nullopt;
}

} // namespace awaitscope::exporting
