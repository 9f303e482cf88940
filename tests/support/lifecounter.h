// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

namespace awaitscope::tests {

/// Counts its copies: one passed by value into a coroutine lives as long as its frame.
class LifeCounter
{
public:
    LifeCounter() : m_shared(std::make_shared<char>()) { }

    /// Copies beside this one.
    [[nodiscard]] long others() const noexcept { return m_shared.use_count() - 1; }

private:
    std::shared_ptr<char> m_shared;
};

} // namespace awaitscope::tests
