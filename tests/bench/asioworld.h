// SPDX-License-Identifier: MIT
#pragma once

#include <queue>

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

/// Boost.Asio on a virtual clock.
namespace awaitscope::bench {

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using boost::system::error_code;
using Nanoseconds = std::int64_t;

inline constexpr Nanoseconds ms = 1'000'000;

/// A handler of an operation that has to be completed later. Asio's own handlers are only movable.
class Completion
{
public:
    template <typename Handler>
    explicit Completion(Handler handler)
        : m_call(std::make_unique<Call<Handler>>(std::move(handler)))
    { }

    /// @p cancel is called if the operation is cancelled, in Asio's own way.
    template <typename Cancel>
    void setCancel(Cancel cancel)
    {
        if (asio::cancellation_slot slot = m_call->slot(); slot.is_connected()) {
            slot.assign([cancel](asio::cancellation_type) { cancel(); });
        }
    }

    void post(asio::io_context &context, error_code error = {})
    {
        asio::post(context, [call = std::move(m_call), error] { call->complete(error); });
    }

private:
    struct AnyCall
    {
        virtual ~AnyCall() = default;
        virtual void complete(error_code error) = 0;
        virtual asio::cancellation_slot slot() const = 0;
    };

    template <typename Handler>
    struct Call final : AnyCall
    {
        explicit Call(Handler moved) : handler(std::move(moved)) { }

        void complete(error_code error) override { std::move(handler)(error); }

        asio::cancellation_slot slot() const override
        {
            return asio::get_associated_cancellation_slot(handler);
        }

        Handler handler;
    };

    std::unique_ptr<AnyCall> m_call;
};

/// Suspends the coroutine; @p begin gets its completion.
template <typename Begin>
auto suspend(Begin begin)
{
    return asio::async_initiate<const asio::use_awaitable_t<> &, void(error_code)>(
        [](auto handler, Begin started) { started(Completion(std::move(handler))); }, use_awaitable,
        std::move(begin));
}

/// An io_context with a heap of timers on a virtual clock: when nothing is ready, the clock jumps.
class World
{
public:
    /// One wait for a point in time, which can be cut short.
    struct Timer
    {
        std::optional<Completion> completion;
    };

    [[nodiscard]] asio::io_context &context() noexcept { return m_context; }

    [[nodiscard]] Nanoseconds now() const noexcept { return m_now; }

    [[nodiscard]] awaitable<void> sleep(Nanoseconds ns)
    {
        return sleep(ns, std::make_shared<Timer>());
    }

    // What is awaited has a name: GCC 12 copies the bytes of a closure that is made where it is
    // awaited.
    [[nodiscard]] awaitable<void> sleep(Nanoseconds ns, std::shared_ptr<Timer> timer)
    {
        auto begin = [this, ns, timer](Completion completion) {
            completion.setCancel([this, weak = std::weak_ptr(timer)] {
                if (const auto late = weak.lock()) {
                    cancel(*late);
                }
            });
            timer->completion = std::move(completion);
            m_timers.push({m_now + ns, m_rank++, [this, timer] { finish(*timer, {}); }});
        };
        auto end = suspend(std::move(begin));
        co_await std::move(end);
    }

    /// Calls a function when @p ns have passed.
    void callLater(Nanoseconds ns, std::function<void()> function)
    {
        m_timers.push({m_now + ns, m_rank++, std::move(function)});
    }

    void cancel(Timer &timer) { finish(timer, asio::error::operation_aborted); }

    void run()
    {
        for (;;) {
            m_context.restart();
            m_context.poll();
            if (m_timers.empty()) {
                return;
            }
            m_now = m_timers.top().deadline;
            while (!m_timers.empty() && m_timers.top().deadline <= m_now) {
                const auto due = std::move(const_cast<Entry &>(m_timers.top()).function);
                m_timers.pop();
                due();
            }
        }
    }

private:
    struct Entry
    {
        Nanoseconds deadline;
        std::uint64_t rank;
        std::function<void()> function;

        friend bool operator<(const Entry &a, const Entry &b)
        {
            return a.deadline != b.deadline ? a.deadline > b.deadline : a.rank > b.rank;
        }
    };

    void finish(Timer &timer, error_code error)
    {
        if (auto completion = std::exchange(timer.completion, std::nullopt)) {
            completion->post(m_context, error);
        }
    }

    asio::io_context m_context{1};
    std::priority_queue<Entry> m_timers;
    Nanoseconds m_now = 0;
    std::uint64_t m_rank = 0;
};

} // namespace awaitscope::bench
