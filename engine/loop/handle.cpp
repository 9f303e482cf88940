// SPDX-License-Identifier: MIT
#include "engine/loop/handle.h"

#include "engine/loop/eventloop.h"

namespace awaitscope::loop {

void HandleBase::leave()
{
    if (m_where == Where::List) {
        HandleList::remove(*this);
    } else {
        m_scheduler->forget(*this);
    }
}

} // namespace awaitscope::loop
