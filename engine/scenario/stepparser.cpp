// SPDX-License-Identifier: MIT
#include "engine/scenario/stepparser.h"

#include "engine/scenario/stepkinds.h"
#include "engine/scenario/stepwalk.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <string_view>

namespace awaitscope::scenario {

namespace {

using namespace std::string_view_literals;

// The one operator that other steps have as a key of theirs.
constexpr auto companion = "timeout"sv;

const QHash<QByteArray, StepKind> &stepKinds()
{
    static const QHash<QByteArray, StepKind> kinds = [] {
        QHash<QByteArray, StepKind> all;
        for (const auto part : {controlSteps(), taskSteps(), resourceSteps()}) {
            for (const StepKind &kind : part) {
                all.insert(kind.name, kind);
            }
        }
        return all;
    }();
    return kinds;
}

const StepKind *kindOf(const JsonValue &step)
{
    const StepKind *found = nullptr;
    for (const JsonMember &member : step.members) {
        const auto kind = stepKinds().constFind(member.key);
        if (kind != stepKinds().constEnd() && (found == nullptr || found->name == companion)) {
            found = &*kind;
        }
    }
    return found;
}

} // namespace

NameList stepOperators()
{
    const QList<QByteArray> keys = stepKinds().keys();
    NameList names(keys.begin(), keys.end());
    std::ranges::sort(names);
    return names;
}

Steps StepParser::steps(const JsonValue &list, StepScope scope)
{
    Steps steps;
    for (const JsonValue &value : m_in.list(list, tr("a list of steps"))) {
        steps.push_back(step(value, scope));
    }
    return steps;
}

Steps StepParser::steps(const JsonValue *list, StepScope scope)
{
    return list == nullptr ? Steps() : steps(*list, scope);
}

Step StepParser::step(const JsonValue &value, StepScope scope)
{
    const QString expected = tr("a step: an object with one operator");
    if (parameterName(value) != nullptr) {
        m_in.refuseOther(value, expected);
    }
    m_in.object(value, expected);
    const StepKind *kind = kindOf(value);
    if (kind == nullptr) {
        refuseUnknown(value);
    }
    return {StepId(), value.place, value.end, kind->parse(*this, value, scope)};
}

void StepParser::refuseUnknown(const JsonValue &step) const
{
    // These go along with operators, so it is another key that was meant to be one.
    constexpr std::array others {
        "do"sv,     "else"sv, "count"sv,       "as"sv,      "append"sv,     "value"sv,
        "nowait"sv, "n"sv,    "return_when"sv, "done_as"sv, "pending_as"sv, "return_exceptions"sv};
    const auto isOperator = [&others](const JsonMember &member) {
        return std::ranges::find(others, std::string_view(member.key)) == others.end();
    };
    const auto meant = std::ranges::find_if(step.members, isOperator);
    if (meant == step.members.end()) {
        m_in.refuse(
            step,
            tr("a step without operator: expected one of %1").arg(quotedList(stepOperators())));
    }
    m_in.refuse(*meant,
                tr("unknown step \"%1\": %2")
                    .arg(QString::fromUtf8(meant->key), suggestion(meant->key, stepOperators())));
}

void StepParser::checkKeys(const JsonValue &object, const NameList &required,
                           const NameList &optional) const
{
    m_in.checkKeys(object, tr("the step \"%1\"").arg(QString::fromUtf8(required.front())), required,
                   optional);
}

quint32 numberSteps(Scenario &scenario)
{
    std::vector<Step *> steps;
    const auto collect = [&steps](Step &step) { steps.push_back(&step); };
    forEachStep(scenario.main, collect);
    for (Template &task : scenario.templates) {
        forEachStep(task.steps, collect);
    }
    std::ranges::sort(steps, [](const Step *a, const Step *b) {
        return std::pair(a->place.line, a->place.column)
            < std::pair(b->place.line, b->place.column);
    });
    quint32 count = 0;
    for (Step *step : steps) {
        step->id = StepId(++count);
    }
    return count;
}

} // namespace awaitscope::scenario
