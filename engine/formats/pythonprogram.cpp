// SPDX-License-Identifier: MIT
#include "engine/formats/pythonprogram.h"

#include "engine/formats/python/helpers.h"
#include "engine/formats/python/program.h"
#include "engine/scenario/json.h"

#include <QLocale>

#include <algorithm>

namespace awaitscope::formats {

using python::Body;
using python::Code;
using python::mainBody;
using scenario::JsonMember;
using scenario::JsonValue;
using trace::ResourceKind;

namespace {

    /// A program, from its first line to its last.
    class Writer
    {
    public:
        Writer(const scenario::Scenario &scenario, const JsonValue &text, const run::RunSpec &spec)
            : m_scenario(scenario), m_text(text), m_spec(spec), m_names(python::helperNames())
        { }

        [[nodiscard]] QByteArray write();

    private:
        void nameEverything();
        void findOuterScopes();
        void collectErrors(const JsonValue &steps);
        void nameError(const QByteArray &error);
        void writeHead(const QByteArray &rest);
        void writeParameters();
        void writeErrors();
        void writeResources();
        void writeGlobals();
        void writeFunction(const Body &body, const QByteArray &head);
        [[nodiscard]] QByteArray numberOf(const JsonValue &value) const;
        [[nodiscard]] QByteArray constructorOf(const JsonValue &resource) const;

        const scenario::Scenario &m_scenario;
        const JsonValue &m_text;
        const run::RunSpec &m_spec;
        python::Identifiers m_names;
        python::Vocabulary m_words;
        std::vector<Body> m_bodies;
        std::vector<QByteArray> m_ownErrors;
        std::set<QByteArray> m_helpers;
        Code m_code;
    };

    [[nodiscard]] QByteArray decimal(double number)
    {
        return QByteArray::number(number, 'g', QLocale::FloatingPointShortest);
    }

    QByteArray Writer::write()
    {
        nameEverything();
        const python::Variables variables(m_bodies, m_names,
                                          m_helpers.contains("UnboundTask")
                                              ? python::Unbound::Handled
                                              : python::Unbound::NotHandled);
        m_words.variables = &variables;
        findOuterScopes();
        writeParameters();
        writeErrors();
        writeResources();
        writeGlobals();
        for (const Body &body : m_bodies) {
            if (body.name == mainBody) {
                continue;
            }
            const python::Function &function = m_words.functions.at(body.name);
            QByteArrayList takes;
            if (function.takesGroup) {
                takes += "group";
            }
            if (function.takesDeadline) {
                takes += "deadline";
            }
            writeFunction(body, "async def " + function.identifier + '(' + takes.join(", ") + "):");
            if (function.identifier != body.name) {
                m_code.line({});
                m_code.line({});
                m_code.line(function.identifier + ".__name__ = " + python::quoted(body.name));
            }
        }
        writeFunction(m_bodies.back(), "async def main():");
        const QByteArray rest = m_code.text()
            + "\n\n# Helpers: each task has a path, and random numbers of its own that depend on "
              "it "
              "alone; and\n# there is a clock that need not be waited for. Real work needs none of "
              "them.\n"
            + python::helperText(m_helpers);
        m_code = {};
        writeHead(rest);
        return m_code.text() + rest;
    }

    void Writer::nameEverything()
    {
        for (const scenario::Parameter &parameter : m_scenario.parameters) {
            m_words.parameters.emplace(parameter.name, m_names.claim(parameter.name.toUpper()));
        }
        for (const scenario::Resource &resource : m_scenario.resources) {
            m_words.resources.emplace(resource.name, m_names.claim(resource.name));
        }
        if (const JsonValue *const tasks = m_text.find("tasks")) {
            for (const JsonMember &member : tasks->members) {
                m_words.functions[member.key].identifier = m_names.claim(member.key, "_task");
                m_bodies.push_back({member.key, &member.value});
            }
        }
        m_bodies.push_back({mainBody, &m_text["main"]});
        for (const Body &body : m_bodies) {
            collectErrors(*body.steps);
        }
    }

    void Writer::findOuterScopes()
    {
        // A function passes on what the functions that it calls need: until nothing changes.
        for (bool isChanged = true; isChanged;) {
            isChanged = false;
            for (const Body &body : m_bodies) {
                if (body.name == mainBody) {
                    continue;
                }
                python::Function &function = m_words.functions.at(body.name);
                const auto find = [&](bool &takes, python::OuterScope scope) {
                    if (!takes && python::reachesOut(*body.steps, scope, m_words.functions)) {
                        takes = true;
                        isChanged = true;
                    }
                };
                find(function.takesGroup, python::OuterScope::Group);
                find(function.takesDeadline, python::OuterScope::Deadline);
            }
        }
    }

    void Writer::collectErrors(const JsonValue &steps)
    {
        for (const JsonValue &item : steps.items) {
            collectErrors(item);
        }
        for (const JsonMember &member : steps.members) {
            if (member.key == "raise") {
                nameError(member.value.text);
            } else if (member.key == "except") {
                for (const JsonMember &handler : member.value.members) {
                    nameError(handler.key);
                }
            } else if (member.key == "retry") {
                if (const JsonValue *const on = member.value.find("on")) {
                    for (const JsonValue &matcher : on->items) {
                        nameError(matcher.text);
                    }
                }
            } else if (member.key == "put") {
                const auto [place, isNew] = m_words.counters.try_emplace(member.value.text);
                if (isNew && !steps.find("value")) {
                    place->second =
                        m_names.claim(m_words.resources.at(member.value.text) + "_numbers");
                }
            }
            collectErrors(member.value);
        }
    }

    void Writer::nameError(const QByteArray &error)
    {
        static const std::set<QByteArray> known{"Cancelled",    "Timeout",   "Group",
                                                "ValueError",   "QueueFull", "QueueEmpty",
                                                "RuntimeError", "Error",     "Any"};
        if (known.contains(error) || m_words.errors.contains(error)) {
            return;
        }
        if (error == "UnboundTask") {
            m_helpers.insert(error);
            m_words.errors.emplace(error, error);
        } else if (python::isBuiltinError(error)) {
            m_words.errors.emplace(error, error);
        } else {
            m_words.errors.emplace(error, m_names.claim(error));
            m_ownErrors.push_back(m_words.errors.at(error));
        }
    }

    void Writer::writeHead(const QByteArray &rest)
    {
        // The text may have what would end a literal.
        const auto safe = [](QByteArray text) {
            return text.replace('\\', "\\\\").replace("\"\"\"", "'''");
        };
        m_code.line("#!/usr/bin/env python3");
        m_code.line("\"\"\"" + safe(m_scenario.title.toUtf8()).simplified());
        m_code.line({});
        for (const QByteArray &line : python::wrapped(safe(m_scenario.about.toUtf8()))) {
            m_code.line(line);
        }
        if (!m_scenario.about.isEmpty()) {
            m_code.line({});
        }
        m_code.line("Written by Awaitscope, from the scenario \"" + m_scenario.name
                    + "\". It runs in real time; with --virtual");
        m_code.line("time takes no time, and one line a task says: path, start, end, outcome.");
        if (!m_spec.interventions.empty()) {
            m_code.line({});
            m_code.line("What was done to that run by hand is not in here.");
        }
        m_code.line("\"\"\"");
        m_code.line({});
        for (const QByteArray &module : python::modulesOf(rest)) {
            m_code.line("import " + module);
        }
        m_code.line({});
    }

    void Writer::writeParameters()
    {
        m_code.line("SEED = " + QByteArray::number(m_spec.seed.value_or(m_scenario.seed)));
        for (const scenario::Parameter &parameter : m_scenario.parameters) {
            QByteArray note = parameter.label.toUtf8();
            if (!parameter.unit.isEmpty()) {
                note += note.isEmpty() ? parameter.unit.toUtf8() : ", " + parameter.unit.toUtf8();
            }
            const QByteArray line =
                m_words.parameters.at(parameter.name) + " = " + decimal(parameter.value);
            m_code.line(note.isEmpty() ? line : line + "  # " + note.simplified());
        }
    }

    void Writer::writeErrors()
    {
        for (const QByteArray &error : m_ownErrors) {
            m_code.line({});
            m_code.line({});
            m_code.line("class " + error + "(Exception):");
            const Code::Block block(m_code);
        }
        if (!m_ownErrors.empty()) {
            m_code.line({});
        }
    }

    QByteArray Writer::numberOf(const JsonValue &value) const
    {
        const JsonValue *const parameter = value.find("param");
        return parameter ? m_words.parameters.at(parameter->text) : value.text;
    }

    QByteArray Writer::constructorOf(const JsonValue &resource) const
    {
        const QByteArray &kind = resource["kind"].text;
        if (kind == "semaphore") {
            const JsonValue *const bounded = resource.find("bounded");
            return (bounded && bounded->boolean ? "BoundedSemaphore(" : "Semaphore(")
                + numberOf(resource["slots"]) + ')';
        }
        if (kind == "queue") {
            const JsonValue *const capacity = resource.find("capacity");
            return "Queue(" + (capacity ? numberOf(*capacity) : QByteArray()) + ')';
        }
        if (kind == "barrier") {
            return "Barrier(" + numberOf(resource["parties"]) + ')';
        }
        return kind.left(1).toUpper() + kind.mid(1) + "()";
    }

    void Writer::writeResources()
    {
        const JsonValue *const resources = m_text.find("resources");
        if (!resources || resources->items.empty()) {
            return;
        }
        m_code.line({});
        for (const JsonValue &resource : resources->items) {
            const QByteArray &name = m_words.resources.at(resource["name"].text);
            m_code.line(name + " = asyncio." + constructorOf(resource));
            const JsonValue *const isSet = resource.find("set");
            if (isSet && isSet->boolean) {
                m_code.line(name + ".set()");
            }
            const auto counter = m_words.counters.find(resource["name"].text);
            if (counter != m_words.counters.end() && !counter->second.isEmpty()) {
                m_code.line(counter->second + " = itertools.count(1)");
            }
        }
    }

    void Writer::writeGlobals()
    {
        if (m_words.variables->globals().empty()) {
            return;
        }
        m_code.line({});
        for (const auto &[name, variable] : m_words.variables->globals()) {
            m_code.line(variable.identifier + (variable.isSingle ? " = None" : " = []"));
        }
    }

    void Writer::writeFunction(const Body &body, const QByteArray &head)
    {
        m_code.line({});
        m_code.line({});
        m_code.line(head);
        const Code::Block block(m_code);
        python::StepWriter(m_code, body, m_words, m_helpers).write();
    }

} // namespace

scenario::Result<QByteArray> pythonProgram(const run::RunSpec &spec)
{
    const auto scenario =
        scenario::parseScenario(spec.scenarioText, spec.scenarioFile, spec.values);
    if (!scenario) {
        return scenario.problem();
    }
    const auto text = scenario::JsonDocument::parse(spec.scenarioText, spec.scenarioFile);
    if (!text) {
        return text.problem();
    }
    return Writer(scenario.value(), text.value().root(), spec).write();
}

} // namespace awaitscope::formats
