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

/// One label, without its backing.
void paintLabel(QPainter &painter, const Label &label, const Theme &theme, const Fonts &fonts);
void paintLabels(QPainter &painter, const std::vector<Label> &labels, const Theme &theme,
                 const Fonts &fonts);
/// A veil where @p label is, and at the end of it what it says, if there is room.
void paintLetGo(QPainter &painter, const Label &label, const Theme &theme, const Fonts &fonts);

} // namespace awaitscope::timeline
