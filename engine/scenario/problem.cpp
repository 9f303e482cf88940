// SPDX-License-Identifier: MIT
#include "engine/scenario/problem.h"

#include <QCoreApplication>

namespace awaitscope::scenario {

QString Problem::text() const
{
    QString where = file;
    if (place.line > 0) {
        const QString numbers = QStringLiteral("%1:%2").arg(place.line).arg(place.column);
        where += where.isEmpty() ? numbers : u':' + numbers;
    }
    QString text = where.isEmpty() ? message : where + QStringLiteral(": ") + message;
    if (!pointer.isEmpty()) {
        text += u' '
            + QCoreApplication::translate("awaitscope::scenario::Problem", "(at %1)").arg(pointer);
    }
    return text;
}

} // namespace awaitscope::scenario
