// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/parametertable.h"

namespace awaitscope::scenario {

/// Where a number stands decides which ones are allowed (scenario.md, section 10).
enum class NumberPlace : quint8 {
    Seconds, ///< of a duration
    Time, ///< of timeout_at
    Mean, ///< of exponential; also the median of lognormal
    Sigma,
    Factor,
    Probability,
    Count, ///< an integer from 1
    Times,
    Whole,
    Slots, ///< of a semaphore: the only place of a live parameter
};

/// Reads numbers and durations, with the values of parameters in place.
class NumberReader
{
    Q_DECLARE_TR_FUNCTIONS(awaitscope::scenario::NumberReader)

public:
    /// Both must outlive the reader.
    NumberReader(const TypedReader &in, ParameterTable &parameters) noexcept
        : m_in(in)
        , m_parameters(parameters)
    { }

    [[nodiscard]] double number(const JsonValue &value, NumberPlace place);
    /// A count, 1 if there is none.
    [[nodiscard]] quint32 count(const JsonValue *value);
    /// The slots of a semaphore; a parameter takes note of whose they are.
    [[nodiscard]] qint64 slotsOf(ResourceId semaphore, const JsonValue &value);

    [[nodiscard]] Duration duration(const JsonValue &value);
    /// None for null, and if there is no value.
    [[nodiscard]] std::optional<Duration> timeout(const JsonValue *value);

private:
    [[nodiscard]] Duration uniform(const JsonValue &bounds);
    [[nodiscard]] Duration logNormal(const JsonValue &value);
    [[nodiscard]] Duration choice(const JsonValue &value);
    [[nodiscard]] Duration distribution(const JsonMember &member);
    [[nodiscard]] const std::vector<JsonValue> &pair(const JsonValue &value,
                                                     const QString &expected) const;
    [[nodiscard]] Timestamp seconds(const JsonValue &value);

    const TypedReader &m_in;
    ParameterTable &m_parameters;
};

} // namespace awaitscope::scenario
