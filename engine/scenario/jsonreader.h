// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/json.h"

namespace awaitscope::scenario {

/// Reads a JSON text; JsonDocument::parse() is the way to call it.
[[nodiscard]] Result<JsonValue> readJson(const QByteArray &text, const QString &file);

} // namespace awaitscope::scenario
