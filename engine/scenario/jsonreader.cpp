// SPDX-License-Identifier: MIT
#include "engine/scenario/jsonreader.h"

#include "engine/scenario/jsonsyntax.h"
#include "engine/scenario/textcursor.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <rapidjson/reader.h>

namespace awaitscope::scenario {

namespace {

/// A text as a RapidJSON stream. Of a number with hundreds of digits RapidJSON gets to see only
/// the first ones: it would refuse an integer that is no double, but here an integer may be of
/// any size.
class SourceStream
{
public:
    using Ch = char;

    explicit SourceStream(QByteArrayView text)
        : m_text(text)
    { }

    [[nodiscard]] Ch Peek() const { return m_offset < m_text.size() ? m_text[m_offset] : '\0'; }

    [[nodiscard]] std::size_t Tell() const { return std::size_t(m_offset); }

    Ch Take();

    void leaveText() { m_inText = false; }

    // RapidJSON wants these, but calls them only when it parses in place.
    Ch *PutBegin() { return nullptr; }

    void Put(Ch) { }

    void Flush() { }

    std::size_t PutEnd(Ch *) { return 0; }

private:
    [[nodiscard]] bool atDigit() const { return Peek() >= '0' && Peek() <= '9'; }

    static constexpr int shownDigits = 200;
    QByteArrayView m_text;
    qsizetype m_offset = 0;
    int m_digits = 0; // read in a row
    bool m_inText = false;
};

SourceStream::Ch SourceStream::Take()
{
    const char byte = Peek();
    m_digits = atDigit() ? m_digits + 1 : 0;
    m_inText = m_inText || byte == '"';
    m_offset += m_offset < m_text.size() ? 1 : 0;
    while (!m_inText && m_digits >= shownDigits && atDigit()) {
        ++m_offset;
    }
    return byte;
}

/// Receives RapidJSON's events and builds the tree.
class TreeBuilder : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, TreeBuilder>
{
    Q_DECLARE_TR_FUNCTIONS(awaitscope::scenario::TreeBuilder)

public:
    TreeBuilder(QByteArrayView text, SourceStream &stream)
        : m_text(text)
        , m_stream(stream)
        , m_cursor(text)
    { }

    [[nodiscard]] JsonValue takeRoot() { return std::move(m_root); }

    /// Why an event was refused.
    [[nodiscard]] const Problem &problem() const { return m_problem; }

    /// Where the token begins that is being read.
    [[nodiscard]] qsizetype tokenStart() const;

    bool Null() { return endToken(add(JsonValue::Kind::Null)); }

    bool Bool(bool value);
    bool RawNumber(const char *digits, rapidjson::SizeType length, bool copy);
    bool String(const char *bytes, rapidjson::SizeType length, bool copy);
    bool Key(const char *bytes, rapidjson::SizeType length, bool copy);

    bool StartObject() { return open(JsonValue::Kind::Object); }

    bool StartArray() { return open(JsonValue::Kind::List); }

    bool EndObject(rapidjson::SizeType count);

    bool EndArray(rapidjson::SizeType) { return close(); }

private:
    JsonValue &add(JsonValue::Kind kind);
    bool open(JsonValue::Kind kind);
    bool close();
    bool endToken(JsonValue &value);
    bool refuse(const Problem &problem);
    bool readText(QByteArray &into, const char *bytes, rapidjson::SizeType length);

    QByteArrayView m_text;
    SourceStream &m_stream;
    TextCursor m_cursor;
    qsizetype m_tokenEnd = 0; // of the last event
    JsonValue m_root;
    // An open container does not move: only the innermost one gets new items.
    std::vector<JsonValue *> m_open;
    Problem m_problem;
};

qsizetype TreeBuilder::tokenStart() const
{
    // Between two events there is nothing but white space and punctuation.
    constexpr QByteArrayView between(" \t\r\n,:{}[]");
    qsizetype start = m_tokenEnd;
    while (start < m_text.size() && between.contains(m_text[start])) {
        ++start;
    }
    return start;
}

JsonValue &TreeBuilder::add(JsonValue::Kind kind)
{
    JsonValue *value = &m_root;
    if (!m_open.empty()) {
        JsonValue &parent = *m_open.back();
        value = parent.kind == JsonValue::Kind::List ? &parent.items.emplace_back()
                                                     : &parent.members.back().value;
    }
    value->kind = kind;
    return *value;
}

bool TreeBuilder::endToken(JsonValue &value)
{
    value.place = m_cursor.placeAt(tokenStart());
    m_tokenEnd = qsizetype(m_stream.Tell());
    value.end = m_cursor.placeAt(m_tokenEnd);
    return true;
}

bool TreeBuilder::close()
{
    // Here, too, the bracket is not taken yet.
    m_tokenEnd = qsizetype(m_stream.Tell());
    m_open.back()->end = m_cursor.placeAt(m_tokenEnd + 1);
    m_open.pop_back();
    return true;
}

bool TreeBuilder::refuse(const Problem &problem)
{
    m_problem = problem;
    return false;
}

bool TreeBuilder::Bool(bool value)
{
    JsonValue &boolean = add(JsonValue::Kind::Boolean);
    boolean.boolean = value;
    return endToken(boolean);
}

bool TreeBuilder::RawNumber(const char *, rapidjson::SizeType, bool)
{
    const qsizetype start = tokenStart();
    JsonValue &number = add(JsonValue::Kind::Integer);
    number.text = m_text.sliced(start, qsizetype(m_stream.Tell()) - start).toByteArray();
    if (std::ranges::any_of(number.text, [](char c) { return c == '.' || c == 'e' || c == 'E'; })) {
        number.kind = JsonValue::Kind::Real;
    }
    // Not QByteArray::toDouble(), which does not tell a huge number from a tiny one.
    number.number = QLocale::c().toDouble(QLatin1String(number.text));
    if (number.kind == JsonValue::Kind::Real && !std::isfinite(number.number)) {
        return refuse(syntaxProblem(JsonMistake::TooLarge, m_text, start));
    }
    return endToken(number);
}

bool TreeBuilder::readText(QByteArray &into, const char *bytes, rapidjson::SizeType length)
{
    into = QByteArray(bytes, qsizetype(length));
    m_stream.leaveText();
    // RapidJSON lets the second half of a surrogate pair pass.
    return into.isValidUtf8()
        || refuse(syntaxProblem(JsonMistake::NoSurrogatePair, m_text, tokenStart()));
}

bool TreeBuilder::String(const char *bytes, rapidjson::SizeType length, bool)
{
    JsonValue &text = add(JsonValue::Kind::Text);
    return readText(text.text, bytes, length) && endToken(text);
}

bool TreeBuilder::Key(const char *bytes, rapidjson::SizeType length, bool)
{
    JsonMember &member = m_open.back()->members.emplace_back();
    if (!readText(member.key, bytes, length)) {
        return false;
    }
    member.place = m_cursor.placeAt(tokenStart());
    m_tokenEnd = qsizetype(m_stream.Tell());
    return true;
}

bool TreeBuilder::open(JsonValue::Kind kind)
{
    // RapidJSON tells of a container before it takes the bracket.
    const auto offset = qsizetype(m_stream.Tell());
    JsonValue &container = add(kind);
    container.place = m_cursor.placeAt(offset);
    m_tokenEnd = offset;
    if (m_open.size() >= std::size_t(JsonDocument::deepest)) {
        return refuse({{},
                       container.place,
                       {},
                       tr("lists and objects are nested too deeply: expected at most %1 levels")
                           .arg(JsonDocument::deepest)});
    }
    m_open.push_back(&container);
    return true;
}

bool TreeBuilder::EndObject(rapidjson::SizeType)
{
    const std::vector<JsonMember> &members = m_open.back()->members;
    std::vector<const JsonMember *> sorted(members.size());
    std::ranges::transform(members, sorted.begin(), [](const JsonMember &m) { return &m; });
    std::ranges::sort(sorted, [](const JsonMember *a, const JsonMember *b) {
        return a->key != b->key ? a->key < b->key : a < b;
    });
    const auto twice =
        std::ranges::adjacent_find(sorted, {}, [](const JsonMember *m) { return m->key; });
    if (twice != sorted.end()) {
        const JsonMember &second = **std::next(twice);
        return refuse({{},
                       second.place,
                       {},
                       tr("the key \"%1\" stands twice in this object: expected every key once")
                           .arg(QString::fromUtf8(second.key))});
    }
    return close();
}

JsonMistake mistakeOf(rapidjson::ParseErrorCode code)
{
    switch (code) {
    case rapidjson::kParseErrorDocumentRootNotSingular:
        return JsonMistake::NoEnd;
    case rapidjson::kParseErrorObjectMissName:
        return JsonMistake::NoKey;
    case rapidjson::kParseErrorObjectMissColon:
        return JsonMistake::NoColon;
    case rapidjson::kParseErrorObjectMissCommaOrCurlyBracket:
        return JsonMistake::NoCommaOrBrace;
    case rapidjson::kParseErrorArrayMissCommaOrSquareBracket:
        return JsonMistake::NoCommaOrBracket;
    case rapidjson::kParseErrorStringUnicodeEscapeInvalidHex:
        return JsonMistake::NoHexDigits;
    case rapidjson::kParseErrorStringUnicodeSurrogateInvalid:
        return JsonMistake::NoSurrogatePair;
    case rapidjson::kParseErrorStringEscapeInvalid:
        return JsonMistake::NoEscape;
    case rapidjson::kParseErrorStringMissQuotationMark:
        return JsonMistake::NoClosingQuote;
    case rapidjson::kParseErrorStringInvalidEncoding:
        return JsonMistake::NoUtf8;
    case rapidjson::kParseErrorNumberTooBig:
        return JsonMistake::TooLarge;
    case rapidjson::kParseErrorNumberMissFraction:
        return JsonMistake::NoFraction;
    case rapidjson::kParseErrorNumberMissExponent:
        return JsonMistake::NoExponent;
    default:
        return JsonMistake::NoValue;
    }
}

} // namespace

Result<JsonValue> readJson(const QByteArray &text, const QString &file)
{
    // Iterative: nesting costs no stack. Numbers as texts: their digits are kept.
    constexpr unsigned flags = rapidjson::kParseIterativeFlag
        | rapidjson::kParseValidateEncodingFlag | rapidjson::kParseNumbersAsStringsFlag;
    SourceStream stream(text);
    TreeBuilder builder(text, stream);
    rapidjson::Reader reader;
    const rapidjson::ParseResult parsed = reader.Parse<flags>(stream, builder);
    Problem problem;
    if (!parsed.IsError()) {
        const auto end = qsizetype(stream.Tell());
        if (end == text.size()) {
            return builder.takeRoot();
        }
        // RapidJSON takes a zero byte for the end.
        problem = syntaxProblem(JsonMistake::NoEnd, text, end);
    } else if (parsed.Code() == rapidjson::kParseErrorTermination) {
        problem = builder.problem();
    } else {
        const JsonMistake mistake = mistakeOf(parsed.Code());
        problem =
            syntaxProblem(mistake, text,
                          mistake == JsonMistake::NoClosingQuote ? builder.tokenStart()
                                                                 : qsizetype(parsed.Offset()));
    }
    problem.file = file;
    return problem;
}

} // namespace awaitscope::scenario
