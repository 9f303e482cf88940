// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <utility>

namespace awaitscope::loop {

class EventLoop;
class TimerHeap;

/// Something that the loop can run later: asyncio's Handle, as a node that stands in at most one
/// place at a time (the ready queue, the timers, or the callbacks of a future), so that scheduling
/// allocates nothing.
///
/// A handle that is destroyed leaves the place where it stands.
class Handle
{
public:
    Handle() noexcept = default;
    Q_DISABLE_COPY_MOVE(Handle)

    [[nodiscard]] bool isScheduled() const noexcept { return m_where != Where::Nowhere; }

    /// Whether it stands in the ready queue: it runs in this turn or the next.
    [[nodiscard]] bool isReady() const noexcept { return m_where == Where::Ready; }

    /// It will not run, unless it is scheduled again. Its turn in the ready queue is passed over.
    void cancel();

protected:
    virtual ~Handle() { cancel(); }

private:
    friend class EventLoop;
    friend class TimerHeap;
    friend class HandleList;

    enum class Where : quint8 {
        Nowhere,
        Ready,
        Timers,
        List,
    };

    /// Called by the loop, after the handle has left the ready queue.
    virtual void run() = 0;

    EventLoop *m_loop = nullptr; // in Ready and Timers

    union {
        quint64 m_place = 0; // in Ready and Timers
        Handle *m_next; // in List
    };

    Handle *m_previous = nullptr; // in List
    class HandleList *m_list = nullptr; // in List
    Where m_where = Where::Nowhere;
};

/// Handles in order, each of which can be taken out: the callbacks of a future.
class HandleList
{
public:
    HandleList() noexcept = default;
    ~HandleList();
    Q_DISABLE_COPY_MOVE(HandleList)

    [[nodiscard]] bool isEmpty() const noexcept { return m_first == nullptr; }

    /// Precondition: the handle is not scheduled.
    void append(Handle &handle) noexcept;
    void remove(Handle &handle) noexcept;
    /// The first, which leaves the list; null if it is empty.
    [[nodiscard]] Handle *takeFirst() noexcept;

private:
    Handle *m_first = nullptr;
    Handle *m_last = nullptr;
};

/// A handle that calls a function.
template <typename Function>
class Callback final : public Handle
{
public:
    explicit Callback(Function function) : m_function(std::move(function)) { }

private:
    void run() override { m_function(); }

    Function m_function;
};

} // namespace awaitscope::loop
