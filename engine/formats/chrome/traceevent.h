// SPDX-License-Identifier: MIT
#pragma once

#include "engine/trace/timerange.h"

#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace awaitscope::formats::chrome {

/// A store numbers its resources with 16 bits.
inline constexpr std::size_t mostResources = std::numeric_limits<quint16>::max();

/// One trace event as a file has it. Numbers that are ids are kept as texts: some programs write
/// them as texts.
struct TraceEvent
{
    char phase = '\0';
    bool hasTime = false;
    trace::Timestamp time = 0; ///< ns
    trace::Timestamp duration = -1; ///< ns; -1: none
    std::string name;
    std::string category;
    std::string id; ///< `id`, or what is in `id2`
    std::string process;
    std::string thread;
    std::vector<std::pair<std::string, std::string>> arguments; ///< texts and numbers in `args`

    /// Empty if there is none.
    [[nodiscard]] std::string_view argument(std::string_view key) const
    {
        for (const auto &[name_, value] : arguments) {
            if (name_ == key) {
                return value;
            }
        }
        return {};
    }
};

/// A resource as our own files describe it.
struct OwnResource
{
    std::string name;
    std::string kind;
    std::string slots;
};

/// What our own files say about themselves.
struct OwnHead
{
    std::string version; ///< empty: it is a foreign file
    std::string title;
    std::string end; ///< ns
    std::vector<OwnResource> resources;
};

/// Takes the events of a file as they are read. The head is complete if it stands before them.
class TraceEventSink
{
public:
    TraceEventSink() = default;
    virtual ~TraceEventSink() = default;
    Q_DISABLE_COPY_MOVE(TraceEventSink)

    virtual void take(const OwnHead &head, const TraceEvent &event) = 0;
};

} // namespace awaitscope::formats::chrome
