// SPDX-License-Identifier: MIT
#include "engine/formats/python/program.h"
#include "engine/scenario/typedreader.h"

#include <algorithm>

namespace awaitscope::formats::python {

bool reachesOut(const scenario::JsonValue &steps, OuterScope scope,
                const std::map<QByteArray, Function> &functions)
{
    const bool isGroup = scope == OuterScope::Group;
    if (steps.find(isGroup ? "start" : "reschedule")) {
        return true;
    }
    for (const char *const key : {"call", "wait_for"}) {
        const scenario::JsonValue *const inlined = steps.find(key);
        const auto function = inlined ? functions.find(inlined->text) : functions.end();
        if (function != functions.end()
            && (isGroup ? function->second.takesGroup : function->second.takesDeadline)) {
            return true;
        }
    }
    // Waits have a timeout too, but that is none of theirs.
    const bool isTimeout = steps.find("do") && !steps.find("as_completed")
        && (steps.find("timeout") || steps.find("timeout_at"));
    if (isGroup ? steps.find("task_group") != nullptr : isTimeout) {
        return false;
    }
    const auto reaches = [&](const scenario::JsonValue &value) {
        return reachesOut(value, scope, functions);
    };
    return std::ranges::any_of(steps.items, reaches)
        || std::ranges::any_of(steps.members, reaches, &scenario::JsonMember::value);
}

const scenario::JsonValue &StepWriter::bodyOf(const Json &step)
{
    static const Json none;
    const Json *const body = step.find("do");
    return body ? *body : none;
}

QByteArray StepWriter::literal(const Json &value) const
{
    switch (value.kind) {
    case Json::Kind::Null:
        return "None";
    case Json::Kind::Boolean:
        return value.boolean ? "True" : "False";
    case Json::Kind::Text:
        return quoted(value.text);
    default:
        return number(value);
    }
}

QByteArray StepWriter::number(const Json &value) const
{
    if (const Json *const parameter = scenario::parameterName(value)) {
        return m_words.parameters.at(parameter->text);
    }
    // As its author wrote it, but for a whole number written as 2.0, which a count may be.
    const auto whole = value.whole();
    return whole && value.kind == Json::Kind::Real ? QByteArray::number(*whole) : value.text;
}

QByteArray StepWriter::duration(const Json &value)
{
    if (value.isNumber() || scenario::parameterName(value)) {
        return number(value);
    }
    const scenario::JsonMember &drawn = value.members.front();
    QByteArrayList numbers;
    if (drawn.value.kind == Json::Kind::List) {
        for (const Json &item : drawn.value.items) {
            numbers += number(item);
        }
    } else {
        numbers += number(drawn.value);
    }
    return helper(drawn.key.constData()) + '(' + numbers.join(", ") + ')';
}

QByteArray StepWriter::deadlineOf(const Json &step, const char *key)
{
    const Json *const value = step.find(key);
    return value && value->kind != Json::Kind::Null ? duration(*value) : QByteArray("None");
}

QByteArray StepWriter::coroutine(const QByteArray &templateName, InTask task) const
{
    const Function &function = m_words.functions.at(templateName);
    QByteArrayList given;
    const auto scope = [task](const char *name, int depth) {
        return depth == 0 || task == InTask::New ? QByteArray("None")
            : depth > 1                          ? name + QByteArray::number(depth)
                                                 : QByteArray(name);
    };
    if (function.takesGroup) {
        given += scope("group", m_groups);
    }
    if (function.takesDeadline) {
        given += scope("deadline", m_deadlines);
    }
    return function.identifier + '(' + given.join(", ") + ')';
}

bool StepWriter::isOneTask(const QByteArray &variable) const
{
    return m_words.variables->of(m_body.name, variable).isSingle;
}

QByteArray StepWriter::tasks(const QByteArray &text)
{
    const VariableText variable = parseVariable(text);
    if (variable.name == "self") {
        return "asyncio.current_task()";
    }
    if (isPredefined(variable.name)) {
        return helper(variable.name == "parent" ? "parent_task" : "main_task") + "()";
    }
    const Variable &plan = m_words.variables->of(m_body.name, variable.name);
    if (plan.isSingle) {
        return plan.identifier;
    }
    if (plan.home == Variable::Home::Kept) {
        const QByteArray index = variable.index.isEmpty() ? QByteArray() : ", " + variable.index;
        return helper("find") + '(' + quoted(variable.name) + index + ')';
    }
    return variable.index.isEmpty() ? plan.identifier
                                    : plan.identifier + '[' + variable.index + ']';
}

QByteArray StepWriter::oneTask(const QByteArray &text)
{
    const VariableText variable = parseVariable(text);
    if (!variable.index.isEmpty() || isPredefined(variable.name) || isOneTask(variable.name)) {
        return tasks(text);
    }
    return tasks(text + "[0]");
}

QByteArray StepWriter::arguments(const Json &references)
{
    QByteArrayList all;
    for (const Json &reference : references.items) {
        if (reference.kind != Json::Kind::Text) {
            const QByteArray one = coroutine(reference["template"].text, InTask::New);
            const Json *const count = reference.find("count");
            all += count ? "*(" + one + " for _ in range(" + number(*count) + "))" : one;
        } else if (!reference.text.startsWith('$')) {
            all += coroutine(reference.text, InTask::New);
        } else {
            const VariableText variable = parseVariable(reference.text);
            const bool isOne = !variable.index.isEmpty() || isPredefined(variable.name)
                || isOneTask(variable.name);
            all += (isOne ? QByteArray() : QByteArray("*")) + tasks(reference.text);
        }
    }
    return all.join(", ");
}

QByteArray StepWriter::taskList(const Json &references)
{
    QByteArrayList all;
    for (const Json &reference : references.items) {
        const bool isText = reference.kind == Json::Kind::Text;
        if (isText && reference.text.startsWith('$')) {
            const VariableText variable = parseVariable(reference.text);
            const bool isOne = !variable.index.isEmpty() || isPredefined(variable.name)
                || isOneTask(variable.name);
            if (!isOne && references.items.size() == 1) {
                return tasks(reference.text);
            }
            all += (isOne ? QByteArray() : QByteArray("*")) + tasks(reference.text);
            continue;
        }
        const QByteArray one = "asyncio.create_task("
            + coroutine(isText ? reference.text : reference["template"].text, InTask::New) + ')';
        const Json *const count = isText ? nullptr : reference.find("count");
        if (!count) {
            all += one;
            continue;
        }
        const QByteArray several = one + " for _ in range(" + number(*count) + ')';
        if (references.items.size() == 1) {
            return '[' + several + ']';
        }
        all += "*[" + several + ']';
    }
    return '[' + all.join(", ") + ']';
}

QByteArray StepWriter::errorClass(const QByteArray &name) const
{
    static const std::map<QByteArray, QByteArray> known{{"Cancelled", "asyncio.CancelledError"},
                                                        {"Timeout", "TimeoutError"},
                                                        {"Group", "ExceptionGroup"},
                                                        {"ValueError", "ValueError"},
                                                        {"RuntimeError", "RuntimeError"},
                                                        {"QueueFull", "asyncio.QueueFull"},
                                                        {"QueueEmpty", "asyncio.QueueEmpty"}};
    const auto found = known.find(name);
    return found != known.end() ? found->second : m_words.errors.at(name);
}

const QByteArray &StepWriter::resource(const Json &name) const
{
    return m_words.resources.at(name.text);
}

QByteArray StepWriter::helper(const char *name)
{
    m_helpers.insert(name);
    return name;
}

void StepWriter::assign(const QByteArray &variable, const QByteArray &list)
{
    const Variable &plan = m_words.variables->of(m_body.name, variable);
    m_code.line(plan.home == Variable::Home::Kept
                    ? helper("keep") + '(' + quoted(variable) + ", " + list + ')'
                    : plan.identifier + " = " + list);
}

} // namespace awaitscope::formats::python
