// SPDX-License-Identifier: MIT
#include "engine/formats/python/program.h"

namespace awaitscope::formats::python {

namespace {

    constexpr char releaseMethod[] = ".release()";
    constexpr char taskDoneMethod[] = ".task_done()";
    constexpr char joinMethod[] = "await .join()";
    constexpr char setMethod[] = ".set()";
    constexpr char clearMethod[] = ".clear()";
    constexpr char waitMethod[] = "await .wait()";

} // namespace

template <const char *method>
void StepWriter::resourceCall(const Json &, const Json &argument)
{
    QByteArray statement(method);
    statement.insert(statement.indexOf('.'), resource(argument));
    m_code.line(statement);
}

StepWriter::StepWriter(Code &code, const Body &body, const Vocabulary &words,
                       std::set<QByteArray> &helpers)
    : m_code(code), m_body(body), m_words(words), m_helpers(helpers)
{
    if (const auto function = words.functions.find(body.name); function != words.functions.end()) {
        m_groups = function->second.takesGroup ? 1 : 0;
        m_deadlines = function->second.takesDeadline ? 1 : 0;
    }
}

const std::map<QByteArray, StepWriter::Operation> &StepWriter::operations()
{
    using W = StepWriter;
    static const std::map<QByteArray, Operation> operations{
        {"sleep", &W::sleep},
        {"block", &W::hold},
        {"chance", &W::chance},
        {"if_elapsed", &W::ifElapsed},
        {"call", &W::call},
        {"repeat", &W::repeat},
        {"retry", &W::retry},
        {"try", &W::attempt},
        {"raise", &W::raise},
        {"log", &W::log},
        {"return", &W::giveBack},
        {"spawn", &W::spawn},
        {"start", &W::start},
        {"await", &W::await},
        {"gather", &W::gather},
        {"wait", &W::wait},
        {"as_completed", &W::asCompleted},
        {"wait_for", &W::waitFor},
        {"shield", &W::shield},
        {"timeout", &W::timeout},
        {"timeout_at", &W::timeoutAt},
        {"reschedule", &W::reschedule},
        {"task_group", &W::taskGroup},
        {"cancel", &W::cancel},
        {"uncancel", &W::uncancel},
        {"acquire", &W::acquire},
        {"release", &W::resourceCall<releaseMethod>},
        {"put", &W::put},
        {"get", &W::get},
        {"task_done", &W::resourceCall<taskDoneMethod>},
        {"join", &W::resourceCall<joinMethod>},
        {"set", &W::resourceCall<setMethod>},
        {"clear", &W::resourceCall<clearMethod>},
        {"wait_event", &W::resourceCall<waitMethod>},
        {"wait_condition", &W::resourceCall<waitMethod>},
        {"notify", &W::notify},
        {"barrier", &W::resourceCall<waitMethod>},
    };
    return operations;
}

void StepWriter::write()
{
    for (const auto &[name, variable] : m_words.variables->of(m_body.name)) {
        if (variable.home == Variable::Home::Global && variable.isAssigned) {
            m_code.line("global " + variable.identifier);
        } else if (variable.startsEmpty) {
            m_code.line(variable.identifier + " = []");
        }
    }
    steps(*m_body.steps);
}

void StepWriter::steps(const Json &list)
{
    for (const Json &one : list.items) {
        step(one);
    }
}

void StepWriter::step(const Json &step)
{
    // `timeout` is an operator, but also a key of wait, wait_for and as_completed.
    static constexpr const char *first[] = {"wait", "wait_for", "as_completed"};
    for (const char *const name : first) {
        if (const Json *const argument = step.find(name)) {
            (this->*operations().at(name))(step, *argument);
            return;
        }
    }
    for (const scenario::JsonMember &member : step.members) {
        if (const auto found = operations().find(member.key); found != operations().end()) {
            (this->*found->second)(step, member.value);
            return;
        }
    }
}

void StepWriter::block(const QByteArray &head, const Json &list)
{
    m_code.line(head);
    const Code::Block block(m_code);
    steps(list);
}

void StepWriter::sleep(const Json &, const Json &argument)
{
    m_code.line("await asyncio.sleep(" + duration(argument) + ')');
}

void StepWriter::hold(const Json &, const Json &argument)
{
    m_code.line(helper("block") + '(' + duration(argument) + ")  # the whole loop stands still");
}

void StepWriter::branch(const QByteArray &condition, const Json &step)
{
    block("if " + condition + ':', bodyOf(step));
    if (const Json *const otherwise = step.find("else")) {
        block("else:", *otherwise);
    }
}

void StepWriter::chance(const Json &step, const Json &argument)
{
    branch(helper("random") + "() < " + number(argument), step);
}

void StepWriter::ifElapsed(const Json &step, const Json &argument)
{
    branch(helper("elapsed") + "() >= " + duration(argument), step);
}

void StepWriter::call(const Json &, const Json &argument)
{
    m_code.line("await " + coroutine(argument.text, InTask::Same));
}

void StepWriter::repeat(const Json &, const Json &argument)
{
    block("for _ in range(" + number(argument["times"]) + "):", bodyOf(argument));
}

void StepWriter::retry(const Json &, const Json &argument)
{
    const QByteArray attempts = number(argument["attempts"]);
    const Json *const backoff = argument.find("backoff");
    const Json *const factor = argument.find("factor");
    if (backoff && factor) {
        m_code.line("scale = 1.0");
    }
    m_code.line("for attempt in range(1, " + attempts + " + 1):");
    const Code::Block loop(m_code);
    block("try:", bodyOf(argument));
    QByteArrayList errors;
    if (const Json *const on = argument.find("on")) {
        for (const Json &matcher : on->items) {
            // Any other than these two is the name of an error. Nobody retries a cancellation.
            const bool isAny = matcher.text == "Error" || matcher.text == "Any";
            if (matcher.text != "Cancelled") {
                errors += isAny ? QByteArray("Exception") : errorClass(matcher.text);
            }
        }
    } else {
        errors += "Exception";
    }
    if (!errors.isEmpty()) {
        m_code.line("except "
                    + (errors.size() == 1 ? errors.first() : '(' + errors.join(", ") + ')') + ':');
        const Code::Block handler(m_code);
        m_code.line("if attempt == " + attempts + ':');
        {
            const Code::Block last(m_code);
            m_code.line("raise");
        }
        if (backoff && factor) {
            m_code.line("await asyncio.sleep(" + helper("scaled") + '(' + duration(*backoff)
                        + ", scale))");
            m_code.line("scale *= " + number(*factor));
        } else if (backoff) {
            m_code.line("await asyncio.sleep(" + duration(*backoff) + ')');
        }
    } else {
        m_code.line("finally:");
        const Code::Block nothing(m_code);
    }
    m_code.line("else:");
    const Code::Block done(m_code);
    m_code.line("break");
}

void StepWriter::attempt(const Json &, const Json &argument)
{
    const Json *const handlers = argument.find("except");
    const Json *const finally = argument.find("finally");
    const bool hasHandlers = handlers && !handlers->members.empty();
    if (!hasHandlers && !finally) {
        steps(bodyOf(argument));
        return;
    }
    block("try:", bodyOf(argument));
    if (hasHandlers) {
        // The order in which the scenario looks at them; Python takes the first that fits.
        for (const scenario::JsonMember &member : handlers->members) {
            if (member.key != "Error" && member.key != "Any") {
                handle(errorClass(member.key), member.value);
            }
        }
        if (const Json *const error = handlers->find("Error")) {
            handle("Exception", *error);
        }
        if (const Json *const any = handlers->find("Any")) {
            handle("BaseException", *any);
        }
    }
    if (finally) {
        block("finally:", *finally);
    }
}

void StepWriter::handle(const QByteArray &matcher, const Json &handler)
{
    m_code.line("except " + matcher + ':');
    const Code::Block block(m_code);
    const bool isList = handler.kind == Json::Kind::List;
    const Json *const then = isList ? nullptr : handler.find("then");
    steps(isList ? handler : bodyOf(handler));
    if (then && then->text == "reraise") {
        m_code.line("raise");
    } else if (matcher == "asyncio.CancelledError" || matcher == "BaseException") {
        m_code.line("# The cancellation ends here: whoever cancelled this task waits for more.");
        if ((isList ? handler : bodyOf(handler)).items.empty()) {
            m_code.line("pass");
        }
    }
}

void StepWriter::raise(const Json &, const Json &argument)
{
    m_code.line("raise " + errorClass(argument.text));
}

void StepWriter::log(const Json &, const Json &argument)
{
    m_code.line(helper("log") + '(' + quoted(argument.text) + ')');
}

void StepWriter::giveBack(const Json &, const Json &argument)
{
    m_code.line("return " + literal(argument));
}

} // namespace awaitscope::formats::python
