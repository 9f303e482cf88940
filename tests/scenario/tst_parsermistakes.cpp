// SPDX-License-Identifier: MIT
#include "engine/scenario/parser.h"

#include <QTest>

using namespace awaitscope::scenario;

namespace {

// Mistakes in the steps of main, with these around them; ^ marks the place that is to be blamed.
const QByteArray before = "{'name': 'x', 'resources': [{'name': 'gpu', 'kind': 'semaphore', "
                          "'slots': 2}, {'name': 'jobs', 'kind': 'queue'}],\n"
                          " 'params': {'delay': {'value': 0.5, 'min': -9, 'max': 1e12}},\n"
                          " 'tasks': {'job': [], 'worker': []},\n 'main': [\n  ";

void addRow(const char *name, const QByteArray &text, const char *pointer,
            std::initializer_list<const char *> words)
{
    QStringList list;
    for (const char *word : words) {
        list += QString::fromUtf8(word);
    }
    QTest::newRow(name) << text << QString::fromUtf8(pointer) << list;
}

void addStepRow(const char *name, const QByteArray &step, const char *pointer,
                std::initializer_list<const char *> words)
{
    addRow(name, before + step + "]}", pointer, words);
}

void addColumns()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QStringList>("words");
}

void verifyMistake()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, pointer);
    QFETCH(QStringList, words);
    text.replace('\'', '"');
    const qsizetype at = text.indexOf('^');
    text.remove(at, 1);
    const auto scenario = parseScenario(text, QStringLiteral("dir/x.json"));
    QVERIFY2(!scenario.isOk(), "the scenario was accepted");
    const Problem &problem = scenario.problem();
    for (const QString &word : words) {
        QVERIFY2(problem.message.contains(word), qPrintable(problem.text()));
    }
    QCOMPARE(problem.pointer, pointer);
    const QByteArray head = text.first(at);
    const int line = int(head.count('\n')) + 1;
    const int column = int(at - (head.lastIndexOf('\n') + 1)) + 1;
    QCOMPARE(problem.place.line, line);
    QCOMPARE(problem.place.column, column);
    const QString start = QStringLiteral("dir/x.json:%1:%2: ").arg(line).arg(column);
    QVERIFY2(problem.text().startsWith(start), qPrintable(problem.text()));
}

} // namespace

class TestParserMistakes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inSteps_data();
    void inSteps() { verifyMistake(); }
    void inReferences_data();
    void inReferences() { verifyMistake(); }
    void inErrorHandling_data();
    void inErrorHandling() { verifyMistake(); }
    void inNumbers_data();
    void inNumbers() { verifyMistake(); }
    void inParameters_data();
    void inParameters() { verifyMistake(); }
    void elsewhere_data();
    void elsewhere() { verifyMistake(); }
    void aValueForAnUnknownParameterHasNoPlace();
    void aValueOutOfRangeIsBlamedOnTheDeclaration();
};

void TestParserMistakes::inSteps_data()
{
    addColumns();
    const auto row = addStepRow;
    row("a misspelt operator", "{^'slep': 1}", "/main/0/slep",
        {"unknown step \"slep\"", "did you mean \"sleep\"?"});
    row("a misspelt operator between known keys", "{'do': [],\n ^'timeot': 1}", "/main/0/timeot",
        {"did you mean \"timeout\"?"});
    row("an operator of another language", "{^'fork': 'job'}", "/main/0/fork",
        {"expected one of \"acquire\", \"as_completed\"", "\"wait_for\""});
    row("no operator", "^{}", "/main/0", {"without operator", "\"sleep\""});
    row("no operator beside other keys", "^{'do': []}", "/main/0", {"without operator"});
    row("two operators", "{'sleep': 1, ^'block': 1}", "/main/0/block",
        {"unknown key \"block\"", "step \"sleep\""});
    row("a step that is a text", "^'sleep'", "/main/0", {"a step", "the text \"sleep\""});
    row("steps that are no list", "{'task_group': ^{'sleep': 1}}", "/main/0/task_group",
        {"expected a list of steps, but found an object"});
    row("an unknown key", "{'spawn': 'job', ^'cuont': 2}", "/main/0/cuont",
        {"unknown key \"cuont\"", "did you mean \"count\"?"});
    row("a missing key", "{'log': ''}, ^{'chance': 0.5}", "/main/1", {"\"chance\"", "\"do\""});
    row("wait_for without timeout", "^{'wait_for': 'job'}", "/main/0", {"\"timeout\""});
}

void TestParserMistakes::inReferences_data()
{
    addColumns();
    const auto row = addStepRow;
    row("a misspelt template", "{'spawn': ^'wroker'}", "/main/0/spawn",
        {"unknown template \"wroker\"", "did you mean \"worker\"?"});
    row("main is no template", "{'call': ^'main'}", "/main/0/call", {"unknown template"});
    row("a number for a template", "{'call': ^7}", "/main/0/call", {"template", "the number 7"});
    row("a misspelt resource", "{'acquire': ^'gpuu'}", "/main/0/acquire",
        {"unknown resource \"gpuu\"", "did you mean \"gpu\"?"});
    row("the wrong kind of resource", "{'put': ^'gpu'}", "/main/0/put",
        {"\"gpu\" has the kind semaphore", "queue"});
    row("no resource of the kind", "{'barrier': ^'meet'}", "/main/0/barrier", {"none is declared"});
    row("a template where tasks are expected", "{'await': ^'job'}", "/main/0/await", {"\"$v\""});
    row("a name that is no variable", "{'await': ^'$a-b'}", "/main/0/await", {"\"$a-b\""});
    row("an index that is no number", "{'cancel': ^'$v[-1]'}", "/main/0/cancel", {"\"$v[0]\""});
    row("a predefined variable is assigned", "{'spawn': 'job', 'as': ^'self'}", "/main/0/as",
        {"\"self\" is predefined"});
    row("a variable with a $", "{'spawn': 'job', 'as': ^'$v'}", "/main/0/as", {"without $"});
    row("an object is no target of wait_for", "{'timeout': 1, 'wait_for': ^{'template': 'job'}}",
        "/main/0/wait_for", {"template", "an object"});
    row("a reference without template", "{'gather': ['job', ^{'count': 2}]}", "/main/0/gather/1",
        {"\"template\""});
    row("a reference that is a number", "{'gather': [^1]}", "/main/0/gather/0",
        {"template", "the number 1"});
}

void TestParserMistakes::inErrorHandling_data()
{
    addColumns();
    const auto row = addStepRow;
    row("an unknown word", "{'wait': [], 'return_when': ^'any'}", "/main/0/return_when",
        {"\"first_completed\"", "\"any\""});
    row("uncancel takes true", "{'uncancel': ^1}", "/main/0/uncancel", {"true", "the number 1"});
    row("a matcher is no error", "{'raise': ^'Any'}", "/main/0/raise", {"not Group, Error or Any"});
    row("a handler that is a word", "{'try': {'do': [], 'except': {'Any': ^'ignore'}}}",
        "/main/0/try/except/Any", {"a list of steps"});
    row("a matcher with a space", "{'try': {'do': [], 'except': {^'a b': []}}}",
        "/main/0/try/except/a b", {"matcher", "\"a b\""});
    row("a handler that goes on",
        "{'try': {'do': [], 'except': {'Any': {'do': [], 'then': ^'raise'}}}}",
        "/main/0/try/except/Any/then", {"\"reraise\""});
    row("no matcher", "{'retry': {'attempts': 1, 'do': [], 'on': ^[]}}", "/main/0/retry/on",
        {"matcher"});
    row("return inside finally",
        "{'try': {'do': [], 'finally': [{'repeat': {'times': 1, 'do': [{^'return': 1}]}}]}}",
        "/main/0/try/finally/0/repeat/do/0/return", {"\"return\"", "\"finally\""});
    row("start outside of a group", "{'timeout': 1, 'do': [^{'start': 'job'}]}", "/main/0/do/0",
        {"\"start\"", "\"task_group\""});
    row("reschedule outside of a timeout", "{'task_group': [^{'reschedule': 1}]}",
        "/main/0/task_group/0", {"\"reschedule\"", "\"timeout\""});
    row("a value that is a list", "{'return': ^[]}", "/main/0/return", {"a text, an integer"});
    row("a value with a fraction", "{'put': 'jobs', 'value': ^1.5}", "/main/0/value", {"1.5"});
    row("a log that is a number", "{'log': ^1}", "/main/0/log", {"a text"});
    row("a flag that is a number", "{'get': 'jobs', 'nowait': ^1}", "/main/0/nowait",
        {"true or false"});
}

void TestParserMistakes::inNumbers_data()
{
    addColumns();
    const auto row = addStepRow;
    row("a duration that is a text", "{'sleep': ^'1s'}", "/main/0/sleep", {"a duration", "\"1s\""});
    row("a duration that is null", "{'sleep': ^null}", "/main/0/sleep", {"a duration", "null"});
    row("a misspelt distribution", "{'sleep': {^'unifrom': [0, 1]}}", "/main/0/sleep/unifrom",
        {"did you mean \"uniform\"?"});
    row("two distributions", "{'sleep': ^{'uniform': [0, 1], 'exponential': 1}}", "/main/0/sleep",
        {"one of the keys"});
    row("uniform the wrong way round", "{'sleep': {'uniform': ^[2, 1]}}", "/main/0/sleep/uniform",
        {"a <= b", "2", "1"});
    row("uniform of three", "{'sleep': {'uniform': ^[1, 2, 3]}}", "/main/0/sleep/uniform",
        {"two numbers", "3 items"});
    row("no choice", "{'sleep': {'choice': ^[]}}", "/main/0/sleep/choice", {"an empty list"});
    row("too many seconds", "{'sleep': ^1e10}", "/main/0/sleep", {"1000000000"});
    row("a negative mean", "{'sleep': {'exponential': ^-1}}", "/main/0/sleep/exponential",
        {"is less than 0"});
    row("too wide", "{'sleep': {'lognormal': [1, ^10.5]}}", "/main/0/sleep/lognormal/1",
        {"is greater than 10"});
    row("more than certain", "{'chance': ^1.5, 'do': []}", "/main/0/chance",
        {"a number from 0 to 1"});
    row("half a task", "{'spawn': 'job', 'count': ^0.5}", "/main/0/count",
        {"0.5", "an integer from 1 to 1000000"});
    row("no task", "{'gather': [{'template': 'job', 'count': ^0}]}", "/main/0/gather/0/count",
        {"is less than 1"});
    row("a factor below zero", "{'retry': {'attempts': 1, 'factor': ^-1, 'do': []}}",
        "/main/0/retry/factor", {"at least 0"});
    row("more than a double holds", "{'timeout_at': ^" + QByteArray(400, '9') + ", 'do': []}",
        "/main/0/timeout_at", {"too large"});
    row("true is no number", "{'repeat': {'times': ^true, 'do': []}}", "/main/0/repeat/times",
        {"an integer", "true"});
    row("a parameter that is not declared", "{'sleep': {'param': ^'dely'}}", "/main/0/sleep/param",
        {"parameter \"dely\"", "not declared", "did you mean \"delay\"?"});
    row("a parameter that is no integer", "{'repeat': {'times': ^{'param': 'delay'}, 'do': []}}",
        "/main/0/repeat/times", {"parameter \"delay\"", "0.5 is not an integer"});
    row("a parameter where a text belongs", "{'log': ^{'param': 'delay'}}", "/main/0/log",
        {"parameter \"delay\"", "cannot stand here"});
    row("a parameter where a step belongs", "^{'param': 'delay'}", "/main/0",
        {"parameter \"delay\"", "a step"});
    row("uniform with a parameter", "{'sleep': {'uniform': ^[1, {'param': 'delay'}]}}",
        "/main/0/sleep/uniform", {"parameter \"delay\"", "a <= b"});
}

void TestParserMistakes::inParameters_data()
{
    addColumns();
    const auto row = [](const char *name, const QByteArray &declaration, const char *pointer,
                        std::initializer_list<const char *> words) {
        addRow(name, "{'name': 'x', 'main': [],\n 'params': {" + declaration + "}}", pointer,
               words);
    };
    row("a name with a space", "^'a b': {}", "/params/a b", {"\"a b\"", "a letter"});
    row("a number", "'n': ^1", "/params/n", {"\"n\"", "value, min and max"});
    row("no max", "'n': ^{'value': 1, 'min': 0}", "/params/n", {"\"n\"", "\"max\""});
    row("an unknown key", "'n': {'value': 1, 'min': 0, 'max': 1, ^'lable': ''}", "/params/n/lable",
        {"\"n\"", "did you mean \"label\"?"});
    row("a text as a number", "'n': {'value': ^'1', 'min': 0, 'max': 1}", "/params/n/value",
        {"\"n\"", "a number"});
    row("min above max", "'n': {'value': 1, 'min': ^2, 'max': 1}", "/params/n/min",
        {"\"n\"", "more than max"});
    row("a value outside", "'n': {'value': ^3, 'min': 1, 'max': 2}", "/params/n/value",
        {"\"n\"", "3 is not", "1 to 2"});
    row("a step of zero", "'n': {'value': 1, 'min': 1, 'max': 2, 'step': ^0}", "/params/n/step",
        {"\"n\"", "greater than 0"});
    row("a unit that is a number", "'n': {'value': 1, 'min': 1, 'max': 2, 'unit': ^1}",
        "/params/n/unit", {"\"n\"", "a text"});
    row("live that is a number", "'n': {'value': 1, 'min': 1, 'max': 2, 'live': ^1}",
        "/params/n/live", {"\"n\"", "true or false"});
    row("live, but not slots",
        "'n': {'value': 1, 'min': 1, 'max': 2, 'live': true}}, 'resources': [{'name': 'q',"
        "'kind': 'queue', 'capacity': ^{'param': 'n'}}], 'tasks': {",
        "/resources/0/capacity", {"\"n\"", "live", "semaphore"});
}

void TestParserMistakes::elsewhere_data()
{
    addColumns();
    const auto row = addRow;
    row("a list", "^[]", "", {"a scenario", "a list"});
    row("no main", " ^{'name': 'x'}", "", {"\"main\""});
    row("an unknown key", "{'name': 'x', 'main': [], ^'task': {}}", "/task",
        {"did you mean \"tasks\"?"});
    row("a key twice", "{'name': 'x', 'main': [],\n ^'main': []}", "", {"\"main\" stands twice"});
    row("a name with a space", "{'name': ^'a b', 'main': []}", "/name", {"letters, digits"});
    row("a title that is a number", "{'name': 'x', 'title': ^1, 'main': []}", "/title", {"a text"});
    row("a seed with a fraction", "{'name': 'x', 'seed': ^0.5, 'main': []}", "/seed",
        {"a seed", "9007199254740991"});
    row("covers something else", "{'name': 'x', 'covers': ['S-1', ^'X-1'], 'main': []}",
        "/covers/1", {"\"X-1\""});
    row("a template named main", "{'name': 'x', 'main': [], 'tasks': {^'main': []}}", "/tasks/main",
        {"main"});
    row("a template with a space", "{'name': 'x', 'main': [], 'tasks': {^'a b': []}}", "/tasks/a b",
        {"\"a b\""});
    row("a template that uses itself",
        "{'name': 'x', 'main': [],\n 'tasks': {'t': [{'log': ''},"
        "{'spawn': ^'t'}]}}",
        "/tasks/t/1/spawn", {"\"t\" reaches itself"});
    row("templates in a circle",
        "{'name': 'x', 'main': [], 'tasks': {'a': [{'gather': ['b']}],\n"
        "'b': [{'repeat': {'times': 0, 'do': [{'wait_for': 'c', 'timeout': 1}]}}],\n"
        "'c': [{'try': {'do': [], 'finally': [{'shield': ^'b'}]}}]}}",
        "/tasks/c/0/try/finally/0/shield", {"\"b\" reaches itself", "\"b\", \"c\""});
    row("an unknown kind",
        "{'name': 'x', 'main': [], 'resources': [{'name': 'm', 'kind': ^'mutex'}"
        "]}",
        "/resources/0/kind", {"\"semaphore\", \"lock\"", "\"mutex\""});
    row("no kind", "{'name': 'x', 'main': [], 'resources': [^{'name': 'm'}]}", "/resources/0",
        {"\"kind\"", "\"barrier\""});
    row("a semaphore without slots",
        "{'name': 'x', 'main': [], 'resources': [^{'name': 'm', 'kind': 'semaphore'}]}",
        "/resources/0", {"\"slots\""});
    row("a lock with slots",
        "{'name': 'x', 'main': [], 'resources': [{'name': 'm', 'kind': 'lock', ^'slots': 1}]}",
        "/resources/0/slots", {"unknown key \"slots\"", "lock"});
    row("two resources of one name",
        "{'name': 'x', 'main': [], 'resources': [{'name': 'm', 'kind': 'lock'},\n"
        "{'kind': 'event', 'name': ^'m'}]}",
        "/resources/1/name", {"two resources named \"m\""});
    row("a resource name with a slash",
        "{'name': 'x', 'main': [], 'resources': [{'name': ^'a/b', 'kind': 'lock'}]}",
        "/resources/0/name", {"\"a/b\""});
}

void TestParserMistakes::aValueForAnUnknownParameterHasNoPlace()
{
    const auto scenario =
        parseScenario(R"({"name": "x", "main": []})", QStringLiteral("f"), {{"workers", 1}});
    QVERIFY2(!scenario.isOk(), "the value was accepted");
    QCOMPARE(scenario.problem().place, Place());
    QVERIFY(scenario.problem().text().startsWith(u"f: parameter \"workers\": not declared"));
}

void TestParserMistakes::aValueOutOfRangeIsBlamedOnTheDeclaration()
{
    const auto scenario = parseScenario(
        R"({"name": "x", "main": [], "params": {"n": {"value": 1, "min": 0, "max": 2}}})", {},
        {{"n", 3}});
    QVERIFY2(!scenario.isOk(), "the value was accepted");
    QCOMPARE(scenario.problem().pointer, QStringLiteral("/params/n/value"));
    QVERIFY(scenario.problem().message.contains(u"3 is not in its range, 0 to 2"));
}

QTEST_GUILESS_MAIN(TestParserMistakes)
#include "tst_parsermistakes.moc"
