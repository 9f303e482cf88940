// SPDX-License-Identifier: MIT
#include "engine/scenario/jsonsyntax.h"

#include "engine/scenario/textcursor.h"

#include <QCoreApplication>

namespace awaitscope::scenario {

namespace {

class SyntaxWords
{
    Q_DECLARE_TR_FUNCTIONS(awaitscope::scenario::SyntaxWords)

public:
    SyntaxWords(QByteArrayView text, qsizetype offset)
        : m_text(text)
        , m_offset(offset)
    { }

    [[nodiscard]] QString message(JsonMistake mistake) const
    {
        const QString lacking = expected(mistake);
        return lacking.isEmpty()
            ? broken(mistake)
            : tr("expected %1, but found %2").arg(lacking, found()) + hint(mistake);
    }

private:
    [[nodiscard]] static QString expected(JsonMistake mistake);
    [[nodiscard]] QString broken(JsonMistake mistake) const;
    [[nodiscard]] QString found() const;
    [[nodiscard]] QString hint(JsonMistake mistake) const;
    [[nodiscard]] QByteArrayView word() const;
    [[nodiscard]] bool followsComma() const;

    [[nodiscard]] char byte() const { return m_offset < m_text.size() ? m_text[m_offset] : '\0'; }

    QByteArrayView m_text;
    qsizetype m_offset;
};

bool isWordByte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
        || (byte >= '0' && byte <= '9') || byte == '_' || byte == '-' || byte == '.' || byte == '+';
}

QString SyntaxWords::expected(JsonMistake mistake)
{
    switch (mistake) {
    case JsonMistake::NoValue:
        return tr("a JSON value");
    case JsonMistake::NoEnd:
        return tr("the end of the text");
    case JsonMistake::NoKey:
        return tr("a key in double quotes");
    case JsonMistake::NoColon:
        return tr("a colon after the key");
    case JsonMistake::NoCommaOrBrace:
        return tr("a comma or } in the object");
    case JsonMistake::NoCommaOrBracket:
        return tr("a comma or ] in the list");
    case JsonMistake::NoFraction:
        return tr("a digit after the decimal point");
    case JsonMistake::NoExponent:
        return tr("a digit in the exponent");
    default:
        return {};
    }
}

QString SyntaxWords::broken(JsonMistake mistake) const
{
    switch (mistake) {
    case JsonMistake::NoClosingQuote:
        return tr("the text that begins here has no closing quote");
    case JsonMistake::NoHexDigits:
        return tr("expected four hexadecimal digits after \\u");
    case JsonMistake::NoSurrogatePair:
        return tr("half a surrogate pair is not a character: expected both halves");
    case JsonMistake::NoUtf8:
        return tr("this is not UTF-8: save the file in this encoding");
    case JsonMistake::TooLarge:
        return tr("the number is too large: expected at most 1.7976931348623157e308");
    default:
        return byte() == '\\'
            ? tr("unknown escape: expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u")
            : tr("a line break or control character inside of a text: expected a closing quote "
                 "before it, or an escape like \\n");
    }
}

QByteArrayView SyntaxWords::word() const
{
    qsizetype end = m_offset;
    while (end < m_text.size() && end - m_offset < 20 && isWordByte(m_text[end])) {
        ++end;
    }
    return m_text.sliced(m_offset, end - m_offset);
}

QString SyntaxWords::found() const
{
    if (m_offset >= m_text.size()) {
        return tr("the end of the text");
    }
    if (const QByteArrayView name = word(); !name.isEmpty()) {
        return QString::fromUtf8(name);
    }
    if (byte() == '"') {
        return tr("a text in quotes");
    }
    if (quint8(byte()) < 0x20) {
        return tr("a control character (code %1)").arg(int(byte()));
    }
    qsizetype end = m_offset + 1;
    while (end < m_text.size() && (quint8(m_text[end]) & 0xC0) == 0x80) {
        ++end;
    }
    return QString::fromUtf8(m_text.sliced(m_offset, end - m_offset));
}

bool SyntaxWords::followsComma() const
{
    const QByteArrayView before = m_text.first(m_offset).trimmed();
    return !before.isEmpty() && before.back() == ',';
}

QString SyntaxWords::hint(JsonMistake mistake) const
{
    const QByteArrayView name = word();
    if (m_offset == 0 && m_text.startsWith("\xEF\xBB\xBF")) {
        return tr(": save the file without a byte order mark");
    }
    if ((byte() == '}' || byte() == ']') && followsComma()) {
        return tr(": is the comma before it one too many?");
    }
    if (byte() == '\'') {
        return tr(": texts stand in double quotes");
    }
    if (byte() == '/' || byte() == '#') {
        return tr(": JSON has no comments");
    }
    if (mistake == JsonMistake::NoValue && !name.isEmpty()) {
        return name.endsWith("NaN") || name.endsWith("Infinity")
            ? tr(": numbers are finite")
            : tr(": texts stand in double quotes, numbers begin with a digit or -");
    }
    return {};
}

} // namespace

Problem syntaxProblem(JsonMistake mistake, QByteArrayView text, qsizetype offset)
{
    if (mistake == JsonMistake::NoValue) {
        // Show the whole of a word, not the letter at which it ceased to be one of JSON's.
        while (offset > 0 && isWordByte(text[offset - 1])) {
            --offset;
        }
    }
    return {{}, TextCursor(text).placeAt(offset), {}, SyntaxWords(text, offset).message(mistake)};
}

} // namespace awaitscope::scenario
