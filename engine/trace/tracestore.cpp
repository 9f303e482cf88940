// SPDX-License-Identifier: MIT
#include "engine/trace/tracestore.h"

#include "engine/trace/prologue.h"

#include <algorithm>
#include <utility>

namespace awaitscope::trace {

namespace {

    constexpr quint64 bytesPerText = sizeof(std::string) + 64; // with its place in the index

} // namespace

TraceStore::TraceStore(QObject *parent) : TraceStore(std::make_shared<memory::Arena>(), parent) { }

TraceStore::TraceStore(std::shared_ptr<memory::Arena> arena, QObject *parent)
    : QObject(parent), m_arena(std::move(arena))
{
    m_texts.emplace_back();
    m_textIds.emplace(m_texts.front(), StringId());
    m_listEnds.push_back(0);
    addChunk();
}

TraceStore::~TraceStore()
{
    static_assert(std::is_trivially_destructible_v<TaskEvent>);
    for (std::size_t at = m_firstEvent / chunkSize; at < m_chunks.size(); ++at) {
        m_arena->give(m_chunks[at].events);
    }
}

StringId TraceStore::internAnother(std::string_view text)
{
    if (const auto known = m_textIds.find(text); known != m_textIds.end()) {
        m_lastText = known->first;
        m_lastTextId = known->second;
    } else {
        m_lastTextId = StringId(quint32(m_texts.size()));
        m_lastText = m_texts.emplace_back(text);
        m_textIds.emplace(m_lastText, m_lastTextId);
        m_textBytes += text.size() + bytesPerText;
    }
    return m_lastTextId;
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
    return endList();
}

ListId TraceStore::addTaskList(std::span<const TaskId> tasks)
{
    if (tasks.empty()) {
        return {};
    }
    // At once: growing one by one, it would have to look each time.
    const std::size_t begin = m_listNumbers.size();
    m_listNumbers.resize(begin + tasks.size());
    std::ranges::transform(tasks, m_listNumbers.begin() + std::ptrdiff_t(begin), &TaskId::value);
    return endList();
}

ListId TraceStore::endList()
{
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

/// Before there is a first event for it, so that append() does not have to look twice.
void TraceStore::addChunk()
{
    m_next = static_cast<TaskEvent *>(m_arena->take());
    m_chunkEnd = m_next + chunkSize;
    m_chunks.push_back({m_next, m_iteration});
}

/// The iteration of the event that is to come is far from that of the one before.
void TraceStore::noteJump()
{
    m_ahead = TaskEvent::manyIterations;
    if (m_jumps.empty() || m_jumps.back().event != eventCount()) {
        m_jumps.push_back({eventCount(), m_iteration});
    }
    m_jumps.back().iteration = m_iteration;
}

quint64 TraceStore::iterationAfter(quint64 before, quint64 event) const
{
    const quint64 iterations = this->event(event).iterations;
    if (iterations < TaskEvent::manyIterations) {
        return before + iterations;
    }
    return std::ranges::lower_bound(m_jumps, event, {}, &Jump::event)->iteration;
}

quint64 TraceStore::iterationBefore(quint64 event) const
{
    quint64 iteration = m_chunks[event / chunkSize].iteration;
    for (quint64 at = event - event % chunkSize; at < event; ++at) {
        iteration = iterationAfter(iteration, at);
    }
    return iteration;
}

quint64 TraceStore::iterationOf(quint64 event) const
{
    return iterationAfter(iterationBefore(event), event);
}

quint64 TraceStore::byteCount() const noexcept
{
    const quint64 held = m_chunks.size() - m_firstEvent / chunkSize;
    return held * memory::Arena::slabSize + indexBytes() + m_textBytes
        + m_listNumbers.size() * sizeof(quint32) + m_listEnds.size() * sizeof(quint64)
        + m_tasks.size() * sizeof(TaskInfo)
        + (m_prologue ? m_prologue->byteCount() : 0);
}

void TraceStore::letOldestGo(quint64 end)
{
    const quint64 kept = std::min(end, eventCount() - std::min<quint64>(1, eventCount()));
    const quint64 first = kept - kept % chunkSize;
    if (first <= m_firstEvent) {
        return;
    }
    Q_EMIT oldestGoing();
    if (!m_prologue) {
        m_prologue = std::make_unique<Prologue>(*this);
    }
    m_prologue->readTo(first);
    for (std::size_t at = m_firstEvent / chunkSize; at < first / chunkSize; ++at) {
        m_arena->give(std::exchange(m_chunks[at].events, nullptr));
    }
    m_firstEvent = first;
    m_jumps.erase(m_jumps.begin(), std::ranges::lower_bound(m_jumps, first, {}, &Jump::event));
    m_prologue->forget();
    Q_EMIT oldestGone();
}

void TraceStore::publish()
{
    if (m_published == eventCount()) {
        return;
    }
    const quint64 first = std::exchange(m_published, eventCount());
    Q_EMIT appended(first, eventCount() - first);
}

} // namespace awaitscope::trace
