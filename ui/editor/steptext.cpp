// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/steptext.h"

#include "engine/scenario/stepwalk.h"

#include <algorithm>

namespace awaitscope::editor {

using timeline::StepRange;
using trace::StepId;

StepText::StepText(const scenario::Scenario &scenario, const QString &text)
    : m_steps(scenario.stepCount)
{
    const LineIndex lines(text);
    const auto note = [&](const scenario::Step &step) {
        m_steps[step.id.value - 1U].text = {lines.offsetOf(step.place), lines.offsetOf(step.end)};
    };
    scenario::forEachStep(scenario.main, note);
    for (const scenario::Template &task : scenario.templates) {
        scenario::forEachStep(task.steps, note);
    }
    std::vector<quint32> open; // steps around the one that comes, the outermost first
    for (quint32 number = 1; number <= m_steps.size(); ++number) {
        Entry &entry = m_steps[number - 1];
        while (!open.empty() && m_steps[open.back() - 1].text.end <= entry.text.begin) {
            open.pop_back();
        }
        open.push_back(number);
        for (const quint32 around : open) {
            m_steps[around - 1].last = number;
        }
    }
}

void StepText::edit(qsizetype position, qsizetype removed, qsizetype added)
{
    const qsizetype behind = position + removed;
    const auto isGone = [&](qsizetype at) { return at >= position && at < behind; };
    for (Entry &entry : m_steps) {
        TextRange &range = entry.text;
        if (range.isEmpty() || isGone(range.begin) || isGone(range.end - 1)) {
            range = {};
            continue;
        }
        range.begin += range.begin >= behind ? added - removed : 0;
        range.end += range.end > behind ? added - removed : 0;
    }
}

std::optional<StepRange> StepText::stepsAt(qsizetype offset) const
{
    std::optional<StepRange> innermost;
    for (quint32 number = 1; number <= m_steps.size(); ++number) {
        const TextRange &range = m_steps[number - 1].text;
        if (!range.isEmpty() && range.begin <= offset && offset <= range.end) {
            innermost = StepRange{StepId(number), StepId(m_steps[number - 1].last)};
        }
    }
    return innermost;
}

std::optional<TextRange> StepText::rangeOf(StepId step) const
{
    if (!step || step.value > m_steps.size() || m_steps[step.value - 1U].text.isEmpty()) {
        return std::nullopt;
    }
    return m_steps[step.value - 1U].text;
}

} // namespace awaitscope::editor
