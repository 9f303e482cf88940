// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <array>

/// The random numbers of a task (scenario.md, section 3).
namespace awaitscope::scenario {

/// FNV-1a-64 of a task's path, `main/T#k/…`. A child's hash follows from its parent's, so that the
/// path itself is never needed.
class PathHash
{
public:
    /// Of the main task.
    PathHash() noexcept;

    /// Of the child with this number among all children of its parent (from 0), made from the
    /// template @p name.
    [[nodiscard]] PathHash child(QByteArrayView name, quint64 number) const noexcept;

    [[nodiscard]] quint64 value() const noexcept { return m_hash; }

    friend bool operator==(PathHash, PathHash) noexcept = default;

private:
    void append(QByteArrayView bytes) noexcept;

    quint64 m_hash = 0xCBF29CE484222325;
};

/// xoshiro256**, seeded by SplitMix64 from seed and path. A task's numbers depend on nothing else:
/// not on time, and not on what other tasks draw.
class Stream
{
public:
    Stream(quint64 seed, PathHash path) noexcept;

    [[nodiscard]] quint64 next() noexcept;
    /// From 0 up to but not including 1, with 53 random bits.
    [[nodiscard]] double unit() noexcept;

private:
    std::array<quint64, 4> m_state {};
};

} // namespace awaitscope::scenario
