// SPDX-License-Identifier: MIT
#include "engine/sync/resource.h"

namespace awaitscope::sync {

Resource::Resource(loop::EventLoop &loop, trace::ResourceKind kind, std::string_view name,
                   qint64 slotCount)
    : m_loop(loop)
{
    if (loop.observer() && !name.empty()) {
        m_id = loop.observer()->resourceDeclared(kind, name, slotCount);
    }
}

trace::Usage Resource::usageWithOneMore() const
{
    trace::Usage usage = this->usage();
    ++usage.waiting;
    return usage;
}

} // namespace awaitscope::sync
