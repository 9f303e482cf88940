// SPDX-License-Identifier: MIT
#include "engine/run/runend.h"

#include "engine/run/program.h"

namespace awaitscope::run {

RunEnd endOf(const Program &program)
{
    if (!program.hasEnded()) {
        return RunEnd::None;
    }
    if (const auto &reason = program.stopReason()) {
        if (*reason == "user") {
            return RunEnd::Stopped;
        }
        return reason->starts_with("invalid") || reason->starts_with("tasks await")
            ? RunEnd::Invalid
            : RunEnd::LimitReached;
    }
    if (program.isDeadlocked()) {
        return RunEnd::Deadlock;
    }
    return program.hasMainFailed() ? RunEnd::MainFailed : RunEnd::Finished;
}

QString endMessageOf(const Program &program)
{
    const auto &reason = program.stopReason();
    if (!reason) {
        return {};
    }
    return endOf(program) == RunEnd::LimitReached ? limitText(program.limits(), *reason)
                                                  : QString::fromStdString(*reason);
}

} // namespace awaitscope::run
