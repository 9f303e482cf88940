// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <cstddef>
#include <utility>

namespace awaitscope::loop {

class EventLoop;

/// Where a handle stands: its neighbours in a list, or its place in what a loop has of them.
class HandleLink
{
protected:
    HandleLink() noexcept = default;

    union {
        HandleLink *m_next;
        EventLoop *m_scheduler;
    };

    union {
        HandleLink *m_previous;
        void *m_entry; // in a SlabQueue
        std::size_t m_index; // in a heap
    };

    friend class HandleList;
};

/// What stands in at most one place at a time (the ready queue, the timers, or the callbacks of a
/// future) and runs when it is its turn, so that scheduling allocates nothing: a Handle, or the
/// step of a task, which the loop calls without a look at what it is.
///
/// One that is destroyed leaves the place where it stands.
class HandleBase : private HandleLink
{
public:
    Q_DISABLE_COPY_MOVE(HandleBase)

    [[nodiscard]] bool isScheduled() const noexcept { return m_where != Where::Nowhere; }

    /// Whether it stands in the ready queue: it runs in this turn or the next.
    [[nodiscard]] bool isReady() const noexcept { return m_where == Where::Ready; }

    /// It will not run, unless it is scheduled again. Its turn in the ready queue is passed over.
    void cancel()
    {
        if (isScheduled()) {
            leave();
        }
    }

protected:
    enum class Kind : quint8 {
        Handle,
        Step, ///< of a TaskBase
    };

    explicit HandleBase(Kind kind) noexcept : m_kind(kind) { }

    ~HandleBase() { cancel(); }

private:
    friend class EventLoop;
    friend class TimerHeap;
    friend class TimerQueue;
    friend class HandleList;

    enum class Where : quint8 {
        Nowhere,
        Ready,
        TimerQueue,
        TimerLine,
        TimerFront,
        TimerHeap,
        List,
    };

    void leave();

    Where m_where = Where::Nowhere;
    Kind m_kind;
};

/// Something that the loop can run later: asyncio's Handle.
class Handle : public HandleBase
{
public:
    Handle() noexcept : HandleBase(Kind::Handle) { }

protected:
    virtual ~Handle() = default;

private:
    friend class EventLoop;

    /// Called by the loop, after the handle has left the ready queue.
    virtual void run() = 0;
};

/// Handles in order, each of which can be taken out: the callbacks of a future.
///
/// Invariant: the handles and m_ends form a ring, so that one can leave without knowing the list.
class HandleList
{
public:
    HandleList() noexcept { m_ends.m_next = m_ends.m_previous = &m_ends; }

    ~HandleList()
    {
        while (takeFirst()) { }
    }

    Q_DISABLE_COPY_MOVE(HandleList)

    [[nodiscard]] bool isEmpty() const noexcept { return m_ends.m_next == &m_ends; }

    /// Precondition: the handle is not scheduled.
    void append(HandleBase &handle) noexcept
    {
        Q_ASSERT(!handle.isScheduled());
        handle.m_where = HandleBase::Where::List;
        handle.m_next = &m_ends;
        handle.m_previous = m_ends.m_previous;
        m_ends.m_previous->m_next = &handle;
        m_ends.m_previous = &handle;
    }

    /// The first, which leaves the list; null if it is empty.
    [[nodiscard]] HandleBase *takeFirst() noexcept
    {
        if (isEmpty()) {
            return nullptr;
        }
        auto *const first = static_cast<HandleBase *>(m_ends.m_next);
        remove(*first);
        return first;
    }

    /// Takes a handle out of whatever list it is in.
    static void remove(HandleBase &handle) noexcept
    {
        handle.m_previous->m_next = handle.m_next;
        handle.m_next->m_previous = handle.m_previous;
        handle.m_where = HandleBase::Where::Nowhere;
    }

private:
    HandleLink m_ends;
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
