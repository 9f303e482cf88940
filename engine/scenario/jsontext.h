// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/json.h"

/// JSON as Python's json.dumps() writes it: ASCII only, no spaces.
namespace awaitscope::scenario {

/// Appends a text (UTF-8) in quotes, with escapes.
void appendJsonText(QByteArray &json, QByteArrayView text);

/// A text, an integral number, a boolean or null. An integer keeps its digits, however many; an
/// integral Real is written as the shortest float that reads back the same (`2.0`, `1e+16`).
[[nodiscard]] QByteArray jsonOfScalar(const JsonValue &scalar);

} // namespace awaitscope::scenario
