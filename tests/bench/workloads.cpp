// SPDX-License-Identifier: MIT
#include "tests/bench/workloads.h"

#include "engine/sync/semaphore.h"
#include "engine/task/gather.h"
#include "engine/task/sleep.h"
#include "engine/task/timeout.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace awaitscope::bench {

using task::Coro;
using task::createTask;
using task::TaskPtr;
using trace::Timestamp;

namespace {

    constexpr Timestamp ms = trace::nanosecondsPerMillisecond;

    /// 1 to 100 ms, each as often, in an order that looks random; the peers do the same.
    [[nodiscard]] Timestamp duration(quint64 index)
    {
        return Timestamp(1 + index * 37 % 100) * ms;
    }

    /// 1 to 99 ms, odd.
    [[nodiscard]] Timestamp oddDuration(quint64 index)
    {
        return Timestamp(1 + 2 * (index * 37 % 50)) * ms;
    }

    // W1: each task takes one of eight slots, sleeps, gives it back.

    Coro<> slotHolder(sync::Semaphore *semaphore, Timestamp ns)
    {
        co_await semaphore->acquire();
        co_await task::sleep(semaphore->loop(), ns);
        semaphore->release();
    }

    Coro<quint64> gatherSlotHolders(loop::EventLoop *loop, quint64 units)
    {
        sync::Semaphore semaphore(*loop, 8, "slots");
        std::vector<TaskPtr<task::Task<>>> tasks;
        tasks.reserve(units);
        for (quint64 i = 0; i < units; ++i) {
            tasks.push_back(createTask(*loop, "holder", slotHolder, &semaphore, duration(i)));
        }
        co_await task::gather(*loop, std::move(tasks));
        co_return units;
    }

    // W2: each task yields once and returns a number.

    Coro<int> yielder(loop::EventLoop *loop, int value)
    {
        co_await task::sleep(*loop, 0);
        co_return value;
    }

    Coro<quint64> gatherYielders(loop::EventLoop *loop, quint64 units)
    {
        std::vector<TaskPtr<task::Task<int>>> tasks;
        tasks.reserve(units);
        for (quint64 i = 0; i < units; ++i) {
            tasks.push_back(createTask(*loop, "yielder", yielder, loop, int(i % 2)));
        }
        const std::vector<int> values = co_await task::gather(*loop, std::move(tasks));
        co_return 2 * quint64(std::ranges::count(values, 1));
    }

    // W3: a hundred tasks sleep over and over.

    Coro<> sleeper(loop::EventLoop *loop, quint64 times)
    {
        for (quint64 i = 0; i < times; ++i) {
            co_await task::sleep(*loop, ms);
        }
    }

    Coro<quint64> gatherSleepers(loop::EventLoop *loop, quint64 units)
    {
        std::vector<TaskPtr<task::Task<>>> tasks;
        for (int i = 0; i < 100; ++i) {
            tasks.push_back(createTask(*loop, "sleeper", sleeper, loop, units / 100));
        }
        co_await task::gather(*loop, std::move(tasks));
        co_return quint64(loop->now() / ms) * 100;
    }

    // W4: each task sleeps in a timeout; every other one is late.

    Coro<int> hurrier(loop::EventLoop *loop, Timestamp ns)
    {
        try {
            co_await task::within(*loop, 50 * ms, task::sleep(*loop, ns));
        } catch (const task::TimeoutError &) {
            co_return 1;
        }
        co_return 0;
    }

    Coro<quint64> gatherHurriers(loop::EventLoop *loop, quint64 units)
    {
        std::vector<TaskPtr<task::Task<int>>> tasks;
        tasks.reserve(units);
        for (quint64 i = 0; i < units; ++i) {
            tasks.push_back(createTask(*loop, "hurrier", hurrier, loop, oddDuration(i)));
        }
        const std::vector<int> late = co_await task::gather(*loop, std::move(tasks));
        co_return 2 * quint64(std::ranges::count(late, 1));
    }

    /// @p Main returns @p units if all went as it should.
    template <auto Main>
    void runMain(loop::EventLoop &loop, quint64 units)
    {
        const auto main = createTask(loop, "main", Main, &loop, units);
        while (!main->isDone()) {
            if (loop.runTurn() != loop::EventLoop::Progress::TurnDone) {
                throw std::runtime_error("the loop stopped before its main task was done");
            }
        }
        if (main->result() != units) {
            throw std::runtime_error("the outcome is wrong");
        }
    }

    constexpr std::array workloads{
        Workload{"W1", runMain<gatherSlotHolders>},
        Workload{"W2", runMain<gatherYielders>},
        Workload{"W3", runMain<gatherSleepers>},
        Workload{"W4", runMain<gatherHurriers>},
    };

} // namespace

const Workload *findWorkload(std::string_view name)
{
    const auto found = std::ranges::find(workloads, name, &Workload::name);
    return found == workloads.end() ? nullptr : &*found;
}

} // namespace awaitscope::bench
