// SPDX-License-Identifier: MIT
#include "engine/formats/chrome/eventhandler.h"

#include <QString>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace awaitscope::formats::chrome {

namespace {

    // Deeper objects and lists hold nothing that is looked for.
    constexpr int deepestKey = 5;

} // namespace

bool parseMicroseconds(std::string_view text, trace::Timestamp &ns)
{
    constexpr qint64 nsPerMicrosecond = 1000;
    constexpr qint64 most = trace::endOfTime / nsPerMicrosecond;
    qint64 whole = 0;
    const char *const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, whole);
    if (error == std::errc() && (whole >= most || whole <= -most)) {
        return false;
    }
    if (error == std::errc() && rest != end && *rest == '.' && text.front() != '-'
        && text.find_first_of("eE") == std::string_view::npos) {
        // Exact, where a double would not be.
        qint64 fraction = 0;
        qint64 unit = nsPerMicrosecond;
        for (const char *digit = rest + 1; digit != end && unit > 1; ++digit) {
            unit /= 10;
            fraction += unit * (*digit - '0');
        }
        ns = whole * nsPerMicrosecond + fraction;
        return true;
    }
    if (error == std::errc() && rest == end) {
        ns = whole * nsPerMicrosecond;
        return true;
    }
    double microseconds = 0;
    const auto [last, wrong] = std::from_chars(text.data(), end, microseconds);
    if (wrong != std::errc() || last != end || !(std::abs(microseconds) < double(most))) {
        return false;
    }
    ns = std::llround(microseconds * double(nsPerMicrosecond));
    return true;
}

bool EventHandler::Key(const char *text, unsigned length, bool)
{
    m_stream.noteToken();
    if (m_depth <= deepestKey) {
        m_keys.resize(std::size_t(m_depth));
        m_keys.back().assign(text, length);
    }
    return true;
}

bool EventHandler::StartObject()
{
    m_stream.noteToken();
    ++m_depth;
    if (isInEvent()) {
        m_event = {};
    } else if (m_depth == 4 && m_keys.size() >= 2 && m_keys[0] == "otherData"
               && m_keys[1] == "resources" && m_head.resources.size() < mostResources) {
        m_head.resources.emplace_back();
    }
    return true;
}

bool EventHandler::EndObject(unsigned)
{
    m_stream.noteToken();
    if (isInEvent()) {
        m_sink.take(m_head, m_event);
    }
    --m_depth;
    return true;
}

bool EventHandler::StartArray()
{
    m_stream.noteToken();
    const bool isList = m_depth == 0;
    const bool isMember = m_depth == 1 && !m_keys.empty() && m_keys[0] == "traceEvents";
    ++m_depth;
    m_keys.resize(std::size_t(std::min(m_depth, deepestKey)));
    if (isList || isMember) {
        m_eventDepth = m_depth;
        m_isInEvents = true;
    }
    return true;
}

bool EventHandler::EndArray(unsigned)
{
    m_stream.noteToken();
    if (m_depth == m_eventDepth) {
        m_isInEvents = false;
    }
    --m_depth;
    return true;
}

bool EventHandler::scalar(std::string_view value)
{
    m_stream.noteToken();
    if (m_keys.empty() || m_depth > deepestKey) {
        return true;
    }
    const QByteArrayView bytes(value);
    if (!bytes.isValidUtf8()) {
        return scalar(QString::fromUtf8(bytes).toStdString());
    }
    if (m_isInEvents && m_depth > m_eventDepth) {
        readEvent(value);
    } else if (m_keys[0] == "otherData") {
        readHead(value);
    }
    return true;
}

void EventHandler::readEvent(std::string_view value)
{
    const auto level = std::size_t(m_eventDepth);
    if (m_keys.size() <= level) {
        return;
    }
    const std::string &key = m_keys[level];
    if (m_depth == m_eventDepth + 2) {
        if (key == "args" && m_keys.size() > level + 1) {
            m_event.arguments.emplace_back(m_keys[level + 1], value);
        } else if (key == "id2") {
            m_event.id = value;
        }
        return;
    }
    if (m_depth != m_eventDepth + 1) {
        return;
    }
    if (key == "ph" && value.size() == 1) {
        m_event.phase = value.front();
    } else if (key == "ts") {
        m_event.hasTime = parseMicroseconds(value, m_event.time);
    } else if (key == "dur") {
        trace::Timestamp duration = 0;
        if (parseMicroseconds(value, duration)) {
            m_event.duration = duration;
        }
    } else if (key == "name") {
        m_event.name = value;
    } else if (key == "cat") {
        m_event.category = value;
    } else if (key == "id") {
        m_event.id = value;
    } else if (key == "pid") {
        m_event.process = value;
    } else if (key == "tid") {
        m_event.thread = value;
    }
}

void EventHandler::readHead(std::string_view value)
{
    if (m_depth == 2 && m_keys.size() >= 2) {
        if (m_keys[1] == "awaitscope_trace") {
            m_head.version = value;
        } else if (m_keys[1] == "title") {
            m_head.title = value;
        } else if (m_keys[1] == "end") {
            m_head.end = value;
        }
    } else if (m_depth == 4 && m_keys.size() >= 4 && !m_head.resources.empty()) {
        OwnResource &resource = m_head.resources.back();
        const std::string &key = m_keys[3];
        (key == "kind" ? resource.kind : key == "slots" ? resource.slots : resource.name) = value;
    }
}

} // namespace awaitscope::formats::chrome
