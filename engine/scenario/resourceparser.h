// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/numberreader.h"

namespace awaitscope::scenario {

/// Reads the list of resources.
class ResourceParser
{
    Q_DECLARE_TR_FUNCTIONS(awaitscope::scenario::ResourceParser)

public:
    /// As many as a ResourceId can tell apart.
    static constexpr std::size_t most = 65'535;

    /// Both must outlive the parser.
    ResourceParser(const TypedReader &in, NumberReader &numbers) noexcept
        : m_in(in)
        , m_numbers(numbers)
    { }

    [[nodiscard]] std::vector<Resource> parse(const JsonValue &list);

private:
    [[nodiscard]] Resource resource(const JsonValue &value, ResourceId id);
    [[nodiscard]] ResourceKind kind(const JsonValue &value) const;
    [[nodiscard]] QByteArray name(const JsonValue &value) const;

    const TypedReader &m_in;
    NumberReader &m_numbers;
};

/// The kind in the words of a scenario: `semaphore`.
[[nodiscard]] QByteArray kindName(ResourceKind kind);

} // namespace awaitscope::scenario
