// SPDX-License-Identifier: MIT
#pragma once

#include "engine/formats/python/identifiers.h"
#include "engine/scenario/json.h"

#include <QHash>

#include <map>

namespace awaitscope::formats::python {

/// The name of main among the bodies: no template has it.
inline const QByteArray mainBody;

/// The steps of main or of a template.
struct Body
{
    QByteArray name; ///< of the template, as in the scenario
    const scenario::JsonValue *steps = nullptr;
};

/// How a variable of the scenario is written in one function.
struct Variable
{
    enum class Home : quint8 {
        Local, ///< of the function
        Global, ///< only main assigns it, and others read it
        Kept, ///< with the task, where its children find it: keep() and find()
    };
    Home home = Home::Local;
    bool isSingle = false; ///< one task rather than a list of them; not if it is kept
    bool startsEmpty = false; ///< local, and tasks are appended to it before it is assigned
    bool isAssigned = false; ///< by this function, otherwise than by appending
    QByteArray identifier;
};

/// Whether a scenario handles that a variable has no task (UnboundTask): then they are all kept.
enum class Unbound : quint8 {
    NotHandled,
    Handled,
};

/// Where the variables of a scenario live. In a scenario a task sees those of the tasks above it;
/// in Python a person makes them local where that means the same, and global where only main
/// assigns them.
class Variables
{
public:
    /// The bodies outlive it. @p globals gives names to the global variables, and knows those of
    /// everything else on top of the program.
    Variables(const std::vector<Body> &bodies, Identifiers &globals, Unbound unbound);

    /// Precondition: that body mentions a variable of that name.
    [[nodiscard]] const Variable &of(const QByteArray &body, const QByteArray &variable) const;
    /// All that a body mentions, by name.
    [[nodiscard]] const std::map<QByteArray, Variable> &of(const QByteArray &body) const;

    /// The global ones, by their names in the scenario.
    [[nodiscard]] const std::map<QByteArray, Variable> &globals() const noexcept
    {
        return m_globals;
    }

private:
    std::map<QByteArray, std::map<QByteArray, Variable>> m_variables; // by body
    std::map<QByteArray, Variable> m_globals;
};

/// `$v` or `$v[3]`, taken apart.
struct VariableText
{
    QByteArray name;
    QByteArray index; ///< empty: all of the list
};

[[nodiscard]] VariableText parseVariable(const QByteArray &text);

/// The variables that every task has: self, parent, main.
[[nodiscard]] bool isPredefined(const QByteArray &name);

} // namespace awaitscope::formats::python
