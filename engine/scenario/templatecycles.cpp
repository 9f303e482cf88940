// SPDX-License-Identifier: MIT
#include "engine/scenario/templatecycles.h"

#include <algorithm>

namespace awaitscope::scenario {

namespace {

enum class State : quint8 {
    Unseen,
    OnPath,
    Harmless,
};

struct Visit
{
    TemplateIndex index = 0;
    std::size_t nextUse = 0;
};

class CycleSearch
{
public:
    explicit CycleSearch(const TemplateUses &uses)
        : m_uses(uses)
        , m_states(uses.size(), State::Unseen)
    { }

    [[nodiscard]] std::optional<TemplateCycle> from(TemplateIndex start);

private:
    void enter(TemplateIndex index)
    {
        m_states[index] = State::OnPath;
        m_path.push_back({index});
    }

    [[nodiscard]] TemplateCycle closedBy(const TemplateUse &use) const;

    const TemplateUses &m_uses;
    std::vector<State> m_states;
    std::vector<Visit> m_path;
};

TemplateCycle CycleSearch::closedBy(const TemplateUse &use) const
{
    TemplateCycle cycle {{}, use.place};
    auto visit = std::ranges::find(m_path, use.used, &Visit::index);
    for (; visit != m_path.end(); ++visit) {
        cycle.templates.push_back(visit->index);
    }
    return cycle;
}

std::optional<TemplateCycle> CycleSearch::from(TemplateIndex start)
{
    if (m_states[start] != State::Unseen) {
        return std::nullopt;
    }
    enter(start);
    while (!m_path.empty()) {
        Visit &visit = m_path.back();
        const std::vector<TemplateUse> &uses = m_uses[visit.index];
        if (visit.nextUse == uses.size()) {
            m_states[visit.index] = State::Harmless;
            m_path.pop_back();
            continue;
        }
        const TemplateUse &use = uses[visit.nextUse++];
        if (m_states[use.used] == State::OnPath) {
            return closedBy(use);
        }
        if (m_states[use.used] == State::Unseen) {
            enter(use.used);
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<TemplateCycle> findCycle(const TemplateUses &uses)
{
    CycleSearch search(uses);
    for (TemplateIndex index = 0; index < uses.size(); ++index) {
        if (auto cycle = search.from(index)) {
            return cycle;
        }
    }
    return std::nullopt;
}

} // namespace awaitscope::scenario
