// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <utility>
#include <variant>

namespace awaitscope::scenario {

/// A position in a text. Lines and columns count from 1; columns count characters (code points).
struct Place
{
    int line = 0; ///< 0: nowhere in particular
    int column = 0;

    friend constexpr bool operator==(const Place &, const Place &) noexcept = default;
};

/// What is wrong with an input, where, and what to do about it.
struct Problem
{
    QString file; ///< as the user named it; empty if there is none
    Place place;
    QString pointer; ///< JSON pointer of the place (RFC 6901); may be empty
    QString message; ///< one sentence: what was found, and what was expected there

    /// `file:line:column: message (at /main/0)`, without the parts that are not known.
    [[nodiscard]] QString text() const;
};

/// A value, or the problem that prevents it.
template <typename T>
class Result
{
public:
    // A Result is made from either of its two, without ceremony.
    Result(T value) // NOLINT(google-explicit-constructor)
        : m_content(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Problem problem) // NOLINT(google-explicit-constructor)
        : m_content(std::in_place_index<1>, std::move(problem))
    {
    }

    [[nodiscard]] bool isOk() const noexcept { return m_content.index() == 0; }
    explicit operator bool() const noexcept { return isOk(); }

    /// Precondition: isOk().
    [[nodiscard]] T &value() & { return std::get<0>(m_content); }
    [[nodiscard]] const T &value() const & { return std::get<0>(m_content); }
    [[nodiscard]] T &&value() && { return std::get<0>(std::move(m_content)); }
    /// Precondition: not isOk().
    [[nodiscard]] const Problem &problem() const { return std::get<1>(m_content); }

private:
    std::variant<T, Problem> m_content;
};

} // namespace awaitscope::scenario
