// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/scenario.h"

#include <type_traits>

namespace awaitscope::scenario {

/// Calls @p visit with every list of steps that stands directly in an operation, const or not.
template <typename AnyOperation, typename Visitor>
void forEachBody(AnyOperation &operation, const Visitor &visit);

/// Calls @p visit with every step of a list, and of the lists inside its steps.
template <typename AnySteps, typename Visitor>
void forEachStep(AnySteps &steps, const Visitor &visit);

template <typename AnyOperation, typename Visitor>
void forEachBody(AnyOperation &operation, const Visitor &visit)
{
    std::visit(
        [&visit](auto &one) {
            using One = std::remove_cvref_t<decltype(one)>;
            if constexpr (requires { one.then; }) {
                visit(one.then);
                visit(one.otherwise);
            } else if constexpr (std::is_same_v<One, AcquireStep>) {
                if (one.body) {
                    visit(*one.body);
                }
            } else if constexpr (requires { one.body; }) {
                visit(one.body);
            }
            if constexpr (std::is_same_v<One, TryStep>) {
                for (auto &handler : one.handlers) {
                    visit(handler.body);
                }
                visit(one.finally);
            }
        },
        operation);
}

template <typename AnySteps, typename Visitor>
void forEachStep(AnySteps &steps, const Visitor &visit)
{
    for (auto &step : steps) {
        visit(step);
        forEachBody(step.operation, [&visit](auto &body) { forEachStep(body, visit); });
    }
}

} // namespace awaitscope::scenario
