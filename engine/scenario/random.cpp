// SPDX-License-Identifier: MIT
#include "engine/scenario/random.h"

#include <bit>
#include <charconv>

namespace awaitscope::scenario {

PathHash::PathHash() noexcept
{
    append("main");
}

void PathHash::append(QByteArrayView bytes) noexcept
{
    for (const char byte : bytes) {
        m_hash = (m_hash ^ quint8(byte)) * 0x100000001B3;
    }
}

PathHash PathHash::child(QByteArrayView name, quint64 number) const noexcept
{
    std::array<char, 20> digits {}; // 2^64 has as many
    const char *end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    PathHash hash = *this;
    hash.append("/");
    hash.append(name);
    hash.append("#");
    hash.append({digits.data(), end});
    return hash;
}

Stream::Stream(quint64 seed, PathHash path) noexcept
{
    quint64 x = seed ^ path.value();
    for (quint64 &word : m_state) {
        x += 0x9E3779B97F4A7C15;
        quint64 mixed = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        word = mixed ^ (mixed >> 31);
    }
}

quint64 Stream::next() noexcept
{
    auto &[s0, s1, s2, s3] = m_state;
    const quint64 result = std::rotl(s1 * 5, 7) * 9;
    const quint64 shifted = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = std::rotl(s3, 45);
    return result;
}

double Stream::unit() noexcept
{
    return double(next() >> 11) * 0x1p-53;
}

} // namespace awaitscope::scenario
