// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/json.h"
#include "engine/scenario/scenario.h"

namespace awaitscope::scenario {

/// A template named in the steps of another (or the same) one.
struct TemplateUse
{
    TemplateIndex used = 0;
    const JsonValue *place = nullptr; ///< where it is named
};

/// What each template uses, in the order of the text.
using TemplateUses = std::vector<std::vector<TemplateUse>>;

/// A way from a template back to itself; the place is where it closes.
struct TemplateCycle
{
    std::vector<TemplateIndex> templates; ///< each uses the next, the last one uses the first
    const JsonValue *place = nullptr;
};

/// The first cycle that a search in depth meets. Costs no stack, however long the chains are.
[[nodiscard]] std::optional<TemplateCycle> findCycle(const TemplateUses &uses);

} // namespace awaitscope::scenario
