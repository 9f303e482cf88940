// SPDX-License-Identifier: MIT
#include "engine/scenario/typedreader.h"

#include <algorithm>

namespace awaitscope::scenario {

namespace {

class Descriptions
{
    Q_DECLARE_TR_FUNCTIONS(awaitscope::scenario::Descriptions)
};

QString shortened(const QByteArray &text)
{
    constexpr int most = 40;
    const QString whole = QString::fromUtf8(text).simplified();
    return whole.size() <= most ? whole : whole.left(most) + QStringLiteral("...");
}

} // namespace

QString described(const JsonValue &value)
{
    switch (value.kind) {
    case JsonValue::Kind::Boolean:
        return value.boolean ? QStringLiteral("true") : QStringLiteral("false");
    case JsonValue::Kind::Integer:
    case JsonValue::Kind::Real:
        return Descriptions::tr("the number %1").arg(shortened(value.text));
    case JsonValue::Kind::Text:
        return Descriptions::tr("the text \"%1\"").arg(shortened(value.text));
    case JsonValue::Kind::List:
        return Descriptions::tr("a list");
    case JsonValue::Kind::Object:
        return Descriptions::tr("an object");
    default:
        return QStringLiteral("null");
    }
}

const JsonValue *parameterName(const JsonValue &value) noexcept
{
    return value.members.size() == 1 ? value.find("param") : nullptr;
}

void TypedReader::refuse(const JsonValue &at, const QString &message) const
{
    throw Refusal {m_document.problemWith(at, message)};
}

void TypedReader::refuse(const JsonMember &at, const QString &message) const
{
    throw Refusal {m_document.problemWith(at, message)};
}

void TypedReader::refuse(const QString &message) const
{
    throw Refusal {{m_document.file(), {}, {}, message}};
}

void TypedReader::refuseOther(const JsonValue &found, const QString &expected) const
{
    if (const JsonValue *name = parameterName(found)) {
        refuse(found,
               tr("parameter \"%1\": a parameter cannot stand here; expected %2")
                   .arg(QString::fromUtf8(name->text), expected));
    }
    refuse(found, tr("expected %1, but found %2").arg(expected, described(found)));
}

const std::vector<JsonValue> &TypedReader::list(const JsonValue &value,
                                                const QString &expected) const
{
    if (value.kind != JsonValue::Kind::List) {
        refuseOther(value, expected);
    }
    return value.items;
}

const std::vector<JsonMember> &TypedReader::object(const JsonValue &value,
                                                   const QString &expected) const
{
    if (value.kind != JsonValue::Kind::Object) {
        refuseOther(value, expected);
    }
    return value.members;
}

const QByteArray &TypedReader::text(const JsonValue &value, const QString &expected) const
{
    if (value.kind != JsonValue::Kind::Text) {
        refuseOther(value, expected);
    }
    return value.text;
}

QString TypedReader::text(const JsonValue &value) const
{
    return QString::fromUtf8(text(value, tr("a text")));
}

bool TypedReader::boolean(const JsonValue &value) const
{
    if (value.kind != JsonValue::Kind::Boolean) {
        refuseOther(value, tr("true or false"));
    }
    return value.boolean;
}

bool TypedReader::flag(const JsonValue &object, QByteArrayView key) const
{
    const JsonValue *value = object.find(key);
    return value != nullptr && boolean(*value);
}

int TypedReader::choice(const JsonValue &value, const NameList &words) const
{
    const QString expected = tr("one of %1").arg(quotedList(words));
    const auto word = std::ranges::find(words, text(value, expected));
    if (word == words.end()) {
        refuseOther(value, expected);
    }
    return int(word - words.begin());
}

void TypedReader::checkKeys(const JsonValue &object, const QString &what, const NameList &required,
                            const NameList &optional) const
{
    NameList known = required;
    known.insert(known.end(), optional.begin(), optional.end());
    for (const JsonMember &member : object.members) {
        if (std::ranges::find(known, member.key) == known.end()) {
            refuse(member,
                   tr("unknown key \"%1\" in %2: %3")
                       .arg(shortened(member.key), what, suggestion(member.key, known)));
        }
    }
    for (const QByteArray &key : required) {
        if (object.find(key) == nullptr) {
            refuse(object, tr("%1 needs the key \"%2\"").arg(what, QString::fromUtf8(key)));
        }
    }
}

} // namespace awaitscope::scenario
