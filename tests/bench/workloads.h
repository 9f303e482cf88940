// SPDX-License-Identifier: MIT
#pragma once

#include "engine/loop/eventloop.h"
#include "engine/trace/tracestore.h"

#include <optional>
#include <string_view>

namespace awaitscope::bench {

/// What a workload is measured by.
struct Workload
{
    std::string_view name;
    /// Creates everything and runs the loop until it is done; throws std::runtime_error if the
    /// outcome is not what the work should give. @p units: tasks, or timers.
    void (*run)(loop::EventLoop &loop, quint64 units);
};

/// W1 to W4, or none.
[[nodiscard]] const Workload *findWorkload(std::string_view name);

} // namespace awaitscope::bench
