// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace awaitscope::task {

/// What QSharedData counts with, for objects whose owners are all on one thread: without atomic
/// operations, which cost more than all else that is done to a pointer.
class OwnerCount
{
public:
    void ref() noexcept { ++m_count; }

    /// False if that was the last.
    [[nodiscard]] bool deref() noexcept { return --m_count != 0; }

private:
    quint32 m_count = 0;
};

} // namespace awaitscope::task
