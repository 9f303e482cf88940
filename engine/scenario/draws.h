// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/random.h"
#include "engine/scenario/scenario.h"

/// Rounding and random durations (scenario.md, sections 2 and 3). The same bits on every machine:
/// nothing here depends on libm, and every operation is one rounded double operation.
namespace awaitscope::scenario {

/// floor(ns + 0.5), saturated to plus or minus 2^62; 0 for what is no number.
[[nodiscard]] Timestamp roundNs(double ns) noexcept;

/// Seconds to nanoseconds, rounded and saturated.
[[nodiscard]] Timestamp toNs(double seconds) noexcept;

/// The natural logarithm of a positive, normal number.
[[nodiscard]] double portableLn(double x) noexcept;

/// The exponential function, for x from -700 to 700.
[[nodiscard]] double portableExp(double x) noexcept;

/// A standard normal variate, by the polar method; the second variate of a pair is dropped.
[[nodiscard]] double drawNormal(Stream &stream) noexcept;

/// The value of a duration in ns; takes from the stream what section 2 says.
[[nodiscard]] Timestamp draw(const Duration &duration, Stream &stream);

} // namespace awaitscope::scenario
