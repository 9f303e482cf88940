// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/scenario.h"

#include <QByteArray>

#include <variant>
#include <vector>

/// What a person does to a run by hand, and at which virtual nanosecond (scenario.md, section 12).
namespace awaitscope::run {

/// cancel() on a task.
struct CancelTask
{
    trace::TaskId task;
    friend constexpr bool operator==(const CancelTask &, const CancelTask &) noexcept = default;
};

/// A semaphore has this many slots from now on.
struct ResizeSemaphore
{
    trace::ResourceId semaphore;
    qint64 slotCount = 0;
    friend constexpr bool operator==(const ResizeSemaphore &,
                                     const ResizeSemaphore &) noexcept = default;
};

struct Intervention
{
    trace::Timestamp at = 0;
    std::variant<CancelTask, ResizeSemaphore> action;
    friend bool operator==(const Intervention &, const Intervention &) noexcept = default;
};

/// In the order in which they happen: `at` never decreases.
using Interventions = std::vector<Intervention>;

/// Reads the JSON list of section 12; a problem names line, column and the number of the item.
[[nodiscard]] scenario::Result<Interventions>
parseInterventions(const QByteArray &json, const scenario::Scenario &scenario, const QString &file);

/// The same list as JSON, one intervention a line.
[[nodiscard]] QByteArray toJson(const Interventions &interventions,
                                const scenario::Scenario &scenario);

} // namespace awaitscope::run
