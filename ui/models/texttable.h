// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

namespace awaitscope::models {

/// A small table of texts: to be shown, copied and saved alike. Every row is as long as the header.
struct TextTable
{
    QStringList header;
    QList<QStringList> rows;

    /// In columns, all but the first to the right.
    [[nodiscard]] QString text() const;
    /// RFC 4180, UTF-8.
    [[nodiscard]] QByteArray csv() const;
};

} // namespace awaitscope::models
