// SPDX-License-Identifier: MIT
#include "engine/trace/prologue.h"

#include <algorithm>

namespace awaitscope::trace {

namespace {

    /// Gives memory back, too, where little of it is left: most of what is kept of tasks that have
    /// ended.
    template <typename Element>
    void eraseFront(std::vector<Element> &elements,
                    typename std::vector<Element>::const_iterator end)
    {
        constexpr std::size_t mostRoom = 4; // times what is in it
        elements.erase(elements.cbegin(), end);
        if (elements.capacity() > mostRoom * elements.size()) {
            elements.shrink_to_fit();
        }
    }

    template <typename Element, std::size_t chunkSize>
    void eraseFront(ChunkedList<Element, chunkSize> &elements,
                    typename ChunkedList<Element, chunkSize>::const_iterator end)
    {
        if (end == elements.begin()) {
            return;
        }
        ChunkedList<Element, chunkSize> left;
        for (; end != elements.end(); ++end) {
            left.push_back(*end);
        }
        elements.swap(left);
    }

} // namespace

/// What the store has let go since the last call goes here, too.
void SpanBuilder::letGo()
{
    m_firstEvent = m_store->firstEvent();
    if (m_position < m_firstEvent) {
        beginWith(m_store->prologue()->spans());
        return;
    }
    // At one instant there may be events that are gone and others that are not: what ends or
    // happens then stays, whoever has read how much.
    m_knownFrom = m_store->event(m_firstEvent).time;
    for (std::size_t i = 0; i < m_lives.size(); ++i) {
        TaskLife &life = m_lives[i];
        eraseFront(life.spans, std::ranges::lower_bound(life.spans, m_knownFrom, {}, &Span::end));
        eraseFront(life.marks,
                   std::ranges::lower_bound(life.marks, m_firstEvent, {}, &Mark::event));
    }
    for (std::vector<ResourceStep> &history : m_histories) {
        const auto first = std::ranges::lower_bound(history, m_knownFrom, {}, &ResourceStep::time);
        if (first != history.begin()) {
            eraseFront(history, std::prev(first));
        }
    }
    if (m_blocks) {
        m_blocks->letGo(m_knownFrom);
    }
}

/// Instead of reading what is no longer there.
void SpanBuilder::beginWith(const SpanBuilder &prologue)
{
    const bool keepsBlocks = m_blocks.has_value();
    *this = prologue;
    if (!keepsBlocks) {
        m_blocks.reset();
    }
    m_changed.clear();
    for (quint32 i = 1; i <= m_lives.size(); ++i) {
        m_isChanged[i - 1] = true;
        m_changed.emplace_back(i);
    }
}

void BlockActivity::letGo(Timestamp time)
{
    for (std::vector<Block> &blocks : m_levels) {
        for (Block &block : blocks) {
            const auto first = std::ranges::lower_bound(block.points, time, {}, &Point::time);
            if (first != block.points.begin()) {
                eraseFront(block.points, std::prev(first));
            }
            eraseFront(block.badEnds,
                       std::ranges::lower_bound(block.badEnds, time, {}, &BadEnd::time));
        }
    }
}

} // namespace awaitscope::trace
