// SPDX-License-Identifier: MIT
#include "engine/scenario/jsontext.h"

#include <QString>

#include <array>
#include <charconv>
#include <cmath>

namespace awaitscope::scenario {

namespace {

void appendCodeUnit(QByteArray &json, char16_t unit)
{
    json += "\\u" + QByteArray::number(uint(unit), 16).rightJustified(4, '0');
}

void appendCharacter(QByteArray &json, char16_t unit)
{
    switch (unit) {
    case u'"':
        json += "\\\"";
        break;
    case u'\\':
        json += "\\\\";
        break;
    case u'\b':
        json += "\\b";
        break;
    case u'\f':
        json += "\\f";
        break;
    case u'\n':
        json += "\\n";
        break;
    case u'\r':
        json += "\\r";
        break;
    case u'\t':
        json += "\\t";
        break;
    default:
        if (unit >= u' ' && unit <= u'~') {
            json += char(unit);
        } else {
            appendCodeUnit(json, unit);
        }
    }
}

QByteArray jsonOfReal(double number)
{
    // Python changes to an exponent at 1e16; to_chars writes it with at least two digits, as
    // well.
    const bool withExponent = std::abs(number) >= 1e16;
    std::array<char, 32> digits {};
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), number,
                      withExponent ? std::chars_format::scientific : std::chars_format::fixed)
            .ptr;
    const QByteArray json(digits.data(), end - digits.data());
    return withExponent ? json : json + ".0";
}

} // namespace

void appendJsonText(QByteArray &json, QByteArrayView text)
{
    json += '"';
    const QString units = QString::fromUtf8(text);
    for (const QChar unit : units) {
        appendCharacter(json, unit.unicode());
    }
    json += '"';
}

QByteArray jsonOfScalar(const JsonValue &scalar)
{
    switch (scalar.kind) {
    case JsonValue::Kind::Boolean:
        return scalar.boolean ? "true" : "false";
    case JsonValue::Kind::Integer:
        return scalar.text == "-0" ? QByteArray("0") : scalar.text;
    case JsonValue::Kind::Real:
        return jsonOfReal(scalar.number);
    case JsonValue::Kind::Text: {
        QByteArray json;
        appendJsonText(json, scalar.text);
        return json;
    }
    default:
        return "null";
    }
}

} // namespace awaitscope::scenario
