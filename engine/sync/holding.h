// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace awaitscope::sync {

/// Releases a slot of a semaphore, or a lock, at the end of its own life (`async with`), also if
/// the task is cancelled or its loop is closed: `co_await gpu.acquire(); const Holding slot(gpu);`.
///
/// Precondition: the running task has acquired it, and does not release it by hand.
template <typename T>
class [[nodiscard]] Holding final
{
public:
    /// @p held outlives this.
    explicit Holding(T &held) noexcept : m_held(held) { }

    ~Holding() { m_held.release(); }
    Q_DISABLE_COPY_MOVE(Holding)

private:
    T &m_held;
};

} // namespace awaitscope::sync
