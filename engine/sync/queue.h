// SPDX-License-Identifier: MIT
#pragma once

#include "engine/sync/event.h"
#include "engine/task/coro.h"

#include <deque>
#include <type_traits>

namespace awaitscope::sync {

/// The waiting and counting of a queue, whatever its items are.
class QueueBase : public Resource
{
public:
    [[nodiscard]] bool isEmpty() const noexcept { return size() == 0; }

    [[nodiscard]] bool isFull() const noexcept { return m_capacity > 0 && size() >= m_capacity; }

    [[nodiscard]] quint64 unfinished() const noexcept { return m_unfinished; }

    [[nodiscard]] trace::Usage usage() const override;

    /// One item that was taken is done. Throws ValueError if all were.
    void taskDone();
    /// Waits until every item that was put is done. Does not suspend if all are.
    [[nodiscard]] task::Coro<> join();

protected:
    QueueBase(loop::EventLoop &loop, quint64 capacity, std::string_view name);

    [[nodiscard]] virtual quint64 size() const noexcept = 0;
    /// Suspends until there is an item, or room for one; the observer is told.
    [[nodiscard]] task::Coro<> waitForItem();
    [[nodiscard]] task::Coro<> waitForRoom();
    void itemAdded();
    void itemTaken();
    void reportPut(trace::ValueId item) const;
    void reportGot(trace::ValueId item) const;

private:
    enum class Side : quint8 {
        Getters,
        Putters,
    };
    [[nodiscard]] task::Coro<> waitOn(Side side);
    [[nodiscard]] bool isUsable(Side side) const noexcept;
    void wakeNext(WaitQueue &waiters);

    WaitQueue m_getters;
    WaitQueue m_putters;
    Event m_allDone;
    quint64 m_capacity;
    quint64 m_unfinished = 0;
};

/// A FIFO between tasks (asyncio.Queue; S-201 to S-213). A waiter that is woken finds its item gone
/// if another task took it first, and waits again.
template <typename T>
class Queue final : public QueueBase
{
public:
    /// @p capacity 0: unbounded.
    explicit Queue(loop::EventLoop &loop, quint64 capacity = 0, std::string_view name = {})
        : QueueBase(loop, capacity, name)
    { }

    /// Takes the first item. Does not suspend if there is one; otherwise the caller resumes at the
    /// earliest in the turn after one was put.
    [[nodiscard]] task::Coro<T> get()
    {
        if (isEmpty()) {
            co_await waitForItem();
        }
        co_return getNowait();
    }

    /// Throws QueueEmpty.
    T getNowait()
    {
        if (isEmpty()) {
            throw task::QueueEmpty();
        }
        T item = std::move(m_items.front());
        m_items.pop_front();
        itemTaken();
        reportGot(shown(item));
        return item;
    }

    /// Adds an item. Does not suspend if there is room.
    [[nodiscard]] task::Coro<> put(T item)
    {
        if (isFull()) {
            co_await waitForRoom();
        }
        putNowait(std::move(item));
    }

    /// Throws QueueFull.
    void putNowait(T item)
    {
        if (isFull()) {
            throw task::QueueFull();
        }
        const trace::ValueId id = shown(item);
        m_items.push_back(std::move(item));
        itemAdded();
        reportPut(id);
    }

private:
    [[nodiscard]] quint64 size() const noexcept override { return m_items.size(); }

    [[nodiscard]] static trace::ValueId shown(const T &item)
    {
        if constexpr (std::is_same_v<T, trace::ValueId>) {
            return item;
        } else {
            return {};
        }
    }

    std::deque<T> m_items;
};

} // namespace awaitscope::sync
