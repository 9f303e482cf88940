// SPDX-License-Identifier: MIT
#include "engine/scenario/json.h"
#include "engine/scenario/jsontext.h"

#include <QTest>

#include <cmath>

using namespace awaitscope::scenario;

namespace {

JsonValue valueOf(const QByteArray &text)
{
    const auto document = JsonDocument::parse(text, {});
    return document ? document.value().root() : JsonValue();
}

// The place of the marker, which is taken out of the text; 0:0 if there is none.
Place takeMarker(QByteArray &text, char marker)
{
    const qsizetype at = text.indexOf(marker);
    if (at < 0) {
        return {};
    }
    text.remove(at, 1);
    const QByteArray before = text.first(at);
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    return {int(before.count('\n')) + 1,
            int(QString::fromUtf8(before.sliced(lineStart)).toUcs4().size()) + 1};
}

} // namespace

class TestJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsWhereValuesStand();
    void knowsWhereValuesEnd();
    void countsCharactersNotBytes();
    void tellsIntegersFromReals_data();
    void tellsIntegersFromReals();
    void keepsTheOrderOfKeys();
    void escapesPointers();
    void saysWhatWasExpected_data();
    void saysWhatWasExpected();
    void limitsTheDepth();
    void refusesBytesThatAreNotUtf8_data();
    void refusesBytesThatAreNotUtf8();
    void writesScalarsLikePython_data();
    void writesScalarsLikePython();
};

void TestJson::knowsWhereValuesStand()
{
    const JsonValue root = valueOf("\n {\"a\": [1,\n\t\"two\", {}],\n\"b\" :null}");
    QCOMPARE(root.place, (Place {2, 2}));
    QCOMPARE(root.members[0].place, (Place {2, 3}));
    QCOMPARE(root["a"].place, (Place {2, 8}));
    QCOMPARE(root["a"].items[0].place, (Place {2, 9}));
    QCOMPARE(root["a"].items[1].place, (Place {3, 2}));
    QCOMPARE(root["a"].items[2].place, (Place {3, 9}));
    QCOMPARE(root.members[1].place, (Place {4, 1}));
    QCOMPARE(root["b"].place, (Place {4, 6}));
}

void TestJson::knowsWhereValuesEnd()
{
    const JsonValue root = valueOf("\n {\"a\": [1,\n\t\"tw\xC3\xB6\", {}],\n\"b\" :null}");
    QCOMPARE(root["a"].items[0].end, (Place {2, 10}));
    QCOMPARE(root["a"].items[1].end, (Place {3, 7}));
    QCOMPARE(root["a"].items[2].end, (Place {3, 11}));
    QCOMPARE(root["a"].end, (Place {3, 12}));
    QCOMPARE(root["b"].end, (Place {4, 10}));
    QCOMPARE(root.end, (Place {4, 11}));
}

void TestJson::countsCharactersNotBytes()
{
    const JsonValue root = valueOf("[\"\xC3\xA4\xF0\x9F\x98\x80\", \"\\\"[,\\\\\", 1]");
    QCOMPARE(root.items[1].place, (Place {1, 8}));
    QCOMPARE(root.items[1].text, QByteArray("\"[,\\"));
    QCOMPARE(root.items[2].place, (Place {1, 18}));
}

void TestJson::tellsIntegersFromReals_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isInteger");
    QTest::addColumn<QVariant>("whole");
    const QVariant none;
    QTest::newRow("an integer") << QByteArray("12") << true << QVariant(12LL);
    QTest::newRow("minus zero") << QByteArray("-0") << true << QVariant(0LL);
    QTest::newRow("an integral real") << QByteArray("2.0") << false << QVariant(2LL);
    QTest::newRow("an exponent") << QByteArray("2e3") << false << QVariant(2000LL);
    QTest::newRow("a fraction") << QByteArray("2.5") << false << none;
    QTest::newRow("the greatest of 64 bits")
        << QByteArray("9223372036854775807") << true << QVariant(9223372036854775807LL);
    QTest::newRow("more than 64 bits") << QByteArray("9223372036854775808") << true << none;
    QTest::newRow("a real of more than 64 bits") << QByteArray("1e30") << false << none;
    QTest::newRow("no double is that large") << QByteArray(400, '7') << true << none;
    QTest::newRow("almost nothing") << QByteArray("1e-999") << false << QVariant(0LL);
}

void TestJson::tellsIntegersFromReals()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isInteger);
    QFETCH(QVariant, whole);
    const JsonValue value = valueOf(text);
    QCOMPARE(value.kind, isInteger ? JsonValue::Kind::Integer : JsonValue::Kind::Real);
    QCOMPARE(value.text, text);
    QCOMPARE(value.whole().has_value(), whole.isValid());
    QCOMPARE(value.whole().value_or(0), whole.toLongLong());
}

void TestJson::keepsTheOrderOfKeys()
{
    const JsonValue root = valueOf(R"({"b": 1, "a": 2, "\u0063": 3})");
    QCOMPARE(root.members.size(), std::size_t(3));
    QCOMPARE(root.members[0].key, QByteArray("b"));
    QCOMPARE(root.members[1].key, QByteArray("a"));
    QCOMPARE(root.members[2].key, QByteArray("c"));
    QCOMPARE(root.find("d"), nullptr);
}

void TestJson::escapesPointers()
{
    const auto document = JsonDocument::parse(R"({"a/b~": [0, {"": 1}]})", QStringLiteral("f"));
    const JsonValue &list = document.value().root()["a/b~"];
    QCOMPARE(document.value().problemWith(list.items[1][""], {}).pointer,
             QStringLiteral("/a~1b~0/1/"));
    QCOMPARE(document.value().problemWith(document.value().root(), {}).pointer, QString());
}

void TestJson::saysWhatWasExpected_data()
{
    QTest::addColumn<QByteArray>("text"); // ^ marks the place
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const char *text, const char *words) {
        QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(words);
    };
    row("nothing", "^", "expected a JSON value, but found the end of the text");
    row("white space", " \n ^", "a JSON value");
    row("a comma too many in a list", "[1,\n^]", "is the comma before it one too many?");
    row("a comma too many in an object", "{\"a\": 1, ^}", "expected a key in double quotes");
    row("no comma in a list", "[1 ^2]", "expected a comma or ] in the list, but found 2");
    row("no comma in an object", "{\"a\": 1\n ^\"b\": 2}", "a comma or } in the object");
    row("no colon", "{\"a\" ^1}", "expected a colon");
    row("no value", "{\"a\": ^}", "expected a JSON value, but found }");
    row("no closing bracket", "[1^", "found the end of the text");
    row("the wrong bracket", "[1^}", "expected a comma or ]");
    row("a key without quotes", "{^name: 1}", "found name");
    row("a text in single quotes", "{\"a\": ^'x'}", "double quotes");
    row("a word", "[^hello]", "found hello");
    row("a word of Python", "[^True]", "found True");
    row("not a number", "[^NaN]", "numbers are finite");
    row("infinity", "[^-Infinity]", "numbers are finite");
    row("a number too large", "[1, ^1e999]", "too large");
    row("a leading zero", "[0^1]", "expected a comma or ]");
    row("a leading plus", "[^+1]", "expected a JSON value");
    row("no digit after the point", "[1.^]", "a digit after the decimal point");
    row("no exponent", "[1e^]", "a digit in the exponent");
    row("a comment", "{^// hello\n}", "JSON has no comments");
    row("something after the value", "{} ^{}", "expected the end of the text");
    row("a zero byte at the end", "[]^", "");
    row("a text that never ends", "[\"a\", ^\"b]", "no closing quote");
    row("a line break in a text", "[\"a^\n\"]", "line break");
    row("an unknown escape", R"(["a^\x"])", "unknown escape");
    row("an escape without digits", R"(["^\u12"])", "four hexadecimal digits");
    row("half a surrogate pair", R"(["^\ud800"])", "surrogate pair");
    row("the other half", R"([^"\udc00"])", "surrogate pair");
    row("a key twice", "{\"a\": 1, \"b\": {\"a\": 1},\n ^\"a\": 2}", "\"a\" stands twice");
    row("a byte order mark", "^\xEF\xBB\xBF[]", "without a byte order mark");
}

void TestJson::saysWhatWasExpected()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, words);
    const Place place = takeMarker(text, '^');
    if (words.isEmpty()) {
        text += '\0';
        words = QStringLiteral("code 0");
    }
    const auto document = JsonDocument::parse(text, QStringLiteral("x.json"));
    QVERIFY2(!document.isOk(), "the text was accepted");
    const Problem &problem = document.problem();
    QVERIFY2(problem.message.contains(words), qPrintable(problem.message));
    QVERIFY2(problem.text().startsWith(u"x.json:"), qPrintable(problem.text()));
    QCOMPARE(problem.place.line, place.line);
    QCOMPARE(problem.place.column, place.column);
}

void TestJson::limitsTheDepth()
{
    const auto nested = [](int levels) {
        return JsonDocument::parse(QByteArray(levels, '[') + QByteArray(levels, ']'), {});
    };
    QVERIFY(nested(JsonDocument::deepest).isOk());
    const auto tooDeep = nested(JsonDocument::deepest + 1);
    QVERIFY2(!tooDeep.isOk(), "the text was accepted");
    QCOMPARE(tooDeep.problem().place, (Place {1, JsonDocument::deepest + 1}));
    QVERIFY(tooDeep.problem().message.contains(QString::number(JsonDocument::deepest)));
    QVERIFY(!JsonDocument::parse(QByteArray(10'000'000, '['), {}).isOk());
    QByteArray objects;
    for (int i = 0; i < 100'000; ++i) {
        objects += "{\"a\":";
    }
    QVERIFY(!JsonDocument::parse(objects, {}).isOk());
}

void TestJson::refusesBytesThatAreNotUtf8_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("a stray continuation") << QByteArray("\x80");
    QTest::newRow("Latin-1") << QByteArray("\xE4");
    QTest::newRow("an overlong slash") << QByteArray("\xC0\xAF");
    QTest::newRow("an encoded surrogate") << QByteArray("\xED\xA0\x80");
    QTest::newRow("beyond Unicode") << QByteArray("\xF4\x90\x80\x80");
    QTest::newRow("cut short") << QByteArray("\xF0\x9F\x98");
}

void TestJson::refusesBytesThatAreNotUtf8()
{
    QFETCH(QByteArray, bytes);
    const auto document = JsonDocument::parse("[\n\"ab" + bytes + "\"]", {});
    QVERIFY2(!document.isOk(), "the text was accepted");
    QCOMPARE(document.problem().place, (Place {2, 4}));
    QVERIFY2(document.problem().message.contains(u"UTF-8"), qPrintable(document.problem().message));
    QVERIFY(!JsonDocument::parse("[] " + bytes, {}).isOk());
}

void TestJson::writesScalarsLikePython_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, const QByteArray &written, const QByteArray &json) {
        QTest::newRow(name) << written << json;
    };
    row("null", "null", "null");
    row("true", "true", "true");
    row("an integer", "-12", "-12");
    row("minus zero", "-0", "0");
    row("thirty digits", "123456789012345678901234567890", "123456789012345678901234567890");
    row("a thousand digits", QByteArray(1000, '9'), QByteArray(1000, '9'));
    row("an integral real", "2.00", "2.0");
    row("a large real", "1e15", "1000000000000000.0");
    row("a very large real", "10000000000000000.0", "1e+16");
    row("many digits", "123456789012345678901.0", "1.2345678901234568e+20");
    row("a text", R"("ok")", R"("ok")");
    row("escapes", R"("\"\\\/\b\f\n\r\t\u0001\u007f")", R"("\"\\/\b\f\n\r\t\u0001\u007f")");
    row("other characters", "\"\xC3\xA4\xF0\x9F\x98\x80\"", R"("\u00e4\ud83d\ude00")");
    row("a zero character", R"("a\u0000b")", R"("a\u0000b")");
}

void TestJson::writesScalarsLikePython()
{
    QFETCH(QByteArray, written);
    QTEST(jsonOfScalar(valueOf(written)), "json");
}

QTEST_GUILESS_MAIN(TestJson)
#include "tst_json.moc"
