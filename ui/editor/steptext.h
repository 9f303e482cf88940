// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/scenario/scenario.h"
#include "ui/editor/textrange.h"
#include "ui/timeline/steprange.h"

#include <optional>

namespace awaitscope::editor {

/// Where the steps of a run stand in its text, while that is edited: each stays where it is until
/// one of its braces is gone.
///
/// Invariant: steps are in the order of the text and lie inside each other or apart.
class StepText
{
public:
    /// No steps.
    StepText() = default;
    /// @p scenario was read from @p text.
    StepText(const scenario::Scenario &scenario, const QString &text);

    /// At @p position, so many characters were replaced by so many others.
    void edit(qsizetype position, qsizetype removed, qsizetype added);

    /// The innermost step around an offset, and those inside of it.
    [[nodiscard]] std::optional<timeline::StepRange> stepsAt(qsizetype offset) const;
    /// Braces included; none if the step is gone, or never was.
    [[nodiscard]] std::optional<TextRange> rangeOf(trace::StepId step) const;

private:
    struct Entry
    {
        TextRange text; // empty: gone
        quint32 last = 0; // number of the last step inside of it, or its own
    };

    std::vector<Entry> m_steps; // by number - 1
};

} // namespace awaitscope::editor
