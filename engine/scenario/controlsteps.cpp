// SPDX-License-Identifier: MIT
#include "engine/scenario/jsontext.h"
#include "engine/scenario/stepkinds.h"

#include <array>
#include <cmath>

namespace awaitscope::scenario {

namespace {

class ControlWords
{
    Q_DECLARE_TR_FUNCTIONS(awaitscope::scenario::ControlWords)
};

Operation parseSleep(StepParser &parser, const JsonValue &step, StepScope)
{
    parser.checkKeys(step, {"sleep"});
    return SleepStep {parser.numbers().duration(step["sleep"])};
}

Operation parseBlock(StepParser &parser, const JsonValue &step, StepScope)
{
    parser.checkKeys(step, {"block"});
    return BlockStep {parser.numbers().duration(step["block"])};
}

Operation parseChance(StepParser &parser, const JsonValue &step, StepScope scope)
{
    parser.checkKeys(step, {"chance", "do"}, {"else"});
    return ChanceStep {parser.numbers().number(step["chance"], NumberPlace::Probability),
                       parser.steps(step["do"], scope), parser.steps(step.find("else"), scope)};
}

Operation parseIfElapsed(StepParser &parser, const JsonValue &step, StepScope scope)
{
    parser.checkKeys(step, {"if_elapsed", "do"}, {"else"});
    return IfElapsedStep {parser.numbers().duration(step["if_elapsed"]),
                          parser.steps(step["do"], scope), parser.steps(step.find("else"), scope)};
}

Operation parseCall(StepParser &parser, const JsonValue &step, StepScope)
{
    parser.checkKeys(step, {"call"});
    return CallStep {parser.names().templateNamed(step["call"])};
}

Operation parseRepeat(StepParser &parser, const JsonValue &step, StepScope scope)
{
    parser.checkKeys(step, {"repeat"});
    const JsonValue &loop = step["repeat"];
    parser.in().object(loop, ControlWords::tr("an object with \"times\" and \"do\""));
    parser.in().checkKeys(loop, ControlWords::tr("the repetition"), {"times", "do"});
    return RepeatStep {quint32(parser.numbers().number(loop["times"], NumberPlace::Times)),
                       parser.steps(loop["do"], scope)};
}

QByteArray matcher(const TypedReader &in, const JsonValue &value)
{
    const QString expected =
        ControlWords::tr("a matcher: the name of an error, \"Error\" or \"Any\"");
    const QByteArray &name = in.text(value, expected);
    if (!isErrorName(name)) {
        in.refuseOther(value, expected);
    }
    return name;
}

std::vector<QByteArray> matchers(const TypedReader &in, const JsonValue &list)
{
    std::vector<QByteArray> names;
    for (const JsonValue &item : in.list(list, ControlWords::tr("a list of matchers"))) {
        names.push_back(matcher(in, item));
    }
    if (names.empty()) {
        in.refuse(list, ControlWords::tr("expected at least one matcher, but found an empty list"));
    }
    return names;
}

Operation parseRetry(StepParser &parser, const JsonValue &step, StepScope scope)
{
    parser.checkKeys(step, {"retry"});
    const JsonValue &loop = step["retry"];
    parser.in().object(loop, ControlWords::tr("an object with \"attempts\" and \"do\""));
    parser.in().checkKeys(loop, ControlWords::tr("the retry"), {"attempts", "do"},
                          {"backoff", "factor", "on"});
    RetryStep retry;
    retry.attempts = parser.numbers().count(&loop["attempts"]);
    retry.body = parser.steps(loop["do"], scope);
    if (const JsonValue *backoff = loop.find("backoff")) {
        retry.backoff = parser.numbers().duration(*backoff);
    }
    if (const JsonValue *factor = loop.find("factor")) {
        retry.factor = parser.numbers().number(*factor, NumberPlace::Factor);
    }
    if (const JsonValue *on = loop.find("on")) {
        retry.on = matchers(parser.in(), *on);
    }
    return retry;
}

Handler handler(StepParser &parser, const JsonMember &member, StepScope scope)
{
    const TypedReader &in = parser.in();
    if (!isErrorName(member.key)) {
        in.refuse(member,
                  ControlWords::tr("expected a matcher: the name of an error, \"Error\" or "
                                   "\"Any\", but found \"%1\"")
                      .arg(QString::fromUtf8(member.key)));
    }
    if (member.value.kind != JsonValue::Kind::Object || parameterName(member.value) != nullptr) {
        return {member.key, parser.steps(member.value, scope)};
    }
    in.checkKeys(member.value, ControlWords::tr("the handler"), {"do"}, {"then"});
    const JsonValue *then = member.value.find("then");
    return {member.key, parser.steps(member.value["do"], scope),
            then != nullptr && in.choice(*then, {"swallow", "reraise"}) == 1};
}

Operation parseTry(StepParser &parser, const JsonValue &step, StepScope scope)
{
    parser.checkKeys(step, {"try"});
    const JsonValue &parts = step["try"];
    parser.in().object(parts, ControlWords::tr("an object with \"do\", \"except\", \"finally\""));
    parser.in().checkKeys(parts, ControlWords::tr("the try"), {"do"}, {"except", "finally"});
    TryStep tried;
    tried.body = parser.steps(parts["do"], scope);
    if (const JsonValue *except = parts.find("except")) {
        const QString expected = ControlWords::tr("an object with matchers and handlers");
        for (const JsonMember &member : parser.in().object(*except, expected)) {
            tried.handlers.push_back(handler(parser, member, scope));
        }
    }
    scope.inFinally = true;
    tried.finally = parser.steps(parts.find("finally"), scope);
    return tried;
}

Operation parseRaise(StepParser &parser, const JsonValue &step, StepScope)
{
    parser.checkKeys(step, {"raise"});
    const QString expected = ControlWords::tr(
        "the name of an error: a letter, then letters, digits, _; not Group, Error or Any");
    const QByteArray &name = parser.in().text(step["raise"], expected);
    if (!isErrorName(name) || name == "Group" || name == "Error" || name == "Any") {
        parser.in().refuseOther(step["raise"], expected);
    }
    return RaiseStep {name};
}

Operation parseLog(StepParser &parser, const JsonValue &step, StepScope)
{
    parser.checkKeys(step, {"log"});
    return LogStep {parser.in().text(step["log"], ControlWords::tr("a text"))};
}

Operation parseReturn(StepParser &parser, const JsonValue &step, StepScope scope)
{
    parser.checkKeys(step, {"return"});
    if (scope.inFinally) {
        parser.in().refuse(
            step.members.front(),
            ControlWords::tr("\"return\" cannot stand inside of \"finally\": expected "
                             "it in the \"do\" part or behind the \"try\" step"));
    }
    return ReturnStep {scalarJson(parser.in(), step["return"])};
}

constexpr std::array kinds {
    StepKind {"sleep", parseSleep},   StepKind {"block", parseBlock},
    StepKind {"chance", parseChance}, StepKind {"if_elapsed", parseIfElapsed},
    StepKind {"call", parseCall},     StepKind {"repeat", parseRepeat},
    StepKind {"retry", parseRetry},   StepKind {"try", parseTry},
    StepKind {"raise", parseRaise},   StepKind {"log", parseLog},
    StepKind {"return", parseReturn},
};

} // namespace

QByteArray scalarJson(const TypedReader &in, const JsonValue &value)
{
    const bool isComposite =
        value.kind == JsonValue::Kind::List || value.kind == JsonValue::Kind::Object;
    const bool isFraction =
        value.kind == JsonValue::Kind::Real && std::floor(value.number) != value.number;
    if (isComposite || isFraction) {
        in.refuseOther(value, ControlWords::tr("a text, an integer, true, false or null"));
    }
    return jsonOfScalar(value);
}

std::span<const StepKind> controlSteps() noexcept
{
    return kinds;
}

} // namespace awaitscope::scenario
