// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bridge/outside.h"

#include <QFuture>
#include <QFutureWatcher>

namespace awaitscope::bridge {

/// What await() returns for a QFuture.
template <typename T>
class QFutureAwaiter final : public Outside<T>
{
public:
    QFutureAwaiter(loop::EventLoop &loop, QFuture<T> future)
        : Outside<T>(loop), m_future(std::move(future))
    {
        if (m_future.isFinished()) {
            take();
            return;
        }
        // Owned by the listener, which is gone before this is.
        auto *const watcher = new QFutureWatcher<T>(this->listener());
        QObject::connect(watcher, &QFutureWatcherBase::finished, this->listener(),
                         [this] { take(); });
        watcher->setFuture(m_future);
    }

private:
    void take()
    {
        try {
            if constexpr (std::is_void_v<T>) {
                m_future.waitForFinished(); // throws what is stored
                if (!m_future.isCanceled()) {
                    this->happened();
                    return;
                }
            } else if (m_future.waitForFinished(); m_future.resultCount() > 0) {
                if constexpr (std::is_copy_constructible_v<T>) {
                    this->happened(m_future.result());
                } else {
                    this->happened(m_future.takeResult());
                }
                return;
            }
            this->failed(m_future.isCanceled()
                             ? task::Failure::cancelled()
                             : task::Failure::make(task::RuntimeError("there is no result")));
        } catch (...) {
            this->failed(task::Failure::current());
        }
    }

    void giveUp() override { m_future.cancel(); }

    QFuture<T> m_future;
};

/// Waits for the result of a future (the first, if it has several); throws its exception, or
/// CancelledError if it was cancelled. Does not suspend if it is finished. The future is cancelled
/// when the wait is (as by asyncio.wrap_future).
template <typename T>
[[nodiscard]] QFutureAwaiter<T> await(loop::EventLoop &loop, QFuture<T> future)
{
    return {loop, std::move(future)};
}

} // namespace awaitscope::bridge
