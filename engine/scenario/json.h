// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/problem.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace awaitscope::scenario {

struct JsonMember;

/// A value of a JSON text, and where it stands there.
struct JsonValue
{
    enum class Kind : quint8 {
        Null,
        Boolean,
        Integer, ///< written without fraction and exponent, of any size
        Real,
        Text,
        List,
        Object,
    };

    Kind kind = Kind::Null;
    bool boolean = false;
    Place place; ///< of its first character
    Place end; ///< behind its last character
    double number = 0; ///< nearest to what is written; infinite for a huge Integer
    QByteArray text; ///< of a Text: its characters in UTF-8; of a number: as written
    std::vector<JsonValue> items; ///< of a List
    std::vector<JsonMember> members; ///< of an Object: in the order of the text, keys are unique

    [[nodiscard]] bool isNumber() const noexcept
    {
        return kind == Kind::Integer || kind == Kind::Real;
    }

    /// The value of this key; null if there is none, or if this is not an object.
    [[nodiscard]] const JsonValue *find(QByteArrayView key) const noexcept;
    /// The value of a key that is known to be there.
    [[nodiscard]] const JsonValue &operator[](QByteArrayView key) const noexcept;
    /// The exact integer that this number is (`2.0` is 2); none for anything else and beyond
    /// qint64.
    [[nodiscard]] std::optional<qint64> whole() const noexcept;
};

struct JsonMember
{
    QByteArray key; ///< UTF-8
    Place place; ///< of the key's opening quote
    JsonValue value;
};

/// A JSON text (RFC 8259, UTF-8) as a tree that remembers where everything stood. Stricter than
/// many readers: a key twice in one object, and more than `deepest` levels, are problems.
class JsonDocument
{
public:
    static constexpr int deepest = 512; ///< levels of lists and objects inside each other

    /// @p file is only for the messages.
    [[nodiscard]] static Result<JsonDocument> parse(const QByteArray &text, const QString &file);

    [[nodiscard]] const JsonValue &root() const noexcept { return m_root; }

    [[nodiscard]] const QString &file() const noexcept { return m_file; }

    /// A problem with a value of this very document, at its place and JSON pointer.
    [[nodiscard]] Problem problemWith(const JsonValue &value, const QString &message) const;
    /// The same for a member, at the place of its key.
    [[nodiscard]] Problem problemWith(const JsonMember &member, const QString &message) const;

private:
    JsonDocument(JsonValue root, QString file);

    JsonValue m_root;
    QString m_file;
};

} // namespace awaitscope::scenario
