// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeformat.h"

#include <array>
#include <cstdlib>

namespace awaitscope::timeline {

using trace::Timestamp;
using Unit = TimeFormat::Unit;

namespace {

constexpr Timestamp nsPerMinute = 60 * trace::nanosecondsPerSecond;
constexpr Timestamp nsPerHour = 60 * nsPerMinute;

// Digits after the decimal point that a whole nanosecond takes in the unit.
[[nodiscard]] int digitsOf(Unit unit)
{
    switch (unit) {
    case Unit::Nanoseconds:
        return 0;
    case Unit::Microseconds:
        return 3;
    case Unit::Milliseconds:
        return 6;
    case Unit::Seconds:
    case Unit::Minutes:
    case Unit::Hours:
        return 9;
    }
    Q_UNREACHABLE();
}

[[nodiscard]] Timestamp powerOfTen(int exponent)
{
    Timestamp power = 1;
    for (int i = 0; i < exponent; ++i) {
        power *= 10;
    }
    return power;
}

[[nodiscard]] Unit unitOf(Timestamp size)
{
    if (size < trace::nanosecondsPerMicrosecond) {
        return Unit::Nanoseconds;
    }
    if (size < trace::nanosecondsPerMillisecond) {
        return Unit::Microseconds;
    }
    if (size < trace::nanosecondsPerSecond) {
        return Unit::Milliseconds;
    }
    if (size < 2 * nsPerMinute) {
        return Unit::Seconds;
    }
    return size < nsPerHour ? Unit::Minutes : Unit::Hours;
}

[[nodiscard]] QString suffixOf(Unit unit)
{
    static const std::array suffixes {QStringLiteral("ns"),  QStringLiteral("µs"),
                                      QStringLiteral("ms"),  QStringLiteral("s"),
                                      QStringLiteral("min"), QStringLiteral("h")};
    return suffixes[std::size_t(unit)];
}

[[nodiscard]] QString padded(Timestamp number, int digits)
{
    return QString::number(number).rightJustified(digits, u'0');
}

// 62.5 s as `1:02.5`, or `0:01:02.5` with hours.
[[nodiscard]] QString clockText(Timestamp whole, bool withHours)
{
    const Timestamp minutes = whole / 60;
    const QString seconds = u':' + padded(whole % 60, 2);
    if (!withHours) {
        return QString::number(minutes) + seconds;
    }
    return QString::number(minutes / 60) + u':' + padded(minutes % 60, 2) + seconds;
}

} // namespace

TimeFormat TimeFormat::forStep(Timestamp largest, Timestamp step)
{
    TimeFormat format {unitOf(std::abs(largest)), 0};
    const int digits = digitsOf(format.unit);
    // As many decimals as the step has in that unit: 250 ms are 0.25 s.
    while (format.decimals < digits && step % powerOfTen(digits - format.decimals) != 0) {
        ++format.decimals;
    }
    return format;
}

QString TimeFormat::text(Timestamp time) const
{
    const int digits = digitsOf(unit);
    const Timestamp quantum = powerOfTen(digits - decimals);
    const Timestamp rounded = (std::abs(time) + quantum / 2) / quantum; // in last decimals
    const Timestamp scale = powerOfTen(decimals);
    const Timestamp whole = rounded / scale;
    QString text = time < 0 && rounded != 0 ? QStringLiteral("-") : QString();
    if (unit == Unit::Minutes || unit == Unit::Hours) {
        text += clockText(whole, unit == Unit::Hours);
    } else {
        text += QString::number(whole);
    }
    if (decimals > 0) {
        text += u'.' + padded(rounded % scale, decimals);
    }
    return text + u' ' + suffixOf(unit);
}

QString formatDuration(Timestamp duration)
{
    const Timestamp size = std::abs(duration);
    TimeFormat format {unitOf(size), 0};
    if (size == 0 || format.unit == Unit::Nanoseconds || size >= 2 * nsPerMinute) {
        return format.text(duration);
    }
    const Timestamp unit = powerOfTen(digitsOf(format.unit));
    // 9.996 is 10.0, not 10.00: round first, then count the digits before the point.
    const auto digitsFor = [&](int decimals) {
        const Timestamp quantum = unit / powerOfTen(decimals);
        return (size + quantum / 2) / quantum;
    };
    format.decimals = digitsFor(2) < 1000 ? 2 : digitsFor(1) < 1000 ? 1 : 0;
    if (format.decimals == 0 && digitsFor(0) >= 1000 && format.unit < Unit::Seconds) {
        return TimeFormat {Unit(int(format.unit) + 1), 2}.text(duration);
    }
    return format.text(duration);
}

QString formatMoment(Timestamp time)
{
    const Timestamp size = std::abs(time);
    if (size >= 2 * nsPerMinute) {
        return TimeFormat {unitOf(size), 3}.text(time);
    }
    return size == 0 || size >= 10 * trace::nanosecondsPerMillisecond
        ? TimeFormat {Unit::Seconds, 3}.text(time)
        : formatDuration(time);
}

} // namespace awaitscope::timeline
