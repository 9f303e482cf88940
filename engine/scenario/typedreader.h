// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/json.h"
#include "engine/scenario/names.h"

#include <QCoreApplication>

#include <initializer_list>

namespace awaitscope::scenario {

/// Why an input is refused. Thrown inside of the parsers and caught where they hand out a Result.
struct Refusal
{
    Problem problem;
};

/// Reads values of one JSON document as what they have to be, or throws a Refusal that says where
/// something else was found.
class TypedReader
{
    Q_DECLARE_TR_FUNCTIONS(awaitscope::scenario::TypedReader)

public:
    /// The document must outlive the reader.
    explicit TypedReader(const JsonDocument &document) noexcept
        : m_document(document)
    { }

    [[noreturn]] void refuse(const JsonValue &at, const QString &message) const;
    [[noreturn]] void refuse(const JsonMember &at, const QString &message) const;
    /// Something that is not in the text is wrong.
    [[noreturn]] void refuse(const QString &message) const;
    /// @p expected describes what should have been there: `a list of steps`.
    [[noreturn]] void refuseOther(const JsonValue &found, const QString &expected) const;

    [[nodiscard]] const std::vector<JsonValue> &list(const JsonValue &value,
                                                     const QString &expected) const;
    /// The members of an object; also called for nothing but the check.
    const std::vector<JsonMember> &object(const JsonValue &value, const QString &expected) const;
    [[nodiscard]] const QByteArray &text(const JsonValue &value, const QString &expected) const;
    [[nodiscard]] QString text(const JsonValue &value) const;
    [[nodiscard]] bool boolean(const JsonValue &value) const;
    /// False if there is no such key.
    [[nodiscard]] bool flag(const JsonValue &object, QByteArrayView key) const;
    /// One of a few words; returns its index.
    [[nodiscard]] int choice(const JsonValue &value, const NameList &words) const;

    /// That an object has all required keys, and beyond them none but the optional ones. @p what
    /// names the object: `the step "sleep"`.
    void checkKeys(const JsonValue &object, const QString &what, const NameList &required,
                   const NameList &optional = {}) const;

private:
    const JsonDocument &m_document;
};

/// A short description for a message: `the number 2.5`, `a list`.
[[nodiscard]] QString described(const JsonValue &value);

/// The value of `param` if this is an object with this one key; otherwise null.
[[nodiscard]] const JsonValue *parameterName(const JsonValue &value) noexcept;

} // namespace awaitscope::scenario
