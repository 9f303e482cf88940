// SPDX-License-Identifier: MIT
#include "engine/scenario/parser.h"

#include "engine/scenario/resourceparser.h"
#include "engine/scenario/stepparser.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace awaitscope::scenario {

namespace {

constexpr qint64 mostSeed = 9007199254740991; // 2^53 - 1

/// Reads the object that is a scenario.
class ScenarioParser
{
    Q_DECLARE_TR_FUNCTIONS(awaitscope::scenario::ScenarioParser)

public:
    explicit ScenarioParser(const JsonDocument &document)
        : m_in(document)
        , m_root(document.root())
    { }

    [[nodiscard]] Scenario parse(const ParameterValues &values);

private:
    void readHead(Scenario &scenario) const;
    void checkCovers() const;
    [[nodiscard]] NameList templateNames() const;
    void readSteps(Scenario &scenario, NumberReader &numbers) const;
    void checkCycles(const References &names, const NameList &templates) const;

    TypedReader m_in;
    const JsonValue &m_root;
};

Scenario ScenarioParser::parse(const ParameterValues &values)
{
    m_in.object(m_root, tr("a scenario: an object with name and main"));
    m_in.checkKeys(m_root, tr("the scenario"), {"name", "main"},
                   {"title", "about", "covers", "seed", "params", "resources", "tasks"});
    ParameterTable parameters(m_in, m_root.find("params"), values);
    NumberReader numbers(m_in, parameters);
    Scenario scenario;
    readHead(scenario);
    if (const JsonValue *resources = m_root.find("resources")) {
        scenario.resources = ResourceParser(m_in, numbers).parse(*resources);
    }
    readSteps(scenario, numbers);
    scenario.parameters = parameters.take();
    return scenario;
}

void ScenarioParser::readHead(Scenario &scenario) const
{
    const QString expected = tr("the scenario's name: letters, digits, _ . -");
    scenario.name = m_in.text(m_root["name"], expected);
    if (!isScenarioName(scenario.name)) {
        m_in.refuseOther(m_root["name"], expected);
    }
    const JsonValue *title = m_root.find("title");
    scenario.title = title != nullptr ? m_in.text(*title) : QString::fromUtf8(scenario.name);
    if (const JsonValue *about = m_root.find("about")) {
        scenario.about = m_in.text(*about);
    }
    if (const JsonValue *seed = m_root.find("seed")) {
        const auto number = seed->whole();
        if (!number || *number < 0 || *number > mostSeed) {
            m_in.refuseOther(*seed, tr("a seed: an integer from 0 to %1").arg(mostSeed));
        }
        scenario.seed = quint64(*number);
    }
    checkCovers();
}

void ScenarioParser::checkCovers() const
{
    const JsonValue *covers = m_root.find("covers");
    if (covers == nullptr) {
        return;
    }
    static const QRegularExpression item(
        QRegularExpression::anchoredPattern(QStringLiteral("[SP]-[0-9]+")));
    const QString expected = tr("the number of a behaviour, like \"S-12\" or \"P-3\"");
    for (const JsonValue &value : m_in.list(*covers, tr("a list of texts"))) {
        const QByteArray &text = m_in.text(value, expected);
        if (!item.match(QString::fromUtf8(text)).hasMatch()) {
            m_in.refuseOther(value, expected);
        }
    }
}

NameList ScenarioParser::templateNames() const
{
    NameList names;
    const JsonValue *tasks = m_root.find("tasks");
    if (tasks == nullptr) {
        return names;
    }
    for (const JsonMember &task : m_in.object(*tasks, tr("an object with templates"))) {
        if (task.key == "main") {
            m_in.refuse(task, tr("a template cannot be called main: expected another name"));
        }
        if (!isName(task.key)) {
            m_in.refuse(task,
                        tr("expected a template's name: a letter or _, then letters, digits, "
                           "_ . -, but found \"%1\"")
                            .arg(QString::fromUtf8(task.key)));
        }
        names.push_back(task.key);
    }
    return names;
}

void ScenarioParser::readSteps(Scenario &scenario, NumberReader &numbers) const
{
    const NameList templates = templateNames();
    References names(m_in, numbers, templates, scenario.resources);
    StepParser parser(m_in, numbers, names);
    if (const JsonValue *tasks = m_root.find("tasks")) {
        for (const JsonMember &task : tasks->members) {
            names.enter(TemplateIndex(scenario.templates.size()));
            scenario.templates.push_back({task.key, parser.steps(task.value, {})});
        }
    }
    names.enter(std::nullopt);
    scenario.main = parser.steps(m_root["main"], {.inMain = true});
    checkCycles(names, templates);
    scenario.variables = names.takeVariables();
    scenario.stepCount = numberSteps(scenario);
}

void ScenarioParser::checkCycles(const References &names, const NameList &templates) const
{
    const auto cycle = findCycle(names.uses());
    if (!cycle) {
        return;
    }
    NameList through;
    for (const TemplateIndex index : cycle->templates) {
        through.push_back(templates[index]);
    }
    m_in.refuse(*cycle->place,
                tr("the template \"%1\" reaches itself (%2): expected no cycle, so that every "
                   "program is finite")
                    .arg(QString::fromUtf8(through.front()), quotedList(through)));
}

class CommandLineWords
{
    Q_DECLARE_TR_FUNCTIONS(awaitscope::scenario::CommandLineWords)

public:
    static QString badAssignment(const QString &text)
    {
        return tr("expected NAME=NUMBER, but found \"%1\"").arg(text);
    }
    static QString badSeed(const QString &text)
    {
        return tr("expected a seed from 0 to %1, but found \"%2\"")
            .arg(QString::number(mostSeed), text);
    }
};

} // namespace

Result<Scenario> parseScenario(const QByteArray &text, const QString &file,
                               const ParameterValues &values)
{
    const Result<JsonDocument> document = JsonDocument::parse(text, file);
    if (!document) {
        return document.problem();
    }
    try {
        return ScenarioParser(document.value()).parse(values);
    } catch (const Refusal &refusal) {
        return refusal.problem;
    }
}

Result<std::pair<QByteArray, double>> parseAssignment(const QString &text)
{
    static const QRegularExpression number(QRegularExpression::anchoredPattern(
        QStringLiteral("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")));
    const qsizetype equals = text.indexOf(u'=');
    const QByteArray name = text.left(equals).toUtf8();
    const QString digits = equals < 0 ? QString() : text.sliced(equals + 1);
    const double value = QLocale::c().toDouble(digits);
    if (!number.match(digits).hasMatch() || !std::isfinite(value)) {
        return Problem {{}, {}, {}, aboutParameter(name, CommandLineWords::badAssignment(text))};
    }
    return std::pair(name, value);
}

Result<quint64> parseSeed(const QString &text)
{
    bool fits = false;
    const quint64 seed = text.toULongLong(&fits);
    const bool areDigits =
        std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!fits || !areDigits || seed > quint64(mostSeed)) {
        return Problem {{}, {}, {}, CommandLineWords::badSeed(text)};
    }
    return seed;
}

} // namespace awaitscope::scenario
