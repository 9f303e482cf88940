// SPDX-License-Identifier: MIT
#include "engine/formats/python/program.h"

#include <algorithm>

namespace awaitscope::formats::python {

namespace {

    /// A name that tells an inner scope from the one around it.
    [[nodiscard]] QByteArray scopeName(const char *name, int depth)
    {
        return depth > 1 ? name + QByteArray::number(depth) : QByteArray(name);
    }

} // namespace

void StepWriter::create(const Json &step, const QByteArray &creator)
{
    const Json *const name = step.find("spawn") ? step.find("spawn") : step.find("start");
    const QByteArray one = creator + '(' + coroutine(name->text, InTask::New) + ')';
    const Json *const count = step.find("count");
    const Json *const as = step.find("as");
    const Json *const append = step.find("append");
    const QByteArray list =
        count ? '[' + one + " for _ in range(" + number(*count) + ")]" : '[' + one + ']';
    if (!as) {
        if (count) {
            m_code.line("for _ in range(" + number(*count) + "):");
            const Code::Block block(m_code);
            m_code.line(one);
        } else {
            m_code.line(one);
        }
    } else if (append && append->boolean) {
        const Variable &variable = m_words.variables->of(m_body.name, as->text);
        if (variable.home == Variable::Home::Kept) {
            m_code.line(helper("keep") + '(' + quoted(as->text) + ", " + helper("kept") + '('
                        + quoted(as->text) + ") + " + list + ')');
        } else if (count) {
            m_code.line(variable.identifier + " += " + list);
        } else {
            m_code.line(variable.identifier + ".append(" + one + ')');
        }
    } else if (isOneTask(as->text)) {
        m_code.line(m_words.variables->of(m_body.name, as->text).identifier + " = " + one);
    } else {
        assign(as->text, list);
    }
}

void StepWriter::spawn(const Json &step, const Json &)
{
    create(step, "asyncio.create_task");
}

void StepWriter::start(const Json &step, const Json &)
{
    create(step, scopeName("group", std::max(m_groups, 1)) + ".create_task");
}

void StepWriter::await(const Json &, const Json &argument)
{
    const VariableText variable = parseVariable(argument.text);
    if (!variable.index.isEmpty() || isPredefined(variable.name) || isOneTask(variable.name)) {
        m_code.line("await " + tasks(argument.text));
        return;
    }
    m_code.line("for task in list(" + tasks(argument.text) + "):");
    const Code::Block block(m_code);
    m_code.line("await task");
}

void StepWriter::cancel(const Json &, const Json &argument)
{
    const VariableText variable = parseVariable(argument.text);
    if (!variable.index.isEmpty() || isPredefined(variable.name) || isOneTask(variable.name)) {
        m_code.line(tasks(argument.text) + ".cancel()");
        return;
    }
    m_code.line("for task in list(" + tasks(argument.text) + "):");
    const Code::Block block(m_code);
    m_code.line("task.cancel()");
}

void StepWriter::uncancel(const Json &, const Json &)
{
    m_code.line("asyncio.current_task().uncancel()");
}

void StepWriter::gather(const Json &step, const Json &argument)
{
    const Json *const as = step.find("as");
    const Json *const exceptions = step.find("return_exceptions");
    const bool returns = exceptions && exceptions->boolean;
    QByteArray what = arguments(argument);
    if (as) {
        assign(as->text, taskList(argument));
        what = '*' + tasks('$' + as->text);
    }
    if (returns) {
        what += what.isEmpty() ? "return_exceptions=True" : ", return_exceptions=True";
    }
    m_code.line("await asyncio.gather(" + what + ')');
}

void StepWriter::wait(const Json &step, const Json &argument)
{
    const Json *const when = step.find("return_when");
    const Json *const done = step.find("done_as");
    const Json *const pending = step.find("pending_as");
    QByteArray call = "await asyncio.wait(";
    QByteArray list = taskList(argument);
    const bool isNamed = !list.startsWith('[');
    if ((done || pending) && !isNamed) {
        m_code.line("asked = " + list);
        list = "asked";
    }
    call += list;
    if (const QByteArray limit = deadlineOf(step, "timeout"); limit != "None") {
        call += ", timeout=" + limit;
    }
    if (when && when->text != "all") {
        call += ", return_when=asyncio." + when->text.toUpper();
    }
    call += ')';
    if (!done && !pending) {
        m_code.line(call);
        return;
    }
    // Sets have no order; a variable of the scenario has that of the arguments.
    m_code.line("done, pending = " + call);
    const QByteArray from = list;
    if (done && pending
        && (tasks('$' + done->text) == from || tasks('$' + pending->text) == from)) {
        m_code.line("asked = list(" + from + ')');
        list = "asked";
    }
    if (done) {
        assign(done->text, "[task for task in " + list + " if task in done]");
    }
    if (pending) {
        assign(pending->text, "[task for task in " + list + " if task in pending]");
    }
}

void StepWriter::asCompleted(const Json &step, const Json &argument)
{
    QByteArray what = taskList(argument);
    if (const QByteArray limit = deadlineOf(step, "timeout"); limit != "None") {
        what += ", timeout=" + limit;
    }
    m_code.line("for task in asyncio.as_completed(" + what + "):");
    const Code::Block block(m_code);
    m_code.line("await task");
    steps(bodyOf(step));
}

void StepWriter::waitFor(const Json &step, const Json &argument)
{
    const bool isTemplate = !argument.text.startsWith('$');
    if (isTemplate) {
        (void)helper("wait_for");
    }
    m_code.line("await asyncio.wait_for("
                + (isTemplate ? coroutine(argument.text, InTask::Same) : oneTask(argument.text))
                + ", " + deadlineOf(step, "timeout") + ')');
}

void StepWriter::shield(const Json &step, const Json &argument)
{
    QByteArray inner = argument.text.startsWith('$')
        ? oneTask(argument.text)
        : "asyncio.create_task(" + coroutine(argument.text, InTask::New) + ')';
    if (const Json *const as = step.find("as")) {
        if (isOneTask(as->text)) {
            const QByteArray name = m_words.variables->of(m_body.name, as->text).identifier;
            m_code.line(name + " = " + inner);
            inner = name;
        } else {
            assign(as->text, '[' + inner + ']');
            inner = oneTask('$' + as->text);
        }
    }
    m_code.line("await asyncio.shield(" + inner + ')');
}

void StepWriter::scope(const QByteArray &opening, const Json &step)
{
    // A name is of use only where something moves the deadline.
    const bool isNamed = reachesOut(bodyOf(step), OuterScope::Deadline, m_words.functions);
    m_deadlines += isNamed ? 1 : 0;
    const QByteArray name = isNamed ? " as " + scopeName("deadline", m_deadlines) : QByteArray();
    block("async with " + opening + name + ':', bodyOf(step));
    m_deadlines -= isNamed ? 1 : 0;
}

void StepWriter::timeout(const Json &step, const Json &)
{
    scope("asyncio.timeout(" + deadlineOf(step, "timeout") + ')', step);
}

void StepWriter::timeoutAt(const Json &step, const Json &argument)
{
    scope("asyncio.timeout_at(" + helper("at") + '(' + number(argument) + "))", step);
}

void StepWriter::reschedule(const Json &, const Json &argument)
{
    const QByteArray name = scopeName("deadline", std::max(m_deadlines, 1));
    const QByteArray when = argument.kind == Json::Kind::Null
        ? QByteArray("None")
        : "asyncio.get_running_loop().time() + " + duration(argument);
    m_code.line(name + ".reschedule(" + when + ')');
}

void StepWriter::taskGroup(const Json &, const Json &argument)
{
    ++m_groups;
    block("async with asyncio.TaskGroup() as " + scopeName("group", m_groups) + ':', argument);
    --m_groups;
}

void StepWriter::acquire(const Json &step, const Json &argument)
{
    if (const Json *const body = step.find("do")) {
        block("async with " + resource(argument) + ':', *body);
    } else {
        m_code.line("await " + resource(argument) + ".acquire()");
    }
}

void StepWriter::put(const Json &step, const Json &argument)
{
    const Json *const value = step.find("value");
    const Json *const nowait = step.find("nowait");
    const QByteArray item =
        value ? literal(*value) : "next(" + m_words.counters.at(argument.text) + ')';
    m_code.line(nowait && nowait->boolean ? resource(argument) + ".put_nowait(" + item + ')'
                                          : "await " + resource(argument) + ".put(" + item + ')');
}

void StepWriter::get(const Json &step, const Json &argument)
{
    const Json *const nowait = step.find("nowait");
    m_code.line(nowait && nowait->boolean ? resource(argument) + ".get_nowait()"
                                          : "await " + resource(argument) + ".get()");
}

void StepWriter::notify(const Json &step, const Json &argument)
{
    const Json *const count = step.find("n");
    if (count && count->kind == Json::Kind::Text) {
        m_code.line(resource(argument) + ".notify_all()");
    } else {
        m_code.line(resource(argument) + ".notify(" + (count ? number(*count) : QByteArray())
                    + ')');
    }
}

} // namespace awaitscope::formats::python
