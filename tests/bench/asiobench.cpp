// SPDX-License-Identifier: MIT
#include "tests/bench/asioworld.h"
#include "tests/bench/processortime.h"

#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <exception>
#include <stdexcept>
#include <string_view>
#include <sys/resource.h>

using namespace awaitscope::bench;

namespace {

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

struct TimeoutError
{ };

/// As Asio's documentation has a timeout: what is waited for, or a timer. As of asyncio.timeout(),
/// who is late is told so by an exception.
awaitable<void> within(World &world, Nanoseconds limit, awaitable<void> work)
{
    using namespace asio::experimental::awaitable_operators;
    auto race = std::move(work) || world.sleep(limit);
    const auto first = co_await std::move(race);
    if (first.index() == 1) {
        throw TimeoutError();
    }
}

awaitable<std::uint64_t> hurrier(World &world, Nanoseconds ns)
{
    try {
        auto wait = within(world, 50 * ms, world.sleep(ns));
        co_await std::move(wait);
    } catch (const TimeoutError &) {
        co_return 1;
    }
    co_return 0;
}

/// The leanest that Asio allows: no scope around the sleep, but a callback that cuts it short.
awaitable<std::uint64_t> bareHurrier(World &world, Nanoseconds ns)
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

template <auto Hurrier>
std::uint64_t w4(World &world, std::uint64_t units)
{
    Gathering tasks(world);
    for (std::uint64_t i = 0; i < units; ++i) {
        tasks.start(Hurrier(world, Nanoseconds(1 + 2 * (i * 37 % 50)) * ms));
    }
    return 2 * tasks.run();
}

using Work = std::uint64_t (*)(World &, std::uint64_t);

[[nodiscard]] Work findWork(std::string_view name)
{
    constexpr std::array<std::pair<std::string_view, Work>, 5> works{
        {{"W1", w1}, {"W2", w2}, {"W3", w3}, {"W4", w4<hurrier>}, {"W4bare", w4<bareHurrier>}}};
    for (const auto &[known, work] : works) {
        if (known == name) {
            return work;
        }
    }
    return nullptr;
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
        std::fputs("usage: awaitscope_asiobench W1|W2|W3|W4|W4bare UNITS [ROUNDS]\n", stderr);
        return 2;
    }
    for (std::uint64_t round = 0; round < rounds; ++round) {
        const double begin = processorSeconds();
        World world;
        const std::uint64_t outcome = work(world, units);
        const double seconds = processorSeconds() - begin;
        if (outcome != units) {
            std::fputs("awaitscope_asiobench: the outcome is wrong\n", stderr);
            return 1;
        }
        std::printf("{\"work\": \"%s\", \"units\": %llu, \"seconds\": %.9f, \"peak\": %lld}\n",
                    argv[1], static_cast<unsigned long long>(units), seconds, peakMemory());
    }
    return 0;
}
