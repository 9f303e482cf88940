// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/jsontext.h"
#include "engine/trace/tracestore.h"

#include <QByteArray>

#include <utility>

namespace awaitscope::formats {

/// One line of an event log, key by key.
class LogLine
{
public:
    LogLine(const trace::TraceStore &store, QByteArray &text) : m_store(store), m_text(text) { }

    void number(const char *key, qint64 value)
    {
        this->key(key);
        m_text += QByteArray::number(value);
    }

    void truth(const char *key, bool value)
    {
        this->key(key);
        m_text += value ? "true" : "false";
    }

    void quoted(const char *key, std::string_view value)
    {
        this->key(key);
        scenario::appendJsonText(m_text, QByteArrayView(value));
    }

    void quoted(const char *key, trace::StringId value) { quoted(key, m_store.text(value)); }

    void value(const char *key, trace::ValueId value)
    {
        this->key(key);
        m_text += m_store.json(value);
    }

    void list(const char *key, trace::ListId id)
    {
        this->key(key);
        m_text += '[';
        const char *separator = "";
        for (const quint32 number : m_store.list(id)) {
            m_text += std::exchange(separator, ",");
            m_text += QByteArray::number(number);
        }
        m_text += ']';
    }

    void results(const char *key, trace::ListId id)
    {
        this->key(key);
        const std::span<const quint32> results = m_store.list(id);
        m_text += '[';
        for (std::size_t i = 0; i + 1 < results.size(); i += 2) {
            m_text += i > 0 ? ",{\"" : "{\"";
            if (results[i] == 0) {
                m_text += "ok\":" + m_store.json(trace::ValueId::fromBits(results[i + 1]));
            } else {
                m_text += "error\":";
                scenario::appendJsonText(
                    m_text, QByteArrayView(m_store.text(trace::StringId(results[i + 1]))));
            }
            m_text += '}';
        }
        m_text += ']';
    }

    void resource(trace::ResourceId id) { quoted("resource", m_store.resource(id).name); }

    void usage(trace::Usage usage)
    {
        number("in_use", usage.inUse);
        number("waiting", usage.waiting);
    }

    void begin() { m_text += '{'; }

    void end() { m_text += "}\n"; }

private:
    void key(const char *key)
    {
        if (!m_text.endsWith('{')) {
            m_text += ',';
        }
        m_text += '"';
        m_text += key;
        m_text += "\":";
    }

    const trace::TraceStore &m_store;
    QByteArray &m_text;
};

} // namespace awaitscope::formats
