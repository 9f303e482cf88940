// SPDX-License-Identifier: MIT
#include <queue>

#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <sys/resource.h>
#include <utility> // which Asio 1.74 forgets
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using boost::system::error_code;
using Nanoseconds = std::int64_t;

namespace {

constexpr Nanoseconds ms = 1'000'000;

/// A handler of an operation that has to be completed later. Asio's own handlers are only movable.
class Completion
{
public:
    template <typename Handler>
    explicit Completion(Handler handler)
        : m_call(std::make_unique<Call<Handler>>(std::move(handler)))
    { }

    void post(asio::io_context &context, error_code error = {})
    {
        asio::post(context, [call = std::move(m_call), error] { call->complete(error); });
    }

private:
    struct AnyCall
    {
        virtual ~AnyCall() = default;
        virtual void complete(error_code error) = 0;
    };

    template <typename Handler>
    struct Call final : AnyCall
    {
        explicit Call(Handler moved) : handler(std::move(moved)) { }

        void complete(error_code error) override { std::move(handler)(error); }

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

/// A semaphore whose slots pass from hand to hand in FIFO order.
class Semaphore
{
public:
    Semaphore(World &world, int slots) : m_world(world), m_free(slots) { }

    [[nodiscard]] awaitable<void> acquire()
    {
        if (m_free > 0) {
            --m_free;
            co_return;
        }
        auto begin = [this](Completion completion) { m_waiters.push_back(std::move(completion)); };
        co_await suspend(begin);
    }

    void release()
    {
        if (m_waiters.empty()) {
            ++m_free;
            return;
        }
        m_waiters.front().post(m_world.context());
        m_waiters.pop_front();
    }

private:
    World &m_world;
    std::deque<Completion> m_waiters;
    int m_free;
};

/// Starts all tasks, waits for them and adds up what they return.
class Gathering
{
public:
    explicit Gathering(World &world) : m_world(world) { }

    void start(awaitable<std::uint64_t> task)
    {
        ++m_left;
        asio::co_spawn(m_world.context(), std::move(task),
                       [this](std::exception_ptr error, std::uint64_t value) {
                           m_failure = error ? error : m_failure;
                           m_sum += value;
                           --m_left;
                       });
    }

    [[nodiscard]] std::uint64_t run()
    {
        m_world.run();
        if (m_failure) {
            std::rethrow_exception(m_failure);
        }
        if (m_left > 0) {
            throw std::runtime_error("tasks are left");
        }
        return m_sum;
    }

private:
    World &m_world;
    std::exception_ptr m_failure;
    std::uint64_t m_left = 0;
    std::uint64_t m_sum = 0;
};

awaitable<std::uint64_t> slotHolder(World &world, Semaphore &slots, Nanoseconds ns)
{
    co_await slots.acquire();
    co_await world.sleep(ns);
    slots.release();
    co_return 1;
}

std::uint64_t w1(World &world, std::uint64_t units)
{
    Semaphore slots(world, 8);
    Gathering tasks(world);
    for (std::uint64_t i = 0; i < units; ++i) {
        tasks.start(slotHolder(world, slots, Nanoseconds(1 + i * 37 % 100) * ms));
    }
    return tasks.run();
}

awaitable<std::uint64_t> yielder(World &world, std::uint64_t value)
{
    co_await asio::post(world.context(), use_awaitable);
    co_return value;
}

std::uint64_t w2(World &world, std::uint64_t units)
{
    Gathering tasks(world);
    for (std::uint64_t i = 0; i < units; ++i) {
        tasks.start(yielder(world, i % 2));
    }
    return 2 * tasks.run();
}

awaitable<std::uint64_t> sleeper(World &world, std::uint64_t times)
{
    for (std::uint64_t i = 0; i < times; ++i) {
        co_await world.sleep(ms);
    }
    co_return 0;
}

std::uint64_t w3(World &world, std::uint64_t units)
{
    Gathering tasks(world);
    for (int i = 0; i < 100; ++i) {
        tasks.start(sleeper(world, units / 100));
    }
    return tasks.run() + std::uint64_t(world.now() / ms) * 100;
}

awaitable<std::uint64_t> hurrier(World &world, Nanoseconds ns)
{
    const auto timer = std::make_shared<World::Timer>();
    world.callLater(50 * ms, [&world, weak = std::weak_ptr(timer)] {
        if (const auto late = weak.lock()) {
            world.cancel(*late);
        }
    });
    try {
        auto end = world.sleep(ns, timer);
        co_await std::move(end);
    } catch (const boost::system::system_error &) {
        co_return 1;
    }
    co_return 0;
}

std::uint64_t w4(World &world, std::uint64_t units)
{
    Gathering tasks(world);
    for (std::uint64_t i = 0; i < units; ++i) {
        tasks.start(hurrier(world, Nanoseconds(1 + 2 * (i * 37 % 50)) * ms));
    }
    return 2 * tasks.run();
}

using Work = std::uint64_t (*)(World &, std::uint64_t);

[[nodiscard]] Work findWork(std::string_view name)
{
    return name == "W1" ? w1 : name == "W2" ? w2 : name == "W3" ? w3 : name == "W4" ? w4 : nullptr;
}

[[nodiscard]] long long peakMemory()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss * 1024LL;
}

} // namespace

/// Does a workload with Boost.Asio's awaitables, recording nothing: WORK UNITS [ROUNDS].
int main(int argc, char *argv[])
{
    const Work work = argc >= 3 ? findWork(argv[1]) : nullptr;
    const std::uint64_t units = work ? std::strtoull(argv[2], nullptr, 10) : 0;
    const std::uint64_t rounds = argc >= 4 ? std::strtoull(argv[3], nullptr, 10) : 1;
    if (units == 0) {
        std::fputs("usage: awaitscope_asiobench W1|W2|W3|W4 UNITS [ROUNDS]\n", stderr);
        return 2;
    }
    for (std::uint64_t round = 0; round < rounds; ++round) {
        const auto begin = std::chrono::steady_clock::now();
        World world;
        const std::uint64_t outcome = work(world, units);
        const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
        if (outcome != units) {
            std::fputs("awaitscope_asiobench: the outcome is wrong\n", stderr);
            return 1;
        }
        std::printf("{\"work\": \"%s\", \"units\": %llu, \"seconds\": %.9f, \"peak\": %lld}\n",
                    argv[1], static_cast<unsigned long long>(units), seconds.count(), peakMemory());
    }
    return 0;
}
