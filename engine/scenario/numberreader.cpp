// SPDX-License-Identifier: MIT
#include "engine/scenario/numberreader.h"

#include "engine/scenario/draws.h"

#include <cmath>

namespace awaitscope::scenario {

namespace {

constexpr double unlimited = std::numeric_limits<double>::infinity();
constexpr double mostCounted = 1'000'000;
constexpr double mostWhole = 9007199254740991; // 2^53 - 1

struct Range
{
    double low = -unlimited;
    double high = unlimited;
    bool isWhole = false;
};

Range rangeOf(NumberPlace place)
{
    switch (place) {
    case NumberPlace::Seconds:
        return {-1e9, 1e9};
    case NumberPlace::Time:
        return {};
    case NumberPlace::Mean:
        return {0, 1e6};
    case NumberPlace::Sigma:
        return {0, 10};
    case NumberPlace::Factor:
        return {0, unlimited};
    case NumberPlace::Probability:
        return {0, 1};
    case NumberPlace::Count:
        return {1, mostCounted, true};
    case NumberPlace::Times:
        return {0, mostCounted, true};
    case NumberPlace::Whole:
    case NumberPlace::Slots:
        return {0, mostWhole, true};
    }
    return {};
}

class RangeWords
{
    Q_DECLARE_TR_FUNCTIONS(awaitscope::scenario::RangeWords)

public:
    static QString expected(const Range &range)
    {
        const QString kind = range.isWhole ? tr("an integer") : tr("a number");
        if (range.high < unlimited) {
            return tr("%1 from %2 to %3").arg(kind, plain(range.low), plain(range.high));
        }
        return range.low > -unlimited ? tr("%1 of at least %2").arg(kind, plain(range.low)) : kind;
    }

    // What is wrong with a number; empty if nothing is.
    static QString objection(const Range &range, double number)
    {
        if (!std::isfinite(number)) {
            return tr("is too large");
        }
        if (range.isWhole && std::floor(number) != number) {
            return tr("is not an integer");
        }
        if (number < range.low) {
            return tr("is less than %1").arg(plain(range.low));
        }
        return number > range.high ? tr("is greater than %1").arg(plain(range.high)) : QString();
    }

private:
    static QString plain(double limit) { return QString::number(limit, 'f', 0); }
};

} // namespace

double NumberReader::number(const JsonValue &value, NumberPlace place)
{
    const Range range = rangeOf(place);
    const QString expected = RangeWords::expected(range);
    if (const JsonValue *name = parameterName(value)) {
        const Parameter &parameter = m_parameters.named(*name);
        const QString objection = RangeWords::objection(range, parameter.value);
        if (!objection.isEmpty()) {
            m_in.refuse(
                value,
                aboutParameter(parameter.name,
                               tr("%1 %2: expected %3")
                                   .arg(shownNumber(parameter.value), objection, expected)));
        }
        if (parameter.live && place != NumberPlace::Slots) {
            m_in.refuse(value,
                        aboutParameter(parameter.name,
                                       tr("a live parameter can only be the slots of a "
                                          "semaphore")));
        }
        return parameter.value;
    }
    if (!value.isNumber()) {
        m_in.refuseOther(value, expected);
    }
    const QString objection = RangeWords::objection(range, value.number);
    if (!objection.isEmpty()) {
        m_in.refuse(value, tr("%1 %2: expected %3").arg(described(value), objection, expected));
    }
    return value.number;
}

quint32 NumberReader::count(const JsonValue *value)
{
    return value == nullptr ? 1 : quint32(number(*value, NumberPlace::Count));
}

qint64 NumberReader::slotsOf(ResourceId semaphore, const JsonValue &value)
{
    const auto count = qint64(number(value, NumberPlace::Slots));
    if (const JsonValue *name = parameterName(value)) {
        m_parameters.named(*name).semaphores.push_back(semaphore);
    }
    return count;
}

Timestamp NumberReader::seconds(const JsonValue &value)
{
    return toNs(number(value, NumberPlace::Seconds));
}

std::optional<Duration> NumberReader::timeout(const JsonValue *value)
{
    if (value == nullptr || value->kind == JsonValue::Kind::Null) {
        return std::nullopt;
    }
    return duration(*value);
}

Duration NumberReader::duration(const JsonValue &value)
{
    if (value.isNumber() || parameterName(value) != nullptr) {
        return {.ns = {seconds(value)}};
    }
    if (value.members.size() != 1) {
        m_in.refuseOther(value,
                         tr("a duration: seconds, or an object with one of the keys \"uniform\", "
                            "\"exponential\", \"lognormal\", \"choice\""));
    }
    return distribution(value.members.front());
}

Duration NumberReader::distribution(const JsonMember &member)
{
    const auto &[kind, place, argument] = member;
    if (kind == "uniform") {
        return uniform(argument);
    }
    if (kind == "exponential") {
        return {.kind = Duration::Kind::Exponential,
                .ns = {toNs(number(argument, NumberPlace::Mean))}};
    }
    if (kind == "lognormal") {
        return logNormal(argument);
    }
    if (kind == "choice") {
        return choice(argument);
    }
    m_in.refuse(member,
                tr("unknown duration \"%1\": %2")
                    .arg(QString::fromUtf8(kind),
                         suggestion(kind, {"uniform", "exponential", "lognormal", "choice"})));
}

const std::vector<JsonValue> &NumberReader::pair(const JsonValue &value,
                                                 const QString &expected) const
{
    const std::vector<JsonValue> &items = m_in.list(value, expected);
    if (items.size() != 2) {
        m_in.refuse(
            value, tr("expected %1, but found %n items", nullptr, int(items.size())).arg(expected));
    }
    return items;
}

Duration NumberReader::uniform(const JsonValue &bounds)
{
    const std::vector<JsonValue> &items = pair(bounds, tr("a list of two numbers [a, b]"));
    const double a = number(items[0], NumberPlace::Seconds);
    const double b = number(items[1], NumberPlace::Seconds);
    if (a > b) {
        const QString message =
            tr("uniform needs a <= b, but a is %1 and b is %2").arg(shownNumber(a), shownNumber(b));
        for (const JsonValue &item : items) {
            if (const JsonValue *name = parameterName(item)) {
                m_in.refuse(bounds, aboutParameter(name->text, message));
            }
        }
        m_in.refuse(bounds, message);
    }
    return {.kind = Duration::Kind::Uniform, .ns = {toNs(a), toNs(b)}};
}

Duration NumberReader::logNormal(const JsonValue &value)
{
    const std::vector<JsonValue> &items = pair(value, tr("a list of two numbers [median, sigma]"));
    const Timestamp median = toNs(number(items[0], NumberPlace::Mean));
    return {.kind = Duration::Kind::LogNormal,
            .ns = {median},
            .sigma = number(items[1], NumberPlace::Sigma)};
}

Duration NumberReader::choice(const JsonValue &value)
{
    const QString expected = tr("a list of one number of seconds or more");
    Duration duration {.kind = Duration::Kind::Choice, .ns = {}};
    for (const JsonValue &item : m_in.list(value, expected)) {
        duration.ns.push_back(seconds(item));
    }
    if (duration.ns.empty()) {
        m_in.refuse(value, tr("expected %1, but found an empty list").arg(expected));
    }
    return duration;
}

} // namespace awaitscope::scenario
