// SPDX-License-Identifier: MIT
#pragma once

namespace awaitscope::formats::python {

/// The helpers that stand in every program: the paths of its tasks, the virtual clock, and what
/// calls main() on either clock.
extern const char *const frame;

} // namespace awaitscope::formats::python
