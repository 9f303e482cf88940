// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bridge/outside.h"

#include <tuple>
#include <type_traits>

namespace awaitscope::bridge {

namespace detail {

    /// The empty structure with which Qt marks private signals.
    template <typename T>
    inline constexpr bool isPrivateSignal = std::is_class_v<T> &&std::is_empty_v<T>;

    template <typename... Args>
    using Kept = decltype(std::tuple_cat(
        std::declval<std::conditional_t<isPrivateSignal<std::remove_cvref_t<Args>>, std::tuple<>,
                                        std::tuple<std::remove_cvref_t<Args>>>>()...));

    template <typename Tuple>
    struct ValueOfArguments
    {
        using Type = Tuple;
    };

    template <>
    struct ValueOfArguments<std::tuple<>>
    {
        using Type = void;
    };

    template <typename Arg>
    struct ValueOfArguments<std::tuple<Arg>>
    {
        using Type = Arg;
    };

    template <typename Signal>
    struct ArgumentsOf;

    template <typename Sender, typename... Args>
    struct ArgumentsOf<void (Sender::*)(Args...)>
    {
        using Type = typename ValueOfArguments<Kept<Args...>>::Type;
    };

} // namespace detail

/// What await() returns for a signal. Gives its argument; several are a tuple.
template <typename Signal>
class SignalAwaiter final : public Outside<typename detail::ArgumentsOf<Signal>::Type>
{
public:
    template <typename Sender>
    SignalAwaiter(loop::EventLoop &loop, Sender *sender, Signal signal)
        : Outside<typename detail::ArgumentsOf<Signal>::Type>(loop)
    {
        QObject::connect(sender, signal, this->listener(),
                         [this](const auto &...arguments) { hear(arguments...); });
        QObject::connect(sender, &QObject::destroyed, this->listener(),
                         [this] { this->senderGone(); });
    }

private:
    template <typename... Args>
    void hear(const Args &...arguments)
    {
        if constexpr (sizeof...(Args) > 0) {
            if constexpr ((detail::isPrivateSignal<Args> || ...)) {
                std::apply([this](const auto &...kept) { this->happened(kept...); },
                           withoutLast(std::tie(arguments...),
                                       std::make_index_sequence<sizeof...(Args) - 1>()));
                return;
            }
        }
        this->happened(arguments...);
    }

    template <typename Tuple, std::size_t... places>
    static auto withoutLast(const Tuple &tuple, std::index_sequence<places...>)
    {
        return std::tie(std::get<places>(tuple)...);
    }
};

/// Waits for the next emission of a signal, by an object of any thread. Throws RuntimeError if the
/// object is destroyed before.
template <typename Sender, typename Signal>
[[nodiscard]] SignalAwaiter<Signal> await(loop::EventLoop &loop, Sender *sender, Signal signal)
{
    return {loop, sender, signal};
}

} // namespace awaitscope::bridge
