// SPDX-License-Identifier: MIT
#pragma once

#include "engine/memory/prefetch.h"

#include <compare>
#include <cstddef>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace awaitscope::trace {

/// A list that grows at its end, in chunks of @p chunkSize entries. To add the millionth entry
/// costs as much as to add the first: none is ever moved. Many lists that grow in step would
/// otherwise all be copied to somewhere larger at the same moment.
///
/// Invariant: entry i is in chunk i / chunkSize; there may be empty chunks behind the last entry.
template <typename T, std::size_t chunkSize>
class ChunkedList
{
public:
    class const_iterator;

    ChunkedList() = default;

    ChunkedList(const ChunkedList &other)
    {
        for (const T &value : other) {
            push_back(value);
        }
    }

    ChunkedList(ChunkedList &&other) noexcept { swap(other); }

    ChunkedList &operator=(ChunkedList other) noexcept
    {
        swap(other);
        return *this;
    }

    ~ChunkedList() = default;

    void swap(ChunkedList &other) noexcept
    {
        std::swap(m_chunks, other.m_chunks);
        std::swap(m_size, other.m_size);
        std::swap(m_end, other.m_end);
    }

    [[nodiscard]] std::size_t size() const noexcept { return m_size; }

    [[nodiscard]] bool empty() const noexcept { return m_size == 0; }

    /// Precondition: at < size().
    [[nodiscard]] const T &operator[](std::size_t at) const noexcept
    {
        return m_chunks[at / chunkSize][at % chunkSize];
    }

    [[nodiscard]] T &operator[](std::size_t at) noexcept
    {
        return m_chunks[at / chunkSize][at % chunkSize];
    }

    // Precondition of these: it is not empty.
    [[nodiscard]] const T &front() const noexcept { return m_chunks.front()[0]; }

    [[nodiscard]] const T &back() const noexcept { return m_end[-1]; }

    [[nodiscard]] T &back() noexcept { return m_end[-1]; }

    [[nodiscard]] const_iterator begin() const noexcept { return {m_chunks.data(), 0}; }

    [[nodiscard]] const_iterator end() const noexcept { return {m_chunks.data(), m_size}; }

    void push_back(T value)
    {
        if (m_size % chunkSize == 0) [[unlikely]] {
            if (m_size == m_chunks.size() * chunkSize) {
                m_chunks.push_back(std::make_unique<T[]>(chunkSize));
            }
            m_end = m_chunks[m_size / chunkSize].get();
        }
        *m_end++ = std::move(value);
        ++m_size;
    }

    /// Its chunk stays. Precondition: it is not empty.
    void pop_back() noexcept
    {
        --m_end;
        --m_size;
        if (m_size % chunkSize == 0 && m_size > 0) [[unlikely]] {
            m_end = m_chunks[m_size / chunkSize - 1].get() + chunkSize;
        }
    }

    /// Brings the last entry near, which is going to be needed soon, if there is one.
    void prefetchBack() const noexcept
    {
        if (m_size > 0) {
            memory::prefetch(m_end - 1);
        }
    }

private:
    using Chunk = std::unique_ptr<T[]>;

    std::vector<Chunk> m_chunks;
    std::size_t m_size = 0;
    T *m_end = nullptr; // behind the last entry, in its chunk
};

template <typename T, std::size_t chunkSize>
class ChunkedList<T, chunkSize>::const_iterator
{
public:
    using iterator_concept = std::random_access_iterator_tag;
    using iterator_category = std::random_access_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T *;
    using reference = const T &;

    const_iterator() = default;

    const_iterator(const Chunk *chunks, std::size_t at) noexcept : m_chunks(chunks), m_at(at) { }

    const T &operator*() const noexcept { return m_chunks[m_at / chunkSize][m_at % chunkSize]; }

    const T *operator->() const noexcept { return &**this; }

    const T &operator[](std::ptrdiff_t by) const noexcept { return *(*this + by); }

    const_iterator &operator+=(std::ptrdiff_t by) noexcept
    {
        m_at += std::size_t(by);
        return *this;
    }

    const_iterator &operator-=(std::ptrdiff_t by) noexcept { return *this += -by; }

    const_iterator &operator++() noexcept { return *this += 1; }

    const_iterator &operator--() noexcept { return *this += -1; }

    const_iterator operator++(int) noexcept { return {m_chunks, m_at++}; }

    const_iterator operator--(int) noexcept { return {m_chunks, m_at--}; }

    friend const_iterator operator+(const_iterator it, std::ptrdiff_t by) noexcept
    {
        return it += by;
    }

    friend const_iterator operator+(std::ptrdiff_t by, const_iterator it) noexcept
    {
        return it += by;
    }

    friend const_iterator operator-(const_iterator it, std::ptrdiff_t by) noexcept
    {
        return it -= by;
    }

    friend std::ptrdiff_t operator-(const_iterator a, const_iterator b) noexcept
    {
        return std::ptrdiff_t(a.m_at) - std::ptrdiff_t(b.m_at);
    }

    friend bool operator==(const_iterator a, const_iterator b) noexcept { return a.m_at == b.m_at; }

    friend auto operator<=>(const_iterator a, const_iterator b) noexcept
    {
        return a.m_at <=> b.m_at;
    }

private:
    const Chunk *m_chunks = nullptr;
    std::size_t m_at = 0;
};

} // namespace awaitscope::trace
