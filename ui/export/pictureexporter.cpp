// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/pictureexporter.h"

#include "ui/timeline/painter.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageWriter>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <algorithm>
#include <array>
#include <cmath>

namespace awaitscope::exporting {

using scenario::Problem;
using scenario::Result;
using timeline::TrackLayout;

namespace {

    constexpr qint64 largestImageSide = 32767; // px: more, and the painter's coordinates overflow
    constexpr qint64 largestImage = qint64(1) << 30; // bytes
    constexpr qint64 largestPage = 19200; // px: 200 inches, as large as readers of PDF allow
    constexpr qint64 largestDrawing = 1'000'000; // px: more, and programs that show SVG give up
    constexpr int bytesAPixel = 4;

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

    /// The largest width and, given that width, the largest height of a format, in logical px.
    [[nodiscard]] QSizeF largestSize(qint64 width, int scale, PictureFormat format)
    {
        switch (format) {
        case PictureFormat::Png: {
            const qint64 side = largestImageSide / scale;
            const qint64 area = largestImage / bytesAPixel / scale / scale;
            return QSizeF(double(side), double(std::min(side, area / width)));
        }
        case PictureFormat::Svg:
            return {double(largestDrawing), double(largestDrawing)};
        case PictureFormat::Pdf:
            return {double(largestPage), double(largestPage)};
        }
        Q_UNREACHABLE();
    }

    [[nodiscard]] QString nameOf(PictureFormat format)
    {
        return endingOf(format).mid(1).toUpper();
    }

    [[nodiscard]] Result<QByteArray> encodePng(const PictureLayout &layout)
    {
        const Result<QImage> image = renderPicture(layout);
        if (!image) {
            return image.problem();
        }
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        QImageWriter writer(&buffer, "png");
        if (!writer.write(image.value())) {
            return problem(tr("The picture cannot be encoded: %1; choose a smaller one")
                               .arg(writer.errorString()));
        }
        if (layout.carriage) {
            return formats::pngWithRun(bytes, formats::encodeCarriedRun(*layout.carriage));
        }
        return bytes;
    }

    /// Mends what the generator writes: a size that is not whole px elsewhere, fonts without their
    /// substitutes, characters that no XML may contain, and attributes that say nothing: a third.
    [[nodiscard]] QByteArray tidied(QByteArray svg, const QSize &size)
    {
        const qsizetype begin = svg.indexOf("<svg ");
        svg.replace(begin, svg.indexOf("\n viewBox", begin) - begin,
                    QStringLiteral("<svg width=\"%1\" height=\"%2\"")
                        .arg(size.width())
                        .arg(size.height())
                        .toLatin1());
        // Quotation marks of texts are escaped: these are attributes.
        for (const char *const idle :
             {" transform=\"matrix(1,0,0,1,0,0)\"", " fill-opacity=\"1\"", " stroke-opacity=\"1\"",
              " vector-effect=\"none\"", " font-style=\"normal\""}) {
            svg.replace(idle, "");
        }
        const timeline::Fonts fonts;
        for (const timeline::Face *const face : {&fonts.normal, &fonts.number}) {
            const QStringList families = face->font().families();
            const QString attribute = QStringLiteral("font-family=\"%1\"");
            svg.replace(attribute.arg(families.first()).toUtf8(),
                        attribute.arg(families.join(QStringLiteral(", "))).toUtf8());
        }
        std::ranges::replace_if(
            svg, [](char c) { return uchar(c) < ' ' && c != '\t' && c != '\n' && c != '\r'; }, '?');
        return svg;
    }

    [[nodiscard]] QByteArray encodeSvg(const PictureLayout &layout)
    {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setResolution(dotsPerInch);
        generator.setSize(layout.size.toSize());
        generator.setViewBox(QRectF(QPointF(), layout.size));
        // The generator writes them as they are.
        generator.setTitle(layout.texts.value(QStringLiteral("Title")).toHtmlEscaped());
        QString description = layout.texts.value(QStringLiteral("Description")).toHtmlEscaped();
        if (layout.carriage) {
            description += QLatin1Char('\n')
                + QString::fromLatin1(formats::svgTextOf(formats::encodeCarriedRun(*layout.carriage)));
        }
        generator.setDescription(description);
        QPainter painter(&generator);
        paintPicture(painter, layout);
        painter.end();
        return tidied(std::move(bytes), layout.size.toSize());
    }

    [[nodiscard]] QByteArray encodePdf(const PictureLayout &layout)
    {
        constexpr double pointsAPixel = 72.0 / dotsPerInch;
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        QPdfWriter writer(&buffer);
        writer.setTitle(layout.texts.value(QStringLiteral("Title")));
        writer.setCreator(layout.texts.value(QStringLiteral("Software")));
        if (layout.carriage) { // for other readers: this program does not read PDF
            const QString json = QStringLiteral("application/json");
            writer.addFileAttachment(QStringLiteral("awaitscope.run.json"),
                                     layout.carriage->runSpec, json);
            if (!layout.carriage->comparedSpec.isEmpty()) {
                writer.addFileAttachment(QStringLiteral("compared.run.json"),
                                         layout.carriage->comparedSpec, json);
            }
        }
        writer.setResolution(dotsPerInch);
        // Pages are whole points: what there is beyond the picture, less than 2 px, is ground.
        const QSizeF page(std::ceil(layout.size.width() * pointsAPixel),
                          std::ceil(layout.size.height() * pointsAPixel));
        writer.setPageSize(QPageSize(page, QPageSize::Point, {}, QPageSize::ExactMatch));
        writer.setPageMargins(QMarginsF());
        QPainter painter(&writer);
        if (layout.theme.hasGround) {
            painter.fillRect(QRectF(QPointF(), page / pointsAPixel), layout.theme.window);
        }
        paintPicture(painter, layout);
        painter.end();
        return bytes;
    }

} // namespace

std::optional<PictureFormat> pictureFormatOf(const QString &fileName)
{
    for (const auto format : {PictureFormat::Png, PictureFormat::Svg, PictureFormat::Pdf}) {
        if (fileName.endsWith(endingOf(format), Qt::CaseInsensitive)) {
            return format;
        }
    }
    return std::nullopt;
}

QString endingOf(PictureFormat format)
{
    switch (format) {
    case PictureFormat::Png:
        return QStringLiteral(".png");
    case PictureFormat::Svg:
        return QStringLiteral(".svg");
    case PictureFormat::Pdf:
        return QStringLiteral(".pdf");
    }
    Q_UNREACHABLE();
}

std::optional<Problem> problemWith(const PictureSize &size, int scale, PictureFormat format)
{
    const auto width = qint64(size.size.width());
    const auto height = qint64(size.size.height());
    const QSizeF largest = largestSize(width, scale, format);
    const int factor = format == PictureFormat::Png ? scale : 1;
    const QString what = tr("A picture of %1 x %2 px is too large for %3")
                             .arg(width * factor)
                             .arg(height * factor)
                             .arg(nameOf(format));
    const bool canShrink = factor > 1;
    if (double(width) > largest.width()) {
        const QString mend = canShrink ? tr("choose a smaller scale, or a width of at most %1")
                                       : tr("choose a width of at most %1");
        return problem(what + QStringLiteral(": ") + mend.arg(largest.width()));
    }
    if (double(height) > largest.height()) {
        // With fewer rows there is one more line, which says so.
        const double excess = double(height) + 2 * TrackLayout::rowHeight - largest.height();
        const int rows = size.rows - int(std::ceil(excess / TrackLayout::rowHeight));
        if (rows < 1) {
            return problem(what + QStringLiteral(": ") + tr("choose a smaller width or scale"));
        }
        const QString mend = canShrink ? tr("choose a smaller scale, or at most %1 rows")
                                       : tr("choose at most %1 rows");
        return problem(what + QStringLiteral(": ") + mend.arg(rows));
    }
    return std::nullopt;
}

Result<QImage> renderPicture(const PictureLayout &layout)
{
    const QSize size = (layout.size * layout.scale).toSize();
    QImage image(
        size, layout.theme.hasGround ? QImage::Format_RGB32 : QImage::Format_ARGB32_Premultiplied);
    if (image.isNull()) {
        return problem(tr("There is no memory for a picture of %1 x %2 px: choose fewer rows, a "
                          "smaller width or a smaller scale")
                           .arg(size.width())
                           .arg(size.height()));
    }
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.scale(layout.scale, layout.scale);
    paintPicture(painter, layout);
    painter.end();
    constexpr double inchesAMeter = 1 / 0.0254;
    const int dotsPerMeter = int(std::lround(dotsPerInch * layout.scale * inchesAMeter));
    image.setDotsPerMeterX(dotsPerMeter);
    image.setDotsPerMeterY(dotsPerMeter);
    for (auto text = layout.texts.begin(); text != layout.texts.end(); ++text) {
        image.setText(text.key(), text.value());
    }
    return image;
}

Result<QByteArray> encodePicture(const PictureLayout &layout, PictureFormat format)
{
    switch (format) {
    case PictureFormat::Png:
        return encodePng(layout);
    case PictureFormat::Svg:
        return encodeSvg(layout);
    case PictureFormat::Pdf:
        return encodePdf(layout);
    }
    Q_UNREACHABLE();
}

std::optional<Problem> writeFile(const QString &fileName, const QByteArray &contents)
{
    return writeFile(
        fileName, [&contents](QIODevice &file) { return file.write(contents) == contents.size(); });
}

std::optional<Problem> writeFile(const QString &fileName,
                                 const std::function<bool(QIODevice &)> &write)
{
    QSaveFile file(fileName);
    // commit() does not tell whether what it still had to write was written.
    if (file.open(QIODevice::WriteOnly) && write(file) && file.flush() && file.commit()) {
        return std::nullopt;
    }
    Problem wrong = problem(tr("cannot be written: %1; choose a folder that exists, that you may "
                               "write to and that has room")
                                .arg(file.errorString()));
    wrong.file = fileName;
    return wrong;
}

} // namespace awaitscope::exporting
