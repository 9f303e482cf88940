// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/geometry.h"

#include <QImage>
#include <QStringList>

namespace awaitscope::timeline {
class TimeScale;
}

namespace awaitscope::tests {

/// Whether a part of an image (px) has a pixel of exactly that colour.
[[nodiscard]] bool hasColour(const QImage &image, const QRectF &part, const QColor &colour);

/// Which bar, cap or background of the geometry an image of it does not show in the colours of the
/// theme; empty: none. A logical px is @p scale px of the image.
[[nodiscard]] QString missingShape(const QImage &image, const timeline::Geometry &geometry,
                                   const timeline::Theme &theme, int scale = 1);

/// A shape without the place where it is drawn: its row, what it is, and when. Equal for the same
/// trace on whatever it is drawn.
struct TimedShape
{
    enum class What : quint8 {
        Bar, ///< kind: state
        Bracket, ///< kind: state
        Cap, ///< kind: outcome
        Mark, ///< kind: MarkShape::Kind
    };
    int row = 0;
    What what = What::Bar;
    int kind = 0;
    double begin = 0; ///< ms
    double end = 0; ///< ms

    [[nodiscard]] QString text() const;
};

/// Every bar, cap and mark, ordered by row, time and kind.
[[nodiscard]] std::vector<TimedShape> timedShapes(const timeline::Geometry &geometry,
                                                  const timeline::TimeScale &scale);

/// The first shape that differs, times by more than @p tolerance (ms); empty: none.
[[nodiscard]] QString firstDifference(const std::vector<TimedShape> &shapes,
                                      const std::vector<TimedShape> &expected, double tolerance);

} // namespace awaitscope::tests
