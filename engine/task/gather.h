// SPDX-License-Identifier: MIT
#pragma once

#include "engine/task/task.h"

#include <forward_list>
#include <iterator>
#include <memory>
#include <span>
#include <vector>

namespace awaitscope::task {

enum class ReturnExceptions : quint8 {
    No, ///< the first failure of a child is the gather's
    Yes, ///< failures are results
};

/// The future that stands for several tasks (asyncio.gather). Cancelling it cancels every child
/// that is not done; it stays pending until they have ended. The first failure completes it while
/// the others run on; it hears of them and takes their errors as retrieved.
class Gathering final : public FutureBase,
                        public std::enable_shared_from_this<Gathering>,
                        private TaskBase::Watcher
{
public:
    using Children = std::vector<TaskPtr<TaskBase>>;

    /// Children may repeat. Those that are done already are accounted for at once (S-70).
    [[nodiscard]] static std::shared_ptr<Gathering> create(loop::EventLoop &loop, Children children,
                                                           ReturnExceptions returnExceptions);
    ~Gathering() override;

    /// The tasks as children, in the same order.
    template <typename T>
    [[nodiscard]] static Children asChildren(std::vector<TaskPtr<Task<T>>> tasks)
    {
        return Children(std::make_move_iterator(tasks.begin()),
                        std::make_move_iterator(tasks.end()));
    }

    /// The children, for the observer, if there is one.
    [[nodiscard]] std::span<const trace::TaskId> targets() const noexcept { return m_targets; }

    /// As given.
    [[nodiscard]] const Children &children() const noexcept { return m_children; }

    /// Its awaiter is gone: it lives on by itself until the last child has ended.
    void detach();

private:
    class ChildDone;

    Gathering(loop::EventLoop &loop, Children children, ReturnExceptions returnExceptions);
    CancelStep beginCancel(trace::CancelCause cause) override;
    [[nodiscard]] Inner innerToCancel(std::size_t index) override;
    bool endCancel(bool isInnerAccepted) override;
    void watch();
    void taskEnded(TaskBase &child) override;

    Children m_children;
    std::vector<trace::TaskId> m_targets;
    std::forward_list<ChildDone> m_callbacks; // of children that cannot be watched
    std::size_t m_left = 0; // distinct children that have not reported
    ReturnExceptions m_returnExceptions;
    bool m_isCancelRequested = false;
    bool m_isDetached = false;
};

/// `co_await` of a Gathering: the caller resumes in the second turn after the one in which the last
/// child (or the first failing one) ends, or does not suspend if all were done.
class GatherAwaiter : public Suspension
{
public:
    GatherAwaiter(loop::EventLoop &loop, Gathering::Children children, ReturnExceptions mode);

    ~GatherAwaiter() { m_gathering->detach(); }
    Q_DISABLE_COPY_MOVE(GatherAwaiter)

    [[nodiscard]] bool await_ready() const noexcept
    {
        return m_gathering->isDone() || refusesToWait();
    }

    void await_suspend(std::coroutine_handle<> caller);

    void await_resume() { settle().raise(); }

    [[nodiscard]] Failure settle();

protected:
    [[nodiscard]] const Gathering::Children &children() const { return m_gathering->children(); }

private:
    [[nodiscard]] trace::Wait wait() const noexcept
    {
        return {.kind = trace::WaitKind::Gather, .targets = m_gathering->targets()};
    }

    std::shared_ptr<Gathering> m_gathering;
};

/// Gives the values of the children.
template <typename T>
class GatherValuesAwaiter final : public GatherAwaiter
{
public:
    using GatherAwaiter::GatherAwaiter;

    [[nodiscard]] std::vector<T> await_resume()
    {
        settle().raise();
        std::vector<T> values;
        values.reserve(children().size());
        for (const auto &child : children()) {
            values.push_back(static_cast<Task<T> &>(*child).result());
        }
        return values;
    }
};

/// Waits for all of these tasks and returns their values in the order given; throws the first
/// failure, while the others run on (asyncio.gather).
template <typename T>
[[nodiscard]] auto gather(loop::EventLoop &loop, std::vector<TaskPtr<Task<T>>> tasks)
{
    using Awaiter = std::conditional_t<std::is_void_v<T>, GatherAwaiter, GatherValuesAwaiter<T>>;
    return Awaiter(loop, Gathering::asChildren(std::move(tasks)), ReturnExceptions::No);
}

/// Waits until all of these tasks have ended, however that is; look at each for its outcome
/// (asyncio.gather with return_exceptions).
template <typename T>
[[nodiscard]] GatherAwaiter gatherAll(loop::EventLoop &loop, std::vector<TaskPtr<Task<T>>> tasks)
{
    return {loop, Gathering::asChildren(std::move(tasks)), ReturnExceptions::Yes};
}

} // namespace awaitscope::task
