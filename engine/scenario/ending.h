// SPDX-License-Identifier: MIT
#pragma once

#include "engine/task/errors.h"
#include "engine/trace/valueid.h"

namespace awaitscope::scenario {

/// How a list of steps came to its end: normally, by a return, or by an error.
class Ending
{
public:
    /// Normally.
    Ending() noexcept = default;

    [[nodiscard]] static Ending returned(trace::ValueId value) noexcept
    {
        Ending ending;
        ending.m_value = value;
        ending.m_isReturn = true;
        return ending;
    }

    /// By this error; normally if it is none.
    [[nodiscard]] static Ending failed(task::Failure failure) noexcept
    {
        Ending ending;
        ending.m_failure = std::move(failure);
        return ending;
    }

    [[nodiscard]] bool isNormal() const noexcept { return !m_isReturn && !m_failure; }

    [[nodiscard]] bool isReturn() const noexcept { return m_isReturn; }

    [[nodiscard]] bool isError() const noexcept { return bool(m_failure); }

    [[nodiscard]] bool isCancelled() const noexcept { return m_failure.isCancelled(); }

    [[nodiscard]] const task::Failure &failure() const noexcept { return m_failure; }

    [[nodiscard]] trace::ValueId value() const noexcept { return m_value; }

private:
    task::Failure m_failure;
    trace::ValueId m_value;
    bool m_isReturn = false;
};

} // namespace awaitscope::scenario
