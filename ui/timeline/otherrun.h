// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/overlay.h"

#include <QStringList>

class QPainter;

namespace awaitscope::timeline {

/// Adds another run to an overlay: of each task in view, what it did then as a strip above its
/// bars, where it ended then, and, behind its bars, in what it differs.
void addOtherRun(const OtherRun &other, TimelineModel &model, const TrackLayout &layout,
                 const View &view, Overlay &overlay);

/// How the task ended in the other run and after how long, as a person reads it; empty if it is
/// not there.
[[nodiscard]] QString otherRunText(const OtherRun &other, trace::TaskId task);

/// What the other run is, and what the two come to, for the head of a picture: `total 2.50 s →
/// 1.20 s`.
[[nodiscard]] QStringList otherRunDetails(const OtherRun &other);

/// `+1.27 s`, `was cancelled, −300 ms`.
[[nodiscard]] QString differenceText(const analysis::TaskDifference &difference);

void paintOtherRun(QPainter &painter, const OtherRunShapes &shapes, const Theme &theme);

} // namespace awaitscope::timeline
