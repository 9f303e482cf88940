// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/geometry.h"

#include <QFont>

class QPainter;

namespace awaitscope::timeline {

/// The fonts of the timeline, in logical px.
struct Fonts
{
    Fonts();

    QFont normal; ///< 12 px
    QFont strong;
    QFont title; ///< 17 px
    QFont number; ///< 11 px, fixed width

    [[nodiscard]] const QFont &forRole(TextRole role) const;
};

/// Draws geometry: the only code that does, for the widget, the PNG, the SVG and the PDF alike.
/// Asks nothing of the device, sets no clip, and uses opaque colours alone. The painter's state is
/// the same afterwards.
void paintGeometry(QPainter &painter, const Geometry &geometry, const Theme &theme);

/// One label; for the headers of pictures.
void paintLabel(QPainter &painter, const Label &label, const Theme &theme, const Fonts &fonts);

} // namespace awaitscope::timeline
