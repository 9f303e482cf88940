// SPDX-License-Identifier: MIT
#include "engine/scenario/draws.h"

#include <cmath>

namespace awaitscope::scenario {

namespace {

constexpr Timestamp latest = Timestamp(1) << 62;
constexpr double ln2 = 0.6931471805599453;
constexpr double log2OfE = 1.4426950408889634;
constexpr double sqrtOfHalf = 0.7071067811865476;

} // namespace

Timestamp roundNs(double ns) noexcept
{
    if (std::isnan(ns)) {
        return 0;
    }
    if (ns >= double(latest)) {
        return latest;
    }
    if (ns <= -double(latest)) {
        return -latest;
    }
    return Timestamp(std::floor(ns + 0.5));
}

Timestamp toNs(double seconds) noexcept
{
    return roundNs(seconds * 1e9);
}

double portableLn(double x) noexcept
{
    int exponent = 0;
    double mantissa = std::frexp(x, &exponent);
    if (mantissa < sqrtOfHalf) {
        mantissa *= 2.0;
        --exponent;
    }
    // ln(m) = 2 artanh(s), as an odd series in s.
    const double s = (mantissa - 1.0) / (mantissa + 1.0);
    const double square = s * s;
    double series = 1.0 / 23.0;
    for (int k = 21; k >= 1; k -= 2) {
        series *= square;
        series += 1.0 / k;
    }
    const double ofMantissa = 2.0 * s * series;
    const double ofExponent = exponent * ln2;
    return ofExponent + ofMantissa;
}

double portableExp(double x) noexcept
{
    const double power = std::floor(x * log2OfE + 0.5);
    const double reduced = power * ln2;
    const double rest = x - reduced;
    // The Taylor series from its last term on (Horner).
    double series = 1.0;
    for (int i = 17; i >= 1; --i) {
        const double product = rest * series;
        series = 1.0 + product / i;
    }
    return std::ldexp(series, int(power));
}

double drawNormal(Stream &stream) noexcept
{
    while (true) {
        const double a = 2.0 * stream.unit() - 1.0;
        const double b = 2.0 * stream.unit() - 1.0;
        const double s = a * a + b * b;
        if (s > 0.0 && s < 1.0) {
            return a * std::sqrt(-2.0 * portableLn(s) / s);
        }
    }
}

Timestamp draw(const Duration &duration, Stream &stream)
{
    const Timestamp first = duration.ns.front();
    switch (duration.kind) {
    case Duration::Kind::Constant:
        return first;
    case Duration::Kind::Uniform: {
        const auto span = double(duration.ns[1] - first);
        return first + Timestamp(std::floor(stream.unit() * span));
    }
    case Duration::Kind::Exponential: {
        const double times = -portableLn(1.0 - stream.unit());
        return roundNs(double(first) * times);
    }
    case Duration::Kind::LogNormal: {
        const double exponent = duration.sigma * drawNormal(stream);
        return roundNs(double(first) * portableExp(exponent));
    }
    case Duration::Kind::Choice: {
        const double index = std::floor(stream.unit() * double(duration.ns.size()));
        return duration.ns[std::size_t(index)];
    }
    }
    return 0;
}

} // namespace awaitscope::scenario
