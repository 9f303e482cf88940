// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/rulerticks.h"

#include <algorithm>
#include <array>

namespace awaitscope::timeline {

using trace::Timestamp;

namespace {

constexpr Timestamp second = trace::nanosecondsPerSecond;
constexpr Timestamp minute = 60 * second;
constexpr Timestamp hour = 60 * minute;

constexpr std::array clockSteps {
    TickSteps {30 * second, 5 * second}, TickSteps {minute, 10 * second},
    TickSteps {2 * minute, 30 * second}, TickSteps {5 * minute, minute},
    TickSteps {10 * minute, 2 * minute}, TickSteps {30 * minute, 5 * minute},
    TickSteps {hour, 10 * minute},       TickSteps {2 * hour, 30 * minute},
    TickSteps {6 * hour, hour},          TickSteps {12 * hour, 2 * hour},
    TickSteps {24 * hour, 6 * hour},
};

// 1, 2, 5 times `unit`, ten times that, and so on.
[[nodiscard]] TickSteps decimalSteps(double shortest, Timestamp unit)
{
    for (;; unit *= 10) {
        if (double(unit) >= shortest || unit > trace::endOfTime / 10) {
            return {unit, std::max<Timestamp>(unit / 5, 1)};
        }
        if (double(2 * unit) >= shortest) {
            return {2 * unit, std::max<Timestamp>(unit / 2, 1)};
        }
        if (double(5 * unit) >= shortest) {
            return {5 * unit, unit};
        }
    }
}

// The first multiple of `step` at or after `time`, which is not negative.
[[nodiscard]] Timestamp multipleFrom(Timestamp time, Timestamp step)
{
    const Timestamp rest = time % step;
    return rest == 0 ? time : time - rest + step;
}

} // namespace

TickSteps niceSteps(double shortest)
{
    if (shortest <= double(10 * second)) {
        return decimalSteps(shortest, 1);
    }
    for (const TickSteps &steps : clockSteps) {
        if (double(steps.major) >= shortest) {
            return steps;
        }
    }
    return decimalSteps(shortest, 24 * hour);
}

std::vector<RulerTick> rulerTicks(const TimeScale &scale, double characterWidth, double gap)
{
    const trace::TimeRange range = scale.visible();
    const Timestamp begin = std::max<Timestamp>(range.begin, 0);
    const Timestamp largest = std::max<Timestamp>(range.end, 0);
    // A longer label needs a longer step, and a longer step may shorten the label: the first step
    // for which its own labels have room is the one.
    TickSteps steps = niceSteps(0);
    TimeFormat format;
    for (double room = 0;; room = double(steps.major) * 1.5) {
        steps = niceSteps(room);
        format = TimeFormat::forStep(largest, steps.major);
        const auto length = format.text(largest).size();
        const double pixels = double(length) * characterWidth + gap;
        if (double(steps.major) >= pixels * scale.nsPerPixel()
            || steps.major > trace::endOfTime / 10) {
            break;
        }
    }
    std::vector<RulerTick> ticks;
    const Timestamp first = std::max<Timestamp>(multipleFrom(begin, steps.major) - steps.major, 0);
    for (Timestamp time = first; time <= range.end; time += steps.minor) {
        const bool isMajor = time % steps.major == 0;
        if (isMajor || time >= range.begin) {
            ticks.push_back(
                {time, scale.xOf(time), isMajor, isMajor ? format.text(time) : QString()});
        }
    }
    return ticks;
}

} // namespace awaitscope::timeline
