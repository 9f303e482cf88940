// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/trace/timerange.h"

#include <QObject>

#include <optional>

namespace awaitscope::models {

/// The one selected range of time, for all views alike.
class RangeController final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] const std::optional<trace::TimeRange> &range() const noexcept { return m_range; }

    /// An empty range selects nothing.
    void select(std::optional<trace::TimeRange> range)
    {
        if (range && range->isEmpty()) {
            range.reset();
        }
        if (m_range != range) {
            m_range = range;
            Q_EMIT rangeChanged();
        }
    }

    void clear() { select(std::nullopt); }

Q_SIGNALS:
    void rangeChanged();

private:
    std::optional<trace::TimeRange> m_range; // not empty
};

} // namespace awaitscope::models
