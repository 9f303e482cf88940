// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QSet>

namespace awaitscope::formats::python {

/// Names for what a program defines, each only once, and none that Python or the helpers have.
class Identifiers
{
public:
    /// @p taken: names of the helpers.
    explicit Identifiers(const QByteArrayList &taken);

    /// What was wished for if that is an identifier and free, otherwise something like it: with the
    /// ending, or else with a number.
    [[nodiscard]] QByteArray claim(const QByteArray &wish, const QByteArray &ending = {});

private:
    QSet<QByteArray> m_taken;
};

/// Whether Python has an exception of this name that a program may raise as its own.
[[nodiscard]] bool isBuiltinError(const QByteArray &name);

} // namespace awaitscope::formats::python
