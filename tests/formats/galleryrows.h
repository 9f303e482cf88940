// SPDX-License-Identifier: MIT
#pragma once

#include "engine/trace/timerange.h"

#include <QDir>
#include <QTest>

namespace awaitscope::tests {

/// Rows of a test: every scenario of the gallery, whole and up to somewhere in its middle. Columns:
/// file (QString), until (trace::Timestamp, ns).
inline void addGalleryRows()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<trace::Timestamp>("until");
    const QDir files(QStringLiteral(GALLERY));
    for (const QString &name : files.entryList({QStringLiteral("*.json")}, QDir::Files)) {
        QTest::newRow(qPrintable(name.chopped(5))) << files.filePath(name) << trace::endOfTime;
        QTest::newRow(qPrintable(name.chopped(5) + QStringLiteral(", in the middle")))
            << files.filePath(name) << trace::Timestamp(400'000'001);
    }
}

} // namespace awaitscope::tests
