// SPDX-License-Identifier: MIT
#include "engine/scenario/json.h"

#include "engine/scenario/jsonreader.h"

#include <algorithm>
#include <cmath>

namespace awaitscope::scenario {

namespace {

QString pointerToken(const QByteArray &key)
{
    return QString::fromUtf8(key)
        .replace(u'~', QStringLiteral("~0"))
        .replace(u'/', QStringLiteral("~1"));
}

// Extends the pointer to that of the target, if it is this value or inside it. Only a text with
// a problem is searched like this, and only once.
bool extendPointer(const JsonValue &value, const JsonValue &target, QString &pointer)
{
    if (&value == &target) {
        return true;
    }
    const qsizetype length = pointer.size();
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        pointer += u'/' + QString::number(i);
        if (extendPointer(value.items[i], target, pointer)) {
            return true;
        }
        pointer.truncate(length);
    }
    for (const JsonMember &member : value.members) {
        pointer += u'/' + pointerToken(member.key);
        if (extendPointer(member.value, target, pointer)) {
            return true;
        }
        pointer.truncate(length);
    }
    return false;
}

} // namespace

const JsonValue *JsonValue::find(QByteArrayView key) const noexcept
{
    const auto member = std::ranges::find_if(
        members, [key](const JsonMember &candidate) { return key == candidate.key; });
    return member == members.end() ? nullptr : &member->value;
}

const JsonValue &JsonValue::operator[](QByteArrayView key) const noexcept
{
    const JsonValue *value = find(key);
    Q_ASSERT(value != nullptr);
    return *value;
}

std::optional<qint64> JsonValue::whole() const noexcept
{
    if (kind == Kind::Integer) {
        bool fits = false;
        const qint64 exact = text.toLongLong(&fits);
        return fits ? std::optional(exact) : std::nullopt;
    }
    constexpr double limit = 9223372036854775808.0; // 2^63
    if (kind == Kind::Real && std::floor(number) == number && -limit <= number && number < limit) {
        return qint64(number);
    }
    return std::nullopt;
}

JsonDocument::JsonDocument(JsonValue root, QString file)
    : m_root(std::move(root))
    , m_file(std::move(file))
{ }

Result<JsonDocument> JsonDocument::parse(const QByteArray &text, const QString &file)
{
    Result<JsonValue> root = readJson(text, file);
    if (!root) {
        return root.problem();
    }
    return JsonDocument(std::move(root).value(), file);
}

Problem JsonDocument::problemWith(const JsonValue &value, const QString &message) const
{
    QString pointer;
    extendPointer(m_root, value, pointer);
    return {m_file, value.place, pointer, message};
}

Problem JsonDocument::problemWith(const JsonMember &member, const QString &message) const
{
    Problem problem = problemWith(member.value, message);
    problem.place = member.place;
    return problem;
}

} // namespace awaitscope::scenario
