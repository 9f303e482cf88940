// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/parser.h"

/// Small changes to the text of a scenario. What they do not touch stays as its author wrote it.
namespace awaitscope::scenario {

/// Every duration of a sleep in the template (`main`: in the steps of main) times @p factor; the
/// draws are the same. Parameters in those places give way to their values: those of @p values, or
/// the declared ones. Precondition: the text is a valid scenario with these values.
[[nodiscard]] QByteArray withScaledSleeps(const QByteArray &text, const ParameterValues &values,
                                          const QByteArray &templateName, double factor);

/// So many slots of a semaphore, likewise.
[[nodiscard]] QByteArray withSlots(const QByteArray &text, const QByteArray &semaphore,
                                   qint64 slotCount);

} // namespace awaitscope::scenario
