// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/machine.h"
#include "engine/scenario/scenariotask.h"

namespace awaitscope::scenario {

/// What happens when the steps of the top frame have come to their end: the frame goes on (another
/// round, a handler), waits, or is popped with the ending that counts outside of it.
class FrameLeaver
{
public:
    explicit FrameLeaver(Machine &machine) noexcept
        : m_machine(machine), m_task(machine.m_task), m_interpreter(machine.m_interpreter)
    { }

    /// Throws task::Error if the frame, which is then popped, ends with it.
    void leave();
    /// What the top frame waited for is over, with this failure or none.
    void resumed(task::Failure failure);

private:
    void leaveFrame(BranchFrame &frame);
    void leaveFrame(TemplateFrame &frame);
    void leaveFrame(RepeatFrame &frame);
    void leaveFrame(RetryFrame &frame);
    void leaveFrame(HeldFrame &frame);
    void leaveFrame(ScopeFrame &frame);
    void leaveFrame(GroupFrame &frame);
    void leaveFrame(TryFrame &frame);
    void leaveFrame(CompletionsFrame &frame);
    void leaveFrame(AwaitFrame &frame);

    void resumeFrame(GroupFrame &frame, task::Failure failure);
    void resumeFrame(CompletionsFrame &frame, task::Failure failure);

    void resumeFrame(auto & /*frame*/, task::Failure failure)
    {
        m_machine.fail(std::move(failure));
    }

    void restart(const Steps &steps);
    void handle(TryFrame &frame, const Handler &handler);
    void finallyThen(TryFrame &frame, Ending ending);

    Machine &m_machine;
    ScenarioTask &m_task;
    Interpreter &m_interpreter;
};

} // namespace awaitscope::scenario
