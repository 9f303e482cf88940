// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <functional>

namespace awaitscope::loop {

/// How a virtual loop follows the wall clock. It never has an influence on what the loop does.
struct Pacing
{
    /// Monotonic ns; null: the system's.
    std::function<qint64()> wallClock;
    /// Callbacks between two looks at the wall clock. At least 1.
    quint64 slice = 128;
};

} // namespace awaitscope::loop
