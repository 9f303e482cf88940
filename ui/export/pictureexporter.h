// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/scenario/problem.h"
#include "ui/timeline/geometry.h"
#include "ui/timeline/tracklayout.h"

#include <QImage>
#include <QMap>
#include <QSizeF>

#include <optional>

class QPainter;

namespace awaitscope::exporting {

/// A picture of a run that explains itself: a header, the time line, a legend.
struct TimelinePicture
{
    static constexpr int defaultWidth = 1600; ///< logical px
    static constexpr int smallestWidth = 400;
    static constexpr int defaultRows = 400;

    QString title; ///< of the scenario
    QString subtitle; ///< seed and parameters: `seed 42 · slots 4`
    trace::Timestamp now = 0; ///< how far the run has come
    bool isRunning = false; ///< whether it goes on: then it has a now line
    timeline::Theme::Kind theme = timeline::Theme::Kind::Light;
    int width = defaultWidth; ///< logical px; the height follows from the rows
    int scale = 1; ///< device px a logical px, 1 to 4
    std::optional<trace::TimeRange> range; ///< none: from 0 to now
    int maximumRows = defaultRows; ///< what is left out is said below the rows
    trace::TaskId selected;
    QMap<QString, QString> texts; ///< kept in a PNG, by keyword: the RunSpec, for one
};

/// Where the parts of a picture are and what is in them: made once, painted on anything.
struct PictureLayout
{
    QSizeF size; ///< logical px
    timeline::Geometry header; ///< labels alone
    timeline::Geometry timeline;
    timeline::Geometry footer; ///< the legend, and what is left out
};

/// Lays out a picture of the rows that `layout` shows, folds included; or says why it cannot be.
[[nodiscard]] scenario::Result<PictureLayout> layOut(const TimelinePicture &picture,
                                                     const trace::SpanBuilder &builder,
                                                     const timeline::TrackLayout &layout);

/// Paints it with its upper left corner at the origin, in logical px.
void paintPicture(QPainter &painter, const PictureLayout &layout, const timeline::Theme &theme);

/// The picture as an image of width * scale px, its device pixel ratio 1; or says why it cannot be.
[[nodiscard]] scenario::Result<QImage> renderPicture(const TimelinePicture &picture,
                                                     const trace::SpanBuilder &builder,
                                                     const timeline::TrackLayout &layout);

/// Writes an image as PNG: completely, or not at all. Returns what went wrong.
[[nodiscard]] std::optional<scenario::Problem> writePng(const QImage &image,
                                                        const QString &fileName);

} // namespace awaitscope::exporting
