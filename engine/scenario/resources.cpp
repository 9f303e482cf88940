// SPDX-License-Identifier: MIT
#include "engine/scenario/resources.h"

namespace awaitscope::scenario {

namespace {

    [[nodiscard]] Resources::Any make(const Resource &declared, loop::EventLoop &loop)
    {
        const std::string_view name(declared.name.data(), std::size_t(declared.name.size()));
        switch (declared.kind) {
        case ResourceKind::Semaphore:
            return std::make_unique<sync::Semaphore>(loop, declared.slotCount, name,
                                                     declared.bounded ? sync::Bounded::Yes
                                                                      : sync::Bounded::No);
        case ResourceKind::Lock:
            return std::make_unique<sync::Lock>(loop, name);
        case ResourceKind::Event:
            return std::make_unique<sync::Event>(loop, name,
                                                 declared.isSet ? sync::Event::Initially::Set
                                                                : sync::Event::Initially::Clear);
        case ResourceKind::Queue:
            return std::make_unique<Resources::ItemQueue>(loop, quint64(declared.slotCount), name);
        case ResourceKind::Condition:
            return std::make_unique<sync::Condition>(loop, name);
        case ResourceKind::Barrier:
            return std::make_unique<sync::Barrier>(loop, quint64(declared.slotCount), name);
        }
        Q_UNREACHABLE();
    }

} // namespace

Resources::Resources(const Scenario &scenario, loop::EventLoop &loop)
    : m_puts(scenario.resources.size())
{
    m_resources.reserve(scenario.resources.size());
    for (const Resource &declared : scenario.resources) {
        m_resources.push_back(make(declared, loop));
    }
}

void Resources::release(ResourceId id)
{
    std::visit(
        [](auto &resource) {
            if constexpr (requires { resource->release(); }) {
                resource->release();
            } else {
                Q_UNREACHABLE();
            }
        },
        any(id));
}

trace::Usage Resources::usage(ResourceId id)
{
    return std::visit([](auto &resource) { return resource->usage(); }, any(id));
}

} // namespace awaitscope::scenario
