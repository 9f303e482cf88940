// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/anywait.h"
#include "engine/scenario/ending.h"
#include "engine/scenario/frame.h"
#include "engine/task/coro.h"

#include <QList>
#include <QVarLengthArray>

namespace awaitscope::scenario {

class Interpreter;
class ScenarioTask;

/// Executes the steps of one task, with a stack of its own instead of nested coroutines, so that a
/// task is one coroutine with one await, and an error inside a scenario costs no throw. The meaning
/// of each step is that of scenario.md, section 5.
///
/// Invariant: between two calls of advance() either m_wait is not empty or the machine has ended.
class Machine
{
public:
    Machine(ScenarioTask &task, const Steps &steps);
    ~Machine();
    Q_DISABLE_COPY_MOVE(Machine)

    /// In the pool of its loop, so that what it takes becomes room for events once it has ended.
    [[nodiscard]] static void *operator new(std::size_t size, memory::Pool &pool)
    {
        return pool.allocate(size);
    }

    static void operator delete(void *machine) noexcept { memory::Pool::deallocate(machine); }

    static void operator delete(void *machine, memory::Pool & /*pool*/) noexcept
    {
        memory::Pool::deallocate(machine);
    }

    /// The coroutine of the task: advances, awaits, and so on until the end.
    [[nodiscard]] static task::Coro<> run(Machine *machine);

    [[nodiscard]] loop::EventLoop &loop() const noexcept;

    /// How the task ended. Precondition: it has.
    [[nodiscard]] const Ending &ending() const noexcept { return m_ending; }

    /// Whether it was given up: the loop is closing or was stopped.
    [[nodiscard]] bool isAbandoned() const noexcept { return m_isAbandoned; }

private:
    friend class StepExecutor;
    friend class FrameLeaver;
    using TaskList = QList<task::TaskPtr<ScenarioTask>>;

    [[nodiscard]] bool advance();
    void resumed(task::Failure failure);
    void execute(const Step &step);
    void leaveTop();
    void push(Frame frame);
    void pop();

    /// The steps end with this error.
    void fail(task::Failure failure);
    /// A cancellation may have come to its end without ending the task.
    void noteCleanup();
    /// The scenario does something that has no meaning: the whole run is given up.
    void invalid(std::string why);

    // Tasks.
    [[nodiscard]] TaskList lookup(const TaskRef &reference);
    [[nodiscard]] TaskList resolve(const std::vector<Reference> &references);
    [[nodiscard]] TaskList createTasks(TemplateIndex templateIndex, quint32 count);
    void bind(std::optional<VariableIndex> variable, TaskList tasks, bool append = false);

    ScenarioTask &m_task;
    Interpreter &m_interpreter;
    QVarLengthArray<Frame, 2> m_frames; // a template with one block in it: no more memory
    AnyWait m_wait;
    const Step *m_waitingStep = nullptr; // whose operation waits; null if a frame waits
    TaskList m_targets; // of the gather or wait that waits
    Ending m_ending;
    bool m_isInCleanup = false;
    bool m_isAbandoned = false;
};

} // namespace awaitscope::scenario
