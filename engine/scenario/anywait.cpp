// SPDX-License-Identifier: MIT
#include "engine/scenario/anywait.h"

namespace awaitscope::scenario {

namespace {

    template <typename Result, typename Call>
    Result onAwaiter(auto &wait, Call call)
    {
        return std::visit(
            [&](auto &awaiter) -> Result {
                if constexpr (requires { awaiter.settle(); }) {
                    return call(awaiter);
                } else {
                    Q_UNREACHABLE();
                }
            },
            wait);
    }

} // namespace

bool AnyWait::await_ready()
{
    return onAwaiter<bool>(m_wait, [](auto &awaiter) { return awaiter.await_ready(); });
}

void AnyWait::await_suspend(std::coroutine_handle<> caller)
{
    onAwaiter<void>(m_wait, [&](auto &awaiter) { awaiter.await_suspend(caller); });
}

task::Failure AnyWait::await_resume()
{
    return onAwaiter<task::Failure>(m_wait, [](auto &awaiter) { return awaiter.settle(); });
}

} // namespace awaitscope::scenario
