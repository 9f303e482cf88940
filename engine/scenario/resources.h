// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/scenario.h"
#include "engine/sync/barrier.h"
#include "engine/sync/queue.h"
#include "engine/sync/semaphore.h"

#include <memory>
#include <variant>
#include <vector>

namespace awaitscope::scenario {

/// The primitives that a scenario declares, made for one run. The validated scenario guarantees
/// that each is asked for by its kind.
class Resources
{
public:
    using ItemQueue = sync::Queue<trace::ValueId>;
    using Any = std::variant<std::unique_ptr<sync::Semaphore>, std::unique_ptr<sync::Lock>,
                             std::unique_ptr<sync::Event>, std::unique_ptr<ItemQueue>,
                             std::unique_ptr<sync::Condition>, std::unique_ptr<sync::Barrier>>;

    Resources(const Scenario &scenario, loop::EventLoop &loop);

    [[nodiscard]] Any &any(ResourceId id) { return m_resources[id.value - 1U]; }

    template <typename Primitive>
    [[nodiscard]] Primitive &get(ResourceId id)
    {
        return *std::get<std::unique_ptr<Primitive>>(any(id));
    }

    /// The number of the next put step on this queue, from 1.
    [[nodiscard]] quint32 nextPut(ResourceId queue) { return ++m_puts[queue.value - 1U]; }

    /// Gives back what an acquire step took: a slot, a lock or a condition.
    void release(ResourceId id);
    [[nodiscard]] trace::Usage usage(ResourceId id);

private:
    std::vector<Any> m_resources; // ResourceId 1 is the first
    std::vector<quint32> m_puts; // per resource
};

} // namespace awaitscope::scenario
