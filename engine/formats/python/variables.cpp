// SPDX-License-Identifier: MIT
#include "engine/formats/python/variables.h"

#include <algorithm>
#include <set>
#include <utility>

namespace awaitscope::formats::python {

using scenario::JsonMember;
using scenario::JsonValue;

namespace {

    /// What one body does with one variable.
    struct Use
    {
        bool isAssigned = false; // otherwise than by appending
        bool isAppended = false;
        bool isOneTask = true; // so far, in every mention
        bool isReadFirst = false;
        bool isFirstConditional = false;
    };

    /// What one body does.
    struct Uses
    {
        std::map<QByteArray, Use> variables;
        std::set<QByteArray> inlined; // templates that run as part of the same task
    };

    /// Goes through the steps of a body in the order of the text.
    class Reader
    {
    public:
        [[nodiscard]] static Uses read(const JsonValue &steps)
        {
            Reader reader;
            reader.visit(steps);
            return std::move(reader.m_uses);
        }

    private:
        void visit(const JsonValue &value)
        {
            const bool wasConditional = m_isConditional;
            m_isConditional |= value.find("chance") || value.find("if_elapsed");
            for (const JsonValue &item : value.items) {
                visit(item);
            }
            for (const JsonMember &member : value.members) {
                visitMember(member);
            }
            visitAssignments(value);
            m_isConditional = wasConditional;
        }

        void visitMember(const JsonMember &member)
        {
            static const QSet<QByteArray> readers{"await",        "cancel",   "gather", "wait",
                                                  "as_completed", "wait_for", "shield"};
            const JsonValue &value = member.value;
            if (readers.contains(member.key)) {
                readText(value);
                for (const JsonValue &item : value.items) {
                    readText(item);
                }
            }
            const bool isInline = member.key == "call" || member.key == "wait_for";
            if (isInline && value.kind == JsonValue::Kind::Text && !value.text.startsWith('$')) {
                m_uses.inlined.insert(value.text);
            }
            const bool wasConditional = m_isConditional;
            m_isConditional |= member.key == "except";
            visit(value);
            m_isConditional = wasConditional;
        }

        void readText(const JsonValue &value)
        {
            if (value.kind != JsonValue::Kind::Text || !value.text.startsWith('$')) {
                return;
            }
            const VariableText read = parseVariable(value.text);
            if (isPredefined(read.name)) {
                return;
            }
            Use &use = mention(read.name, true);
            use.isOneTask &= read.index.isEmpty() || read.index == "0";
        }

        void visitAssignments(const JsonValue &step)
        {
            for (const char *const key : {"as", "done_as", "pending_as"}) {
                const JsonValue *const name = step.find(key);
                if (!name || name->kind != JsonValue::Kind::Text) {
                    continue;
                }
                const JsonValue *const append = step.find("append");
                const bool appends = append && append->boolean;
                Use &use = mention(name->text, false);
                (appends ? use.isAppended : use.isAssigned) = true;
                use.isOneTask &= !appends && isOneTask(step);
            }
        }

        [[nodiscard]] static bool isOneTask(const JsonValue &step)
        {
            if (step.find("shield")) {
                return true;
            }
            return (step.find("spawn") || step.find("start")) && !step.find("count");
        }

        Use &mention(const QByteArray &name, bool isRead)
        {
            const auto [place, isNew] = m_uses.variables.try_emplace(name);
            if (isNew) {
                place->second.isReadFirst = isRead;
                place->second.isFirstConditional = m_isConditional;
            }
            return place->second;
        }

        Uses m_uses;
        bool m_isConditional = false;
    };

    using AllUses = std::map<QByteArray, Uses>; // by body

    /// Whether one body runs the other as part of the same task.
    [[nodiscard]] bool reaches(const AllUses &all, const QByteArray &from, const QByteArray &to)
    {
        const auto uses = all.find(from);
        return uses != all.end()
            && std::ranges::any_of(uses->second.inlined, [&](const QByteArray &next) {
                   return next == to || reaches(all, next, to);
               });
    }

    [[nodiscard]] Variable::Home homeOf(const AllUses &all, const QByteArray &name)
    {
        std::vector<QByteArray> mentioning;
        std::vector<QByteArray> assigning;
        for (const auto &[body, uses] : all) {
            if (const auto use = uses.variables.find(name); use != uses.variables.end()) {
                mentioning.push_back(body);
                if (use->second.isAssigned || use->second.isAppended) {
                    assigning.push_back(body);
                }
            }
        }
        const auto isInlined = [&](const QByteArray &body) {
            return std::ranges::any_of(
                all, [&](const auto &other) { return other.second.inlined.contains(body); });
        };
        const auto isLocal = [&](const QByteArray &body) {
            const Use &use = all.at(body).variables.at(name);
            const bool isUnderstood = !use.isReadFirst
                && (!use.isFirstConditional || assigning.size() == 1)
                && !(use.isAppended && isInlined(body));
            return isUnderstood && std::ranges::none_of(mentioning, [&](const QByteArray &other) {
                       return reaches(all, body, other);
                   });
        };
        if (std::ranges::all_of(mentioning, isLocal)) {
            return Variable::Home::Local;
        }
        return assigning == std::vector<QByteArray>{mainBody} ? Variable::Home::Global
                                                              : Variable::Home::Kept;
    }

} // namespace

Variables::Variables(const std::vector<Body> &bodies, Identifiers &globals, Unbound unbound)
{
    AllUses all;
    for (const Body &body : bodies) {
        all.emplace(body.name, Reader::read(*body.steps));
    }
    std::map<QByteArray, Variable> known; // what all bodies have in common, by name
    for (const auto &[body, uses] : all) {
        for (const auto &[name, use] : uses.variables) {
            const auto [place, isNew] = known.try_emplace(name);
            Variable &variable = place->second;
            if (isNew) {
                variable.home =
                    unbound == Unbound::Handled ? Variable::Home::Kept : homeOf(all, name);
                variable.isSingle = true;
            }
            variable.isSingle &= use.isOneTask;
        }
    }
    for (auto &[name, variable] : known) {
        if (variable.home == Variable::Home::Global) {
            variable.identifier = globals.claim(name, variable.isSingle ? "_task" : "_tasks");
            m_globals.emplace(name, variable);
        }
    }
    for (const auto &[body, uses] : all) {
        Identifiers locals = globals;
        for (const auto &[name, use] : uses.variables) {
            Variable variable = known.at(name);
            variable.isAssigned = use.isAssigned;
            if (variable.home == Variable::Home::Kept) {
                variable.isSingle = false;
            } else if (variable.home == Variable::Home::Local) {
                variable.isSingle = use.isOneTask;
                variable.startsEmpty = use.isAppended;
                variable.identifier = locals.claim(name, variable.isSingle ? "_task" : "_tasks");
            }
            m_variables[body].emplace(name, variable);
        }
    }
}

const Variable &Variables::of(const QByteArray &body, const QByteArray &variable) const
{
    return m_variables.at(body).at(variable);
}

const std::map<QByteArray, Variable> &Variables::of(const QByteArray &body) const
{
    static const std::map<QByteArray, Variable> none;
    const auto found = m_variables.find(body);
    return found == m_variables.end() ? none : found->second;
}

VariableText parseVariable(const QByteArray &text)
{
    const qsizetype bracket = text.indexOf('[');
    if (bracket < 0) {
        return {text.mid(1), {}};
    }
    return {text.mid(1, bracket - 1), text.mid(bracket + 1, text.size() - bracket - 2)};
}

bool isPredefined(const QByteArray &name)
{
    return name == "self" || name == "parent" || name == "main";
}

} // namespace awaitscope::formats::python
