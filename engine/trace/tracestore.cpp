// SPDX-License-Identifier: MIT
#include "engine/trace/tracestore.h"

#include <algorithm>

namespace awaitscope::trace {

namespace {

    constexpr quint64 bytesPerText = sizeof(std::string) + 64; // with its place in the index

} // namespace

TraceStore::TraceStore(QObject *parent) : QObject(parent)
{
    m_texts.emplace_back();
    m_textIds.emplace(m_texts.front(), StringId());
    m_listEnds.push_back(0);
}

TraceStore::~TraceStore() = default;

StringId TraceStore::intern(std::string_view text)
{
    if (const auto known = m_textIds.find(text); known != m_textIds.end()) {
        return known->second;
    }
    const StringId id(quint32(m_texts.size()));
    m_texts.emplace_back(text);
    m_textIds.emplace(m_texts.back(), id);
    m_textBytes += text.size() + bytesPerText;
    return id;
}

std::string_view TraceStore::text(StringId id) const
{
    return m_texts[id.value];
}

ListId TraceStore::addList(std::span<const quint32> numbers)
{
    if (numbers.empty()) {
        return {};
    }
    m_listNumbers.insert(m_listNumbers.end(), numbers.begin(), numbers.end());
    m_listEnds.push_back(m_listNumbers.size());
    return ListId(quint32(m_listEnds.size() - 1));
}

std::span<const quint32> TraceStore::list(ListId id) const
{
    if (!id) {
        return {};
    }
    const quint64 begin = m_listEnds[id.value - 1];
    return std::span(m_listNumbers).subspan(begin, m_listEnds[id.value] - begin);
}

QByteArray TraceStore::json(ValueId id) const
{
    if (id.isNull()) {
        return "null";
    }
    if (const auto number = id.number()) {
        return QByteArray::number(*number);
    }
    const std::string_view json = text(id.json());
    return {json.data(), qsizetype(json.size())};
}

TaskId TraceStore::addTask(TaskId parent, StringId name)
{
    const quint32 childIndex = parent ? m_childCounts[parent.value - 1]++ : 0;
    m_tasks.push_back({parent, name, childIndex});
    m_childCounts.push_back(0);
    return TaskId(taskCount());
}

QByteArray TraceStore::taskPath(TaskId id) const
{
    std::vector<TaskId> ancestry;
    for (TaskId at = id; at; at = task(at).parent) {
        ancestry.push_back(at);
    }
    QByteArray path;
    std::for_each(ancestry.rbegin(), ancestry.rend(), [&](TaskId at) {
        const TaskInfo &info = task(at);
        if (info.parent) {
            path += '/';
        }
        path += QByteArrayView(text(info.name));
        if (info.parent) {
            path += '#' + QByteArray::number(info.childIndex);
        }
    });
    return path;
}

ResourceId TraceStore::addResource(const ResourceInfo &resource)
{
    m_resources.push_back(resource);
    return ResourceId(quint16(m_resources.size()));
}

void TraceStore::append(const TaskEvent &event)
{
    if (m_turns.empty() || m_turns.back().iteration != m_iteration) {
        m_turns.push_back({m_eventCount, m_iteration});
    }
    const quint64 place = m_eventCount % chunkSize;
    if (place == 0) {
        m_chunks.push_back(std::make_unique_for_overwrite<TaskEvent[]>(chunkSize));
    }
    m_chunks.back()[place] = event;
    ++m_eventCount;
}

quint64 TraceStore::iterationOf(quint64 event) const
{
    const auto after = std::ranges::upper_bound(m_turns, event, {}, &Turn::firstEvent);
    return after == m_turns.begin() ? 0 : std::prev(after)->iteration;
}

quint64 TraceStore::byteCount() const noexcept
{
    return m_chunks.size() * chunkSize * sizeof(TaskEvent) + m_textBytes
        + m_listNumbers.size() * sizeof(quint32) + m_listEnds.size() * sizeof(quint64)
        + m_turns.size() * sizeof(Turn) + m_tasks.size() * (sizeof(TaskInfo) + sizeof(quint32));
}

void TraceStore::publish()
{
    if (m_published == m_eventCount) {
        return;
    }
    const quint64 first = std::exchange(m_published, m_eventCount);
    Q_EMIT appended(first, m_eventCount - first);
}

} // namespace awaitscope::trace
