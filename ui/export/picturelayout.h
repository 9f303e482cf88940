// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/formats/picturecarrier.h"
#include "engine/scenario/problem.h"
#include "ui/timeline/geometry.h"
#include "ui/timeline/overlay.h"

#include <QMap>
#include <QSizeF>
#include <QStringList>

#include <limits>
#include <optional>

class QPainter;

namespace awaitscope::exporting {

/// Logical px an inch: 96, as everywhere.
inline constexpr int dotsPerInch = 96;

/// What is behind a picture.
enum class Ground : quint8 {
    Opaque,
    Transparent,
};

/// What a picture shows of a run, and how.
struct PictureOptions
{
    static constexpr int defaultWidth = 1600; ///< logical px
    static constexpr int smallestWidth = 400;
    static constexpr int largestWidth = 32767;
    static constexpr int largestScale = 4;
    static constexpr int defaultRows = 400;
    static constexpr int allRows = std::numeric_limits<int>::max();

    timeline::Theme::Kind theme = timeline::Theme::Kind::Light;
    Ground ground = Ground::Opaque;
    int width = defaultWidth; ///< logical px; the height follows from the rows
    int scale = 1; ///< device px a logical px, 1 to 4; without meaning for vectors
    std::optional<trace::TimeRange> range; ///< none: from 0 to now; an end of endOfTime: to now
    int density = 0; ///< of the rows; see timeline::View
    int firstRow = 0;
    int rowCount = defaultRows; ///< at most; how many are left out is said below the rows
    bool hasHeader = true; ///< scenario, seed, parameters and virtual time
    bool hasLegend = true;
    bool carriesRun = true; ///< if it is the picture of a run
};

/// A picture of a run that explains itself: a header, the time line, a legend.
struct TimelinePicture
{
    PictureOptions options;
    QString title; ///< of the scenario
    QStringList details; ///< seed and parameters: `seed 42`, `slots 4`
    trace::Timestamp now = 0; ///< how far the run has come
    bool isRunning = false; ///< whether it goes on: then it has a now line
    trace::TaskId selected;
    std::vector<timeline::TaskLink> links; ///< of the selected task
    const timeline::OtherRun *other = nullptr; ///< to be drawn beside it
    std::unordered_set<trace::TaskId> cancelPending; ///< beside those that the trace knows of
    QMap<QString, QString> texts; ///< kept in a PNG, by keyword
    std::optional<formats::Carriage> carriage; ///< the run, which the picture opens again
};

/// Where the parts of a picture are and what is in them: made once, painted on anything, by any
/// thread, whatever becomes of the run.
struct PictureLayout
{
    QSizeF size; ///< whole logical px
    int scale = 1;
    timeline::Theme theme = timeline::Theme::light();
    timeline::Geometry header; ///< labels alone
    timeline::Geometry timeline;
    timeline::Geometry footer; ///< the legend, and what is left out
    QMap<QString, QString> texts; ///< those of the picture, `Title`, `Description`, `Software`
    std::optional<formats::Carriage> carriage; ///< the run, which the picture opens again
};

/// What is wrong with the options by themselves, and the mend.
[[nodiscard]] std::optional<scenario::Problem> problemWith(const PictureOptions &options);

/// How large the picture will be (logical px), without laying it out; the rows that are shown.
struct PictureSize
{
    QSizeF size;
    int rows = 0;
};

/// Precondition: the options have no problem.
[[nodiscard]] PictureSize sizeOf(const TimelinePicture &picture,
                                 const timeline::TrackLayout &layout);

/// Lays out a picture of the rows that `layout` shows, folds included; or says why it cannot be.
[[nodiscard]] scenario::Result<PictureLayout> layOut(const TimelinePicture &picture,
                                                     const trace::SpanBuilder &builder,
                                                     const timeline::TrackLayout &layout);

/// Paints it with its upper left corner at the origin, in logical px.
void paintPicture(QPainter &painter, const PictureLayout &layout);

} // namespace awaitscope::exporting
