// SPDX-License-Identifier: MIT
#include "engine/scenario/parser.h"

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

template <typename OneStep>
OneStep only(const QByteArray &step)
{
    return std::get<OneStep>(withMain(step).main.front().operation);
}

Duration durationOf(const QByteArray &duration)
{
    return only<SleepStep>("{'sleep': " + duration + "}").duration;
}

} // namespace

class TestStepParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsReferences();
    void readsTaskSteps();
    void readsScopes();
    void readsResourceSteps();
    void readsControlSteps();
    void readsTry();
    void readsRetry();
    void readsValues();
    void readsDurations();
    void theOrderOfKeysMeansNothing();
};

void TestStepParser::readsReferences()
{
    const auto gather = only<GatherStep>("{'gather': ['$v', '$v[12]', 't', {'template': 'u'},"
                                         "{'count': 5, 'template': 't'},"
                                         "'$self[99999999999999999999999]', '$v[007]']}");
    QCOMPARE(std::get<TaskRef>(gather.references[0]).index, std::nullopt);
    QCOMPARE(std::get<TaskRef>(gather.references[1]).index, std::optional<quint64>(12));
    QCOMPARE(std::get<NewTasks>(gather.references[2]).templateIndex, 0U);
    QCOMPARE(std::get<NewTasks>(gather.references[3]).templateIndex, 1U);
    QCOMPARE(std::get<NewTasks>(gather.references[3]).count, 1U);
    QCOMPARE(std::get<NewTasks>(gather.references[4]).count, 5U);
    QCOMPARE(std::get<TaskRef>(gather.references[5]).variable, selfVariable);
    QCOMPARE(std::get<TaskRef>(gather.references[5]).index,
             std::optional(std::numeric_limits<quint64>::max()));
    QCOMPARE(std::get<TaskRef>(gather.references[6]).index, std::optional<quint64>(7));
    QVERIFY(only<GatherStep>("{'gather': []}").references.empty());
}

void TestStepParser::readsTaskSteps()
{
    const auto spawn = only<SpawnStep>("{'spawn': 'u', 'count': 3, 'as': 'v', 'append': true}");
    QCOMPARE(spawn.templateIndex, 1U);
    QCOMPARE(spawn.count, 3U);
    QCOMPARE(spawn.as, std::optional<VariableIndex>(3));
    QVERIFY(spawn.append);
    QCOMPARE(only<CallStep>("{'call': 'u'}").templateIndex, 1U);
    QCOMPARE(only<AwaitStep>("{'await': '$main'}").tasks.variable, mainVariable);
    QCOMPARE(only<CancelStep>("{'cancel': '$parent'}").tasks.variable, parentVariable);
    QVERIFY(only<GatherStep>("{'gather': ['t'], 'return_exceptions': true}").returnExceptions);
    const auto wait = only<WaitStep>("{'timeout': {'choice': [1, 2]}, 'wait': ['t'], 'done_as':"
                                     "'d', 'pending_as': 'p', 'return_when': 'first_exception'}");
    QCOMPARE(wait.returnWhen, WaitStep::ReturnWhen::FirstException);
    QCOMPARE(wait.timeout->ns.size(), std::size_t(2));
    QCOMPARE(wait.doneAs, std::optional<VariableIndex>(3));
    QCOMPARE(wait.pendingAs, std::optional<VariableIndex>(4));
    QVERIFY(!only<WaitStep>("{'wait': []}").timeout);
    QCOMPARE(only<AsCompletedStep>("{'as_completed': ['t'], 'do': [{'log': ''}]}").body.size(),
             std::size_t(1));
    QVERIFY(!only<WaitForStep>("{'wait_for': '$v[0]', 'timeout': null}").timeout);
    const auto waitFor = only<WaitForStep>("{'wait_for': 'u', 'timeout': 0}");
    QCOMPARE(std::get<NewTasks>(waitFor.target).templateIndex, 1U);
    QCOMPARE(waitFor.timeout->ns.front(), Timestamp(0));
    QVERIFY(only<ShieldStep>("{'shield': 't', 'as': 'inner'}").as);
    (void)only<UncancelStep>("{'uncancel': true}");
}

void TestStepParser::readsScopes()
{
    QVERIFY(!only<TimeoutStep>("{'timeout': null, 'do': []}").timeout);
    QCOMPARE(only<TimeoutAtStep>("{'timeout_at': 1e300, 'do': []}").deadline, Timestamp(1) << 62);
    const auto timeout = only<TimeoutStep>(
        "{'timeout': 1, 'do': [{'repeat': {'times': 1, 'do': [{'reschedule': null}]}}]}");
    QCOMPARE(timeout.body.size(), std::size_t(1));
    const auto group = only<TaskGroupStep>(
        "{'task_group': [{'try': {'do': [], 'finally': [{'start': 't', 'count': 2}]}}]}");
    const auto &tried = std::get<TryStep>(group.body.front().operation);
    QCOMPARE(std::get<StartStep>(tried.finally.front().operation).count, 2U);
    // In a template it shows only in a run whether there is one around.
    (void)parsed("{'name': 'x', 'main': [], 'tasks': {'t': [], 'u': [{'start': 't'},"
                 "{'reschedule': 1}]}}");
}

void TestStepParser::readsResourceSteps()
{
    const auto acquire = only<AcquireStep>("{'acquire': 's', 'do': [{'release': 's'}]}");
    QCOMPARE(acquire.resource, ResourceId(1));
    QCOMPARE(acquire.body->size(), std::size_t(1));
    QVERIFY(!only<AcquireStep>("{'acquire': 'c'}").body);
    QVERIFY(only<AcquireStep>("{'acquire': 's', 'do': []}").body);
    const auto put = only<PutStep>("{'put': 'q', 'value': null, 'nowait': true}");
    QCOMPARE(put.valueJson, std::optional<QByteArray>("null"));
    QVERIFY(put.nowait);
    QVERIFY(!only<PutStep>("{'put': 'q'}").valueJson);
    QVERIFY(only<GetStep>("{'get': 'q', 'nowait': true}").nowait);
    QCOMPARE(only<TaskDoneStep>("{'task_done': 'q'}").resource, ResourceId(2));
    QCOMPARE(only<JoinStep>("{'join': 'q'}").resource, ResourceId(2));
    QCOMPARE(only<SetStep>("{'set': 'e'}").resource, ResourceId(3));
    QCOMPARE(only<ClearStep>("{'clear': 'e'}").resource, ResourceId(3));
    QCOMPARE(only<WaitEventStep>("{'wait_event': 'e'}").resource, ResourceId(3));
    QCOMPARE(only<WaitConditionStep>("{'wait_condition': 'c'}").resource, ResourceId(4));
    QCOMPARE(only<BarrierStep>("{'barrier': 'b'}").resource, ResourceId(5));
    QCOMPARE(only<NotifyStep>("{'notify': 'c'}").n, std::optional<quint64>(1));
    QCOMPARE(only<NotifyStep>("{'notify': 'c', 'n': 0}").n, std::optional<quint64>(0));
    QVERIFY(!only<NotifyStep>("{'notify': 'c', 'n': 'all'}").n);
}

void TestStepParser::readsControlSteps()
{
    QCOMPARE(only<BlockStep>("{'block': 1}").duration.ns.front(), Timestamp(1'000'000'000));
    const auto chance = only<ChanceStep>("{'else': [{'log': ''}], 'do': [], 'chance': 0.25}");
    QCOMPARE(chance.probability, 0.25);
    QVERIFY(chance.then.empty());
    QCOMPARE(chance.otherwise.size(), std::size_t(1));
    QCOMPARE(only<IfElapsedStep>("{'if_elapsed': 1, 'do': [{'log': ''}]}").then.size(),
             std::size_t(1));
    const auto repeat = only<RepeatStep>("{'repeat': {'times': 1e6, 'do': [{'log': ''}]}}");
    QCOMPARE(repeat.times, 1'000'000U);
    QCOMPARE(repeat.body.size(), std::size_t(1));
    QCOMPARE(only<RaiseStep>("{'raise': 'Cancelled'}").error, QByteArray("Cancelled"));
    QCOMPARE(only<LogStep>("{'log': 'a\\u00e4'}").text, QByteArray("a\xC3\xA4"));
}

void TestStepParser::readsTry()
{
    const auto tried = only<TryStep>(
        "{'try': {'do': [{'log': ''}], 'except': {'Timeout': [], 'Any': {'then': 'reraise',"
        "'do': [{'return': 1}]}, 'Group': {'do': [], 'then': 'swallow'}},"
        "'finally': [{'log': ''}, {'log': ''}]}}");
    QCOMPARE(tried.body.size(), std::size_t(1));
    QCOMPARE(tried.handlers.size(), std::size_t(3));
    QCOMPARE(tried.handlers[0].matcher, QByteArray("Timeout"));
    QVERIFY(!tried.handlers[0].reraise);
    QVERIFY(tried.handlers[1].reraise);
    QCOMPARE(tried.handlers[1].body.size(), std::size_t(1));
    QVERIFY(!tried.handlers[2].reraise);
    QCOMPARE(tried.finally.size(), std::size_t(2));
}

void TestStepParser::readsRetry()
{
    const auto plain = only<RetryStep>("{'retry': {'attempts': 3, 'do': []}}");
    QCOMPARE(plain.attempts, 3U);
    QVERIFY(!plain.backoff);
    QCOMPARE(plain.factor, 1.0);
    QCOMPARE(plain.on, std::vector<QByteArray>({"Error"}));
    const auto rich = only<RetryStep>("{'retry': {'attempts': 1, 'backoff': 0.5, 'factor': 1e300,"
                                      "'on': ['Timeout', 'Any'], 'do': []}}");
    QCOMPARE(rich.backoff->ns.front(), Timestamp(500'000'000));
    QCOMPARE(rich.factor, 1e300);
    QCOMPARE(rich.on, std::vector<QByteArray>({"Timeout", "Any"}));
}

void TestStepParser::readsValues()
{
    QCOMPARE(only<ReturnStep>("{'return': null}").valueJson, QByteArray("null"));
    QCOMPARE(only<ReturnStep>("{'return': 'ok'}").valueJson, QByteArray("\"ok\""));
    QCOMPARE(only<ReturnStep>("{'return': -0}").valueJson, QByteArray("0"));
    QCOMPARE(only<ReturnStep>("{'return': 2.0}").valueJson, QByteArray("2.0"));
    QCOMPARE(only<ReturnStep>("{'return': " + QByteArray(500, '7') + "}").valueJson,
             QByteArray(500, '7'));
}

void TestStepParser::readsDurations()
{
    QCOMPARE(durationOf("-0.25").ns, std::vector<Timestamp>({-250'000'000}));
    QCOMPARE(durationOf("1e-10").ns, std::vector<Timestamp>({0}));
    QCOMPARE(durationOf("1e9").ns, std::vector<Timestamp>({1'000'000'000'000'000'000}));
    const Duration uniform = durationOf("{'uniform': [1, 1]}");
    QCOMPARE(uniform.kind, Duration::Kind::Uniform);
    QCOMPARE(uniform.ns, std::vector<Timestamp>({1'000'000'000, 1'000'000'000}));
    QCOMPARE(durationOf("{'exponential': 0.05}").kind, Duration::Kind::Exponential);
    const Duration logNormal = durationOf("{'lognormal': [0.2, 0.5]}");
    QCOMPARE(logNormal.kind, Duration::Kind::LogNormal);
    QCOMPARE(logNormal.ns, std::vector<Timestamp>({200'000'000}));
    QCOMPARE(logNormal.sigma, 0.5);
    QCOMPARE(durationOf("{'choice': [1, -1, 0]}").ns,
             std::vector<Timestamp>({1'000'000'000, -1'000'000'000, 0}));
}

void TestStepParser::theOrderOfKeysMeansNothing()
{
    (void)only<WaitForStep>("{'timeout': 1, 'wait_for': 't'}");
    (void)only<WaitStep>("{'timeout': 1, 'wait': ['t']}");
    (void)only<AsCompletedStep>("{'do': [], 'timeout': 1, 'as_completed': ['t']}");
    (void)only<TimeoutStep>("{'do': [], 'timeout': 1}");
    (void)only<PutStep>("{'value': 1, 'nowait': false, 'put': 'q'}");
}

QTEST_GUILESS_MAIN(TestStepParser)
#include "tst_stepparser.moc"
