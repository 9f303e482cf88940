// SPDX-License-Identifier: MIT
#pragma once

#include "engine/formats/chrome/gzipstream.h"
#include "engine/formats/chrome/traceevent.h"

namespace awaitscope::formats::chrome {

/// Picks trace events out of what RapidJSON reads: a list of them, or an object with such a list as
/// `traceEvents`. Everything else is passed over. With kParseNumbersAsStringsFlag.
class EventHandler
{
public:
    /// Both outlive it.
    EventHandler(GzipStream &stream, TraceEventSink &sink) : m_stream(stream), m_sink(sink) { }

    [[nodiscard]] const OwnHead &head() const noexcept { return m_head; }

    /// Whether there was a list of events, even if it was cut off.
    [[nodiscard]] bool hasEvents() const noexcept { return m_eventDepth > 0; }

    /// Whether what is open is the list of events, or the object around it.
    [[nodiscard]] bool isBetweenEvents() const noexcept
    {
        return m_eventDepth > 0 && m_depth <= m_eventDepth;
    }

    // What RapidJSON calls.
    bool Null() { return scalar("null"); }

    bool Bool(bool value) { return scalar(value ? "true" : "false"); }

    bool Int(int) { return true; }

    bool Uint(unsigned) { return true; }

    bool Int64(std::int64_t) { return true; }

    bool Uint64(std::uint64_t) { return true; }

    bool Double(double) { return true; }

    bool RawNumber(const char *text, unsigned length, bool) { return scalar({text, length}); }

    bool String(const char *text, unsigned length, bool) { return scalar({text, length}); }

    bool Key(const char *text, unsigned length, bool);
    bool StartObject();
    bool EndObject(unsigned);
    bool StartArray();
    bool EndArray(unsigned);

private:
    [[nodiscard]] bool isInEvent() const noexcept
    {
        return m_eventDepth > 0 && m_isInEvents && m_depth == m_eventDepth + 1;
    }

    bool scalar(std::string_view value);
    void readEvent(std::string_view value);
    void readHead(std::string_view value);

    GzipStream &m_stream;
    TraceEventSink &m_sink;
    OwnHead m_head;
    TraceEvent m_event;
    std::vector<std::string> m_keys; // one a level of objects and lists that is of interest
    int m_depth = 0; // of open objects and lists
    int m_eventDepth = 0; // depth inside the list of events; 0: not found yet
    bool m_isInEvents = false;
};

/// Microseconds as a JSON number, to the nanosecond. False if it is no time.
[[nodiscard]] bool parseMicroseconds(std::string_view text, trace::Timestamp &ns);

} // namespace awaitscope::formats::chrome
