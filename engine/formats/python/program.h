// SPDX-License-Identifier: MIT
#pragma once

#include "engine/formats/python/code.h"
#include "engine/formats/python/variables.h"

#include <map>
#include <set>

namespace awaitscope::formats::python {

/// A template as a coroutine function.
struct Function
{
    QByteArray identifier;
    bool takesGroup = false; ///< starts tasks in the task group of whoever calls it
    bool takesDeadline = false; ///< reschedules a timeout of whoever calls it
};

/// What the steps of a program refer to, by their names in the scenario.
struct Vocabulary
{
    std::map<QByteArray, QByteArray> parameters;
    std::map<QByteArray, QByteArray> resources;
    std::map<QByteArray, QByteArray> errors;
    std::map<QByteArray, QByteArray> counters; ///< of what is put into a queue, by queue
    std::map<QByteArray, Function> functions; ///< by template
    const Variables *variables = nullptr; ///< outlives it
};

/// What a function may need of whoever calls it.
enum class OuterScope : quint8 {
    Group, ///< to start tasks in
    Deadline, ///< to reschedule
};

/// Whether steps need the scope around them. @p functions: what is known of them so far.
[[nodiscard]] bool reachesOut(const scenario::JsonValue &steps, OuterScope scope,
                              const std::map<QByteArray, Function> &functions);

/// Writes the steps of one body as statements.
class StepWriter
{
public:
    /// @p helpers: the names of those that the statements use are added to it. All outlive it.
    StepWriter(Code &code, const Body &body, const Vocabulary &words,
               std::set<QByteArray> &helpers);

    /// The body of the function: what its variables need first, then its steps.
    void write();

private:
    using Json = scenario::JsonValue;
    using Operation = void (StepWriter::*)(const Json &step, const Json &argument);
    [[nodiscard]] static const std::map<QByteArray, Operation> &operations();

    void steps(const Json &list);
    void step(const Json &step);
    void block(const QByteArray &head, const Json &list);

    // Time, branches, loops, errors and values.
    void sleep(const Json &step, const Json &argument);
    void hold(const Json &step, const Json &argument);
    void chance(const Json &step, const Json &argument);
    void ifElapsed(const Json &step, const Json &argument);
    void branch(const QByteArray &condition, const Json &step);
    void call(const Json &step, const Json &argument);
    void repeat(const Json &step, const Json &argument);
    void retry(const Json &step, const Json &argument);
    void attempt(const Json &step, const Json &argument);
    void handle(const QByteArray &matcher, const Json &handler);
    void raise(const Json &step, const Json &argument);
    void log(const Json &step, const Json &argument);
    void giveBack(const Json &step, const Json &argument);

    // Tasks.
    void spawn(const Json &step, const Json &argument);
    void start(const Json &step, const Json &argument);
    void await(const Json &step, const Json &argument);
    void gather(const Json &step, const Json &argument);
    void wait(const Json &step, const Json &argument);
    void asCompleted(const Json &step, const Json &argument);
    void waitFor(const Json &step, const Json &argument);
    void shield(const Json &step, const Json &argument);
    void timeout(const Json &step, const Json &argument);
    void timeoutAt(const Json &step, const Json &argument);
    void scope(const QByteArray &opening, const Json &step);
    void reschedule(const Json &step, const Json &argument);
    void taskGroup(const Json &step, const Json &argument);
    void cancel(const Json &step, const Json &argument);
    void uncancel(const Json &step, const Json &argument);
    void create(const Json &step, const QByteArray &creator);

    // Resources.
    void acquire(const Json &step, const Json &argument);
    void put(const Json &step, const Json &argument);
    void get(const Json &step, const Json &argument);
    void notify(const Json &step, const Json &argument);
    /// A step that is a call of a method of its resource.
    template <const char *method>
    void resourceCall(const Json &step, const Json &argument);

    // Expressions.
    /// Its steps, of which there may be none.
    [[nodiscard]] static const Json &bodyOf(const Json &step);
    [[nodiscard]] QByteArray number(const Json &value) const;
    /// A value that is returned or put.
    [[nodiscard]] QByteArray literal(const Json &value) const;
    [[nodiscard]] QByteArray duration(const Json &value);
    /// Of an optional key of a step; `None` if it is absent or null.
    [[nodiscard]] QByteArray deadlineOf(const Json &step, const char *key);
    enum class InTask : quint8 {
        Same, ///< awaited where it stands
        New,
    };
    [[nodiscard]] QByteArray coroutine(const QByteArray &templateName, InTask task) const;
    /// `$v` or `$v[i]`: a task, or a list of tasks.
    [[nodiscard]] QByteArray tasks(const QByteArray &text);
    /// The same where the scenario promises that it is one task.
    [[nodiscard]] QByteArray oneTask(const QByteArray &text);
    [[nodiscard]] bool isOneTask(const QByteArray &variable) const;
    /// References as the arguments of gather().
    [[nodiscard]] QByteArray arguments(const Json &references);
    /// References as a list of tasks.
    [[nodiscard]] QByteArray taskList(const Json &references);
    [[nodiscard]] QByteArray errorClass(const QByteArray &name) const;
    [[nodiscard]] const QByteArray &resource(const Json &name) const;
    [[nodiscard]] QByteArray helper(const char *name);
    void assign(const QByteArray &variable, const QByteArray &list);

    Code &m_code;
    const Body &m_body;
    const Vocabulary &m_words;
    std::set<QByteArray> &m_helpers;
    int m_groups = 0; // open around the statement
    int m_deadlines = 0; // that can be rescheduled
};

} // namespace awaitscope::formats::python
