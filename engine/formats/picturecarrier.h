// SPDX-License-Identifier: MIT
#pragma once

#include "engine/run/runspec.h"

/// A picture of a run carries the run: base64 of a JSON object with the keys `awaitscope_picture`
/// (the version of the format, 1), `view`, and `run`, which is the text of a .run.json; that of a
/// comparison has `compared` too, with the `name` and the `run` of the other one. A PNG has it in a
/// text chunk (tEXt) with the keyword `awaitscope`, an SVG at the end of its `<desc>`, behind the
/// word `awaitscope:`.
namespace awaitscope::formats {

/// What of a run a picture shows.
struct PictureView
{
    trace::TimeRange range; ///< from its left edge to its right
    std::optional<trace::Timestamp> until; ///< where the run stood; none: it had ended
    QByteArray selected; ///< path of the selected task; empty: none
    friend bool operator==(const PictureView &, const PictureView &) = default;
};

/// The run beside which a picture shows its own.
struct ComparedRun
{
    QString name; ///< what a person calls it
    run::RunSpec spec;
};

struct CarriedRun
{
    run::RunSpec spec;
    PictureView view;
    std::optional<ComparedRun> compared;
};

/// The same in a picture to be written: texts of .run.json.
struct Carriage
{
    QByteArray runSpec;
    PictureView view;
    QString comparedName{};
    QByteArray comparedSpec{}; ///< empty: none
};

/// The result is base64.
[[nodiscard]] QByteArray encodeCarriedRun(const Carriage &carriage);

/// @p png with the carried run in it. Precondition: it begins as every PNG does.
[[nodiscard]] QByteArray pngWithRun(const QByteArray &png, const QByteArray &carried);
/// What stands for the carried run in the description of an SVG.
[[nodiscard]] QByteArray svgTextOf(const QByteArray &carried);

/// Whether a file looks like a PNG or an SVG.
[[nodiscard]] bool isPicture(const QByteArray &file);

/// The run that a picture carries; or why there is none. @p fileName is for messages.
[[nodiscard]] scenario::Result<CarriedRun> readPicture(const QByteArray &file,
                                                       const QString &fileName);

} // namespace awaitscope::formats
