// SPDX-License-Identifier: MIT
#include "engine/scenario/parser.h"
#include "engine/scenario/stepwalk.h"

#include <QTest>

using namespace awaitscope::scenario;

namespace {

// Single quotes for double ones; the resources and templates that the steps below name.
Scenario parsed(QByteArray text, const ParameterValues &values = {})
{
    const auto scenario = parseScenario(text.replace('\'', '"'), {}, values);
    if (!scenario) {
        qFatal("%s", qPrintable(scenario.problem().text()));
    }
    return scenario.value();
}

Scenario withMain(const QByteArray &steps)
{
    return parsed("{'name': 'x', 'resources': [{'name': 's', 'kind': 'semaphore', 'slots': 2},"
                  "{'name': 'q', 'kind': 'queue'}, {'name': 'e', 'kind': 'event'},"
                  "{'name': 'c', 'kind': 'condition'}, {'name': 'b', 'kind': 'barrier',"
                  "'parties': 3}], 'tasks': {'t': [], 'u': []}, 'main': ["
                  + steps + "]}");
}

} // namespace

class TestParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheHead();
    void readsResources();
    void numbersStepsInTheOrderOfTheText();
    void internsVariables();
    void putsParametersInPlace();
    void liveParametersKnowTheirSemaphores();
    void readsChainsOfManyTemplates();
    void takesAsManyResourcesAsThereAreIds();
};

void TestParser::readsTheHead()
{
    const Scenario plain = parsed("{'name': 'a.b-1', 'main': []}");
    QCOMPARE(plain.name, QByteArray("a.b-1"));
    QCOMPARE(plain.title, QStringLiteral("a.b-1"));
    QCOMPARE(plain.seed, 0ULL);
    QCOMPARE(plain.variables, std::vector<QByteArray>({"self", "parent", "main"}));
    const Scenario rich = parsed("{'main': [], 'seed': 9007199254740991, 'title': 'T', 'about':"
                                 "'A', 'covers': ['S-1', 'P-22'], 'name': 'x', 'params': {}}");
    QCOMPARE(rich.title, QStringLiteral("T"));
    QCOMPARE(rich.about, QStringLiteral("A"));
    QCOMPARE(rich.seed, 9007199254740991ULL);
    QCOMPARE(parsed("{'name': 'x', 'main': [], 'seed': 2.0}").seed, 2ULL);
}

void TestParser::readsResources()
{
    const Scenario scenario = parsed(
        "{'name': 'x', 'main': [], 'resources': ["
        "{'name': 's', 'kind': 'semaphore', 'slots': 9007199254740991, 'bounded': true},"
        "{'kind': 'lock', 'name': 'l'}, {'name': 'e', 'kind': 'event', 'set': true},"
        "{'name': 'q', 'kind': 'queue', 'capacity': 3.0}, {'name': 'r', 'kind': 'queue'},"
        "{'name': 'c', 'kind': 'condition'}, {'name': 'b', 'kind': 'barrier', 'parties': 4}]}");
    QCOMPARE(scenario.resources.size(), std::size_t(7));
    QCOMPARE(scenario.resources[0].slotCount, 9007199254740991LL);
    QVERIFY(scenario.resources[0].bounded);
    QCOMPARE(scenario.resources[1].kind, ResourceKind::Lock);
    QCOMPARE(scenario.resources[1].slotCount, 1LL);
    QVERIFY(scenario.resources[2].isSet);
    QCOMPARE(scenario.resources[3].slotCount, 3LL);
    QCOMPARE(scenario.resources[4].slotCount, 0LL);
    QCOMPARE(scenario.resource(ResourceId(6)).name, QByteArray("c"));
    QCOMPARE(scenario.resources[6].slotCount, 4LL);
}

void TestParser::numbersStepsInTheOrderOfTheText()
{
    Scenario scenario = parsed("{'main': [{'do': [{'log': '2'}], 'timeout': 1},\n"
                               "{'chance': 1, 'else': [{'log': '4'}], 'do': [{'log': '5'}]}],\n"
                               "'name': 'x', 'tasks': {'t': [{'log': '6'}]}}");
    QCOMPARE(scenario.stepCount, 6U);
    const auto check = [](const Step &step) {
        if (const auto *log = std::get_if<LogStep>(&step.operation)) {
            QCOMPARE(QByteArray::number(step.id.value), log->text);
        }
    };
    forEachStep(scenario.main, check);
    forEachStep(scenario.templates.front().steps, check);
    QCOMPARE(scenario.main[0].id.value, 1U);
    QCOMPARE(scenario.main[1].id.value, 3U);
    QCOMPARE(scenario.main[0].place, (Place{1, 11}));
    QCOMPARE(scenario.main[1].place, (Place{2, 1}));
}

void TestParser::internsVariables()
{
    const Scenario scenario =
        withMain("{'spawn': 't', 'as': 'v'}, {'await': '$v'}, {'await': '$w[1]'},"
                 "{'gather': ['t'], 'as': 'v'}");
    QCOMPARE(scenario.variables, std::vector<QByteArray>({"self", "parent", "main", "v", "w"}));
    QCOMPARE(std::get<AwaitStep>(scenario.main[1].operation).tasks.variable, 3U);
    QCOMPARE(std::get<GatherStep>(scenario.main[3].operation).as, std::optional<VariableIndex>(3));
}

void TestParser::putsParametersInPlace()
{
    const QByteArray text =
        "{'name': 'x', 'params': {'d': {'value': 0.5, 'min': 0, 'max': 2, 'step': 0.5,"
        "'unit': 's', 'label': 'Delay'}, 'n': {'value': 3, 'min': 1, 'max': 9}, 'unused':"
        "{'value': 1, 'min': 1, 'max': 1}}, 'tasks': {'t': []}, 'main': [{'sleep': {'uniform':"
        "[0, {'param': 'd'}]}}, {'spawn': 't', 'count': {'param': 'n'}}]}";
    const Scenario declared = parsed(text);
    QCOMPARE(std::get<SleepStep>(declared.main[0].operation).duration.ns[1],
             Timestamp(500'000'000));
    const Scenario set = parsed(text, {{"d", 2}, {"n", 4.0}});
    QCOMPARE(std::get<SleepStep>(set.main[0].operation).duration.ns[1], Timestamp(2'000'000'000));
    QCOMPARE(std::get<SpawnStep>(set.main[1].operation).count, 4U);
    const Parameter &delay = set.parameters[0];
    QCOMPARE(delay.name, QByteArray("d"));
    QCOMPARE(delay.value, 2.0);
    QCOMPARE(delay.declaredValue, 0.5);
    QCOMPARE(delay.min, 0.0);
    QCOMPARE(delay.max, 2.0);
    QCOMPARE(delay.step, std::optional(0.5));
    QCOMPARE(delay.unit, QStringLiteral("s"));
    QCOMPARE(delay.label, QStringLiteral("Delay"));
    QVERIFY(!delay.live);
    QCOMPARE(set.parameters.size(), std::size_t(3));
}

void TestParser::liveParametersKnowTheirSemaphores()
{
    const Scenario scenario = parsed(
        "{'name': 'x', 'params': {'n': {'value': 2, 'min': 0, 'max': 9, 'live': true}},"
        "'resources': [{'name': 'a', 'kind': 'semaphore', 'slots': {'param': 'n'}}, {'name': 'l',"
        "'kind': 'lock'}, {'name': 'b', 'kind': 'semaphore', 'slots': {'param': 'n'}}],"
        "'main': []}");
    QVERIFY(scenario.parameters[0].live);
    QCOMPARE(scenario.parameters[0].semaphores,
             std::vector<ResourceId>({ResourceId(1), ResourceId(3)}));
    QCOMPARE(scenario.resources[2].slotCount, 2LL);
}

void TestParser::readsChainsOfManyTemplates()
{
    QByteArray tasks = "'t0': []";
    for (int i = 1; i < 20'000; ++i) {
        const QByteArray number = QByteArray::number(i);
        tasks += ", 't" + number + "': [{'call': 't" + QByteArray::number(i - 1) + "'}]";
    }
    const Scenario scenario = parsed("{'name': 'x', 'main': [], 'tasks': {" + tasks + "}}");
    QCOMPARE(scenario.templates.size(), std::size_t(20'000));
}

void TestParser::takesAsManyResourcesAsThereAreIds()
{
    QByteArray resources;
    for (int i = 0; i < 65'535; ++i) {
        resources += "{'name': 'r" + QByteArray::number(i) + "', 'kind': 'lock'},";
    }
    const QByteArray head = "{'name': 'x', 'main': [], 'resources': [";
    QCOMPARE(parsed(head + resources.chopped(1) + "]}").resources.size(), std::size_t(65'535));
    QByteArray tooMany = head + resources + "{'name': 'last', 'kind': 'lock'}]}";
    const auto refused = parseScenario(tooMany.replace('\'', '"'));
    QVERIFY2(!refused.isOk(), "65,536 resources were accepted");
    QCOMPARE(refused.problem().pointer, QStringLiteral("/resources/65535"));
}

QTEST_GUILESS_MAIN(TestParser)
#include "tst_parser.moc"
