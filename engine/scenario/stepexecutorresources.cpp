// SPDX-License-Identifier: MIT
#include "engine/scenario/interpreter.h"
#include "engine/scenario/stepexecutor.h"

namespace awaitscope::scenario {

void StepExecutor::run(const AcquireStep &step)
{
    Resources &resources = m_interpreter.resources();
    switch (m_interpreter.scenario().resource(step.resource).kind) {
    case ResourceKind::Semaphore:
        wait<sync::Semaphore::AcquireAwaiter>(resources.get<sync::Semaphore>(step.resource));
        break;
    case ResourceKind::Lock: {
        auto &lock = resources.get<sync::Lock>(step.resource);
        wait<sync::Lock::AcquireAwaiter>(lock, &lock);
        break;
    }
    default: {
        auto &condition = resources.get<sync::Condition>(step.resource);
        wait<sync::Lock::AcquireAwaiter>(condition.lock(), &condition);
        break;
    }
    }
}

void StepExecutor::finishStep(const AcquireStep &step)
{
    if (step.body) {
        enter(HeldFrame{step.resource}, *step.body);
    }
}

void StepExecutor::run(const ReleaseStep &step)
{
    m_interpreter.resources().release(step.resource);
}

void StepExecutor::run(const PutStep &step)
{
    auto &queue = m_interpreter.resources().get<Resources::ItemQueue>(step.resource);
    const quint32 number = m_interpreter.resources().nextPut(step.resource);
    const trace::ValueId value = step.valueJson ? m_interpreter.valueOf(*step.valueJson)
                                                : trace::ValueId::fromNumber(number);
    if (step.nowait) {
        queue.putNowait(value);
    } else {
        wait(outcomeOf(queue.put(value)));
    }
}

void StepExecutor::run(const GetStep &step)
{
    auto &queue = m_interpreter.resources().get<Resources::ItemQueue>(step.resource);
    if (step.nowait) {
        Q_UNUSED(queue.getNowait())
    } else {
        wait(outcomeOf(queue.get()));
    }
}

void StepExecutor::run(const TaskDoneStep &step)
{
    m_interpreter.resources().get<Resources::ItemQueue>(step.resource).taskDone();
}

void StepExecutor::run(const JoinStep &step)
{
    wait(outcomeOf(m_interpreter.resources().get<Resources::ItemQueue>(step.resource).join()));
}

void StepExecutor::run(const SetStep &step)
{
    m_interpreter.resources().get<sync::Event>(step.resource).set();
}

void StepExecutor::run(const ClearStep &step)
{
    m_interpreter.resources().get<sync::Event>(step.resource).clear();
}

void StepExecutor::run(const WaitEventStep &step)
{
    wait<sync::Event::WaitAwaiter>(m_interpreter.resources().get<sync::Event>(step.resource),
                                   sync::Event::WaitAwaiter::Observed::Yes);
}

void StepExecutor::run(const WaitConditionStep &step)
{
    wait(outcomeOf(m_interpreter.resources().get<sync::Condition>(step.resource).wait()));
}

void StepExecutor::run(const NotifyStep &step)
{
    auto &condition = m_interpreter.resources().get<sync::Condition>(step.resource);
    if (step.n) {
        condition.notify(*step.n);
    } else {
        condition.notifyAll();
    }
}

void StepExecutor::run(const BarrierStep &step)
{
    wait(outcomeOf(m_interpreter.resources().get<sync::Barrier>(step.resource).wait()));
}

} // namespace awaitscope::scenario
